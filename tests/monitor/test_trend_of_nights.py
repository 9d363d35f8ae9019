"""Numbers about the market out of whole nights: read, observed, published, told."""

from typing import Any

import pytest

from fixtures.market import NIGHTS
from monitor.house import House
from monitor.publishing import publish_night
from monitor.replay import replay

CUTS = ("provider", "tier", "access", "supply", "region", "payment")


def test_three_nights_make_a_week_with_levels(run: Any, played: Any) -> None:
    """Provisional, and without an index."""
    document = run("trend", "--json", "--config", played.config).json()

    assert document["vintage"]["reason"] == "the first numbers"
    assert all("provisional" in row["flags"] for row in document["rows"])
    assert any(row["level"] for row in document["rows"])
    shown = run("trend", "--config", played.config)
    assert (shown.status, shown.err) == (0, "")
    assert "No index yet: it takes 8 weeks, 7 more." in shown.out


def test_a_replay_tells_the_same_in_the_same_vintage(rooms: House) -> None:
    before = rooms.store.published(1)
    rows = rooms.store.published_periods(1)

    replay(rooms, lambda _line: None)
    publish_night(rooms, NIGHTS[2])

    assert [one.id for one in rooms.store.vintages()] == [1]
    assert rooms.store.published(1) == before
    assert rooms.store.published_periods(1) == rows
    assert not rooms.store.vintage_is_stale(1)


@pytest.mark.parametrize("by", CUTS)
def test_the_newest_week_is_cut_along_a_dimension(run: Any, played: Any, by: str) -> None:
    document = run("trend", "--by", by, "--json", "--config", played.config).json()

    assert (document["by"], document["period"]) == (by, "2026-08-03")
    assert document["slices"]
    one = document["slices"][0]
    assert {"access", "unit", "value", "level", "part"} <= set(one)
    market = run(
        *("trend", "--by", by, "--access", one["access"], "--unit", one["unit"]),
        *("--config", played.config),
    )
    assert (market.status, market.err) == (0, "")
    assert one["value"] in market.out
    assert f"by {by}" in market.out


def test_single_models_of_a_provider(run: Any, played: Any) -> None:
    args = ("trend", "--by", "model", "--provider", "anthropic", "--config", played.config)

    document = run(*args, "--json").json()
    shown = run(*args)

    assert document["models"]
    assert (shown.status, shown.err) == (0, "")
    assert document["models"][0]["model"] in shown.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--by", "model"), "--by model wants a --provider"),
        (("--by", "tier", "--supply", "unknown"), "not with --supply"),
        (("--by", "model", "--provider", "openai", "--unit", "furlong"), "furlong"),
        (("--by", "colour"), "colour"),
    ],
)
def test_a_cut_that_cannot_be_made(run: Any, played: Any, args: tuple[str, ...], said: str) -> None:
    ended = run("trend", *args, "--config", played.config)

    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err


def test_before_any_night_there_is_nothing_to_cut(run: Any, empty: Any) -> None:
    ended = run("trend", "--by", "tier", "--config", empty.config)

    assert (ended.status, ended.out) == (4, "")
    assert "`resalewatch nightly` runs a night" in ended.err


@pytest.mark.parametrize("args", [("nightly", "--on", "2026-08-06"), ("replay",)])
def test_bad_weights_come_to_light_before_anything_is_done(
    run: Any, mine: Any, args: tuple[str, ...]
) -> None:
    """Neither fetched for hours nor forgotten."""
    before = run("trend", "--json", "--config", mine.config).out
    mine.write('[trends]\nweights = "/nowhere/weights.csv"')

    ended = run(*args, "--config", mine.config)

    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "resalewatch: /nowhere/weights.csv cannot be read: No such file or directory\n"
    )
    assert run("trend", "--json", "--config", mine.config).out == before
