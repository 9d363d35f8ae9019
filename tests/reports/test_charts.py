"""A drawing that can stand inside the page."""

import re
from xml.etree import ElementTree as ET

import pytest
from invented_memory import LAST, RUN, compare, sample

from reports.charts import bounds, trend
from reports.collect import collect
from reports.model import Cell


@pytest.fixture(scope="module")
def cells() -> tuple[Cell, ...]:
    return collect(sample(), compare, LAST, RUN).market.cells


def _drawn(cell: Cell, scale: tuple[float, float], name: str = "chart0") -> str:
    return trend(cell, name, "Anthropic 中文 <relay>", 0.014, scale)


def test_colours_are_classes_and_styles_are_gone(cells: tuple[Cell, ...]) -> None:
    svg = _drawn(cells[0], bounds(cells))

    assert not re.search(r"style=|<style|#0000|xlink|<metadata|<!DOCTYPE", svg)
    assert {"f-dot", "s-line", "f-band", "s-grid", "f-ink", "f-mark", "s-floor"} <= set(
        re.findall(r"[fs]-\w+", svg)
    )


def test_text_stays_text_and_is_escaped(cells: tuple[Cell, ...]) -> None:
    svg = _drawn(cells[0], bounds(cells))

    assert "Anthropic 中文 &lt;relay&gt;" in svg
    assert ">90% off</text>" in svg


def test_two_drawings_share_no_id(cells: tuple[Cell, ...]) -> None:
    first, second = (_ids(_drawn(cells[0], bounds(cells), name)) for name in ("a", "b"))

    assert first
    assert not first & second


def _ids(svg: str) -> set[str]:
    return set(re.findall(r'id="([^"]+)"', svg))


def test_every_dot_says_who_and_how_much(cells: tuple[Cell, ...]) -> None:
    root = ET.fromstring(_drawn(cells[0], bounds(cells)))  # noqa: S314
    hints = [hint.text or "" for hint in root.iter("{http://www.w3.org/2000/svg}title")][1:]

    assert len(hints) == sum(len(night.dots) for night in cells[0].nights if night)
    assert "qingyun.example: 9.3% on 2026-07-15" in hints


def test_a_missing_night_breaks_the_line(cells: tuple[Cell, ...]) -> None:
    """Two strokes: before the night without a run, and after it."""
    svg = _drawn(cells[0], bounds(cells))
    (line,) = [
        path
        for path in re.findall(r"<path[^>]*>", svg)
        if "s-line" in path and 'stroke-width="2"' in path
    ]

    assert len(re.findall(r"[Mm] ?[\d.]", line)) == 2


def test_all_panels_share_one_scale(cells: tuple[Cell, ...]) -> None:
    low, high = bounds(cells)
    shares = [dot.share for cell in cells for night in cell.nights if night for dot in night.dots]

    assert low < min(shares)
    assert high > max(shares)
