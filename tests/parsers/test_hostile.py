"""Whatever a site sends, a visit ends in a reading: never in a crash, never after a long time."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.cases import cases
from parsers.payload import document
from parsers.read import read_visit
from tests.parsers.pages import page

SHEETS = [
    (asked.url, document(asked), asked.evidence.status)
    for case in cases()
    for asked in case.pages()
    if document(asked) is not None
]
ODD = st.sampled_from(
    [None, True, "", "x", "<b>0.5</b>", "1e999", -1, 0, 1e300, [], {}, [None], {"a": None},
     {"price": 1, "groups": ["a"]}, [[]], "\ud7ff", "len <= 1 ? p : c", [{"name": 1, "url": 2}]]
)  # fmt: skip


def places(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else [])
    )
    return [here, *(place for step, each in inner for place in places(each, (*here, step)))]


def planted(value: Any, place: tuple[str | int, ...], odd: Any) -> Any:
    if not place:
        return odd
    changed = copy.deepcopy(value)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = odd
    return changed


@settings(max_examples=400)
@given(st.data())
def test_an_odd_value_anywhere_in_a_sheet_is_survived(data: st.DataObject) -> None:
    url, sheet, status = data.draw(st.sampled_from(SHEETS))
    place = data.draw(st.sampled_from(places(sheet)))
    body = json.dumps(planted(sheet, place, data.draw(ODD)), ensure_ascii=False)
    reading = read_visit([page(body, url, status)])

    assert reading.outcome
    assert all(listing.key for listing in reading.listings)


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_survived(body: bytes) -> None:
    for path in ("/", "/api/status", "/api/pricing", "/api/v1/model-plaza", "/list.csv"):
        assert read_visit([page(body, f"https://relay.example{path}")]).outcome


ROW = b'{"name":"a","url":"https://x.example"}'


def settings_page(home: str) -> bytes:
    settings = {"site_name": "x", "api_base_url": "", "home_content": home}
    return json.dumps({"data": settings}).encode()


# a body of n pieces, and how many are already slow to read where reading is not linear
HEAVY: dict[str, tuple[Callable[[int], bytes], int]] = {
    "nested tables": (lambda n: b"<table>" * n, 10_000),
    "bars": (lambda n: b"|" * n + b"\n|---|\n", 100_000),
    "many Markdown tables": (lambda n: b"| a | b |\n|---|---|\n" * n, 2_000),
    "open brackets": (lambda n: b"[a](" * n + b"\n|---|\n", 25_000),
    "open angles": (lambda n: b"<" * n, 250_000),
    "an open quote": (lambda n: b'a,b\n"' + b"x," * n, 150_000),
    "wide rows": (lambda n: b"," * 1_900 + b"\n" + (b"," * 1_900 + b"\n") * n, 100),
    "deep markup": (lambda n: b"<table>" + b"<div>" * n, 25_000),
    "one station many times": (lambda n: b'{"sites":[' + (ROW + b",") * n + ROW + b"]}", 1_000),
    "an open shell": (lambda n: b"<html>window.__APP_CONFIG__={" + b'"a":{' * n, 25_000),
    "a shell of escapes": (
        lambda n: b'<html>window.__APP_CONFIG__={"' + b"\\" * n,
        150_000,
    ),
    "open arrays": (lambda n: b"[" * n, 250_000),
    "a settings page of markup": (lambda n: settings_page("<div>" * n), 15_000),
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_pages_cost_time_in_proportion_to_their_size(name: str) -> None:
    """Twice the page would cost four times as much where something is read in squares."""
    body, size = HEAVY[name]

    def cost(n: int) -> None:
        read_visit([page(body(n), "https://relay.example/x")])

    assert growth(cost, size) < 3.5
