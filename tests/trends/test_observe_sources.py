"""Which sources speak for a channel: its own site first, and nobody in its place at once."""

from datetime import timedelta
from math import exp

import pytest
from prices_made_by_hand import BEFORE, WEEK, by_measure, nights, pair, span, told

OWN = {("larch", "larch.example")}
HERE = nights(WEEK)
SATURDAY = WEEK + timedelta(days=5)


def _share(spans: list, **known: object) -> float | None:  # type: ignore[type-arg]
    found = by_measure(told(spans, own=OWN, **known))  # type: ignore[arg-type]
    return round(exp(found["input"].log_ratio), 9) if "input" in found else None


def test_its_own_site_beats_a_directory() -> None:
    copies = [span(paid="1", source="list", listed_as=f"row {n}") for n in range(9)]
    one = by_measure(told([span(paid="3"), *copies], own=OWN))["input"]

    assert round(exp(one.log_ratio), 9) == 0.3
    assert (one.rows, one.exact) == (1, 1)


def test_a_week_in_which_its_own_site_was_not_read_is_a_gap_and_no_copy_of_it() -> None:
    prices = [span(paid="3"), span(paid="1", source="list")]

    assert _share(prices, read={"larch": nights(BEFORE), "list": HERE}) is None


def test_after_four_weeks_without_an_answer_others_speak_for_it() -> None:
    """Then the nights that are asked for no longer hold one of its own."""
    prices = [span(paid="3"), span(paid="1", source="list")]

    assert _share(prices, read={"list": HERE}) == 0.1


def test_a_directory_tells_of_cells_that_the_site_does_not_show() -> None:
    prices = [*pair("3", "15"), span(paid="1", source="list", model="claude-sonnet-a")]
    tiers = {one.cell.tier for one in told(prices, own=OWN).observations}

    assert tiers == {"premium", "standard"}


def test_each_directory_is_one_witness_however_many_rows_it_has() -> None:
    many = [span(paid="1", source="a", listed_as=f"row {n}") for n in range(50)]
    others = [span(paid="4", source="b"), span(paid="5", source="c")]
    one = by_measure(told([*many, *others]))["input"]

    assert round(exp(one.log_ratio), 9) == 0.4
    assert (one.rows, one.nights) == (52, 7)


def test_sources_read_on_different_nights_make_one_week_together() -> None:
    prices = [span(paid="1", source="a"), span(paid="3", source="b")]
    one = by_measure(told(prices, read={"a": HERE[:2], "b": HERE[2:5]}))["input"]

    assert one.nights == 5
    assert round(exp(one.log_ratio), 9) == 0.3


def test_an_implausible_claim_is_beaten_by_any_plausible_one() -> None:
    one = by_measure(told([span(paid="0.001", source="a"), span(paid="3", source="b")]))["input"]

    assert round(exp(one.log_ratio), 9) == 0.3
    assert one.rows == 1


@pytest.mark.parametrize("read", [{"larch": HERE}, {"larch": (SATURDAY,)}])
def test_channels_do_not_mind_one_another(read: dict) -> None:  # type: ignore[type-arg]
    alone = told([span()], read=read, own=OWN).observations
    beside = told([span(), span(paid="7", channel="b.example")], read=read, own=OWN).observations

    assert [one for one in beside if one.channel == "larch.example"] == alone
