"""What holds of observations whatever the prices are."""

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as some
from prices_made_by_hand import BEFORE, FX, WEEK, listed, nights, span, told

from market.fx import FxRates, FxRow
from market.pricebook import PriceBook
from market.trends.spans import PriceSpan
from market.types import Unit

DAYS = nights(BEFORE, 14)
MODELS = ("opus-a", "opus-b", "sonnet-a")
BOOK = PriceBook(
    [
        *(row for model in MODELS for row in listed(model, "10", "50")),
        *listed("opus-a", "8", "40", since=WEEK + timedelta(days=2)),
        *listed("sonnet-a", "5", "20", since=BEFORE + timedelta(days=4)),
    ]
)
RATES = FxRates(
    [*FX.rows(), *(FxRow("CNY", day, Decimal(70 + n % 5) / 10) for n, day in enumerate(DAYS))]
)


@some.composite
def prices(draw: some.DrawFn) -> list[PriceSpan]:
    """A few offers of a few channels in a few places, with a price that may change once."""
    made = []
    for number in range(draw(some.integers(1, 12))):
        model, currency = draw(some.sampled_from(MODELS)), draw(some.sampled_from(("USD", "CNY")))
        about = {
            "model": f"claude-{model}",
            "channel": draw(some.sampled_from(("a.example", "b.example"))),
            "source": draw(some.sampled_from(("larch", "list"))),
            "supply": draw(some.sampled_from(("unknown", "reverse"))),
            "listed_as": f"row {number}",
            "currency": currency,
            "basis": draw(some.sampled_from(("exact", "text_only"))),
        }
        cut = draw(some.sampled_from(DAYS))
        for unit in draw(some.sampled_from(([Unit.INPUT], [Unit.OUTPUT], [*Unit][:2]))):
            paid = [str(draw(some.integers(2, 400)) / 8) for _ in range(2)]
            made += [
                span(unit, paid[0], valid_to=cut, **about),
                span(unit, paid[1], valid_from=cut, **about),
            ]
    return made


@given(prices(), some.randoms())
def test_the_order_of_rows_changes_nothing(spans: list[PriceSpan], chance: random.Random) -> None:
    mixed = chance.sample(spans, len(spans))

    assert told(mixed, book=BOOK, fx=RATES) == told(spans, book=BOOK, fx=RATES)


@given(prices(), some.sampled_from(["0.5", "0.9", "1.1"]))
def test_multiplying_every_price_multiplies_every_ratio(spans: list[PriceSpan], times: str) -> None:
    """And only the seller's part of it; plausibility aside, which has bounds of its own."""
    dearer = [replace(one, paid=one.paid * Decimal(times)) for one in spans]
    before, after = (told(s, book=BOOK, fx=RATES).observations for s in (spans, dearer))
    same = zip(before, after, strict=True)

    for one, other in ((a, b) for a, b in same if a.implausible == b.implausible == 0):
        assert other.log_ratio - one.log_ratio == pytest.approx(log(float(times)), abs=1e-9)
        assert other.lowest - one.lowest == pytest.approx(log(float(times)), abs=1e-9)
        assert (other.list_part, other.fx_part) == pytest.approx((one.list_part, one.fx_part))


@given(prices())
def test_a_price_that_stands_still_is_never_the_sellers_doing(spans: list[PriceSpan]) -> None:
    """Whatever lists and rates do meanwhile, the parts add up to the move. One currency."""
    still = [
        replace(one, valid_from=BEFORE, valid_to=None, currency="CNY")
        for one in spans
        if one.valid_to is not None
    ]
    weeks = [told(still, book=BOOK, fx=RATES, period=week).observations for week in (BEFORE, WEEK)]
    found = [{(one.cell, one.channel): one for one in week} for week in weeks]

    for key in found[0].keys() & found[1].keys():
        then, now = found[0][key], found[1][key]
        if then.implausible == now.implausible == 0:
            moved = now.log_ratio - then.log_ratio
            parts = (now.list_part - then.list_part) + (now.fx_part - then.fx_part)
            assert moved - parts == pytest.approx(0, abs=1e-9)


@given(prices(), some.integers(2, 5))
def test_showing_every_row_again_changes_no_ratio(spans: list[PriceSpan], times: int) -> None:
    again = [replace(one, listed_as=f"{one.listed_as}/{n}") for one in spans for n in range(times)]
    once, often = (told(s, book=BOOK, fx=RATES).observations for s in (spans, again))

    assert [(o.cell, o.channel, o.log_ratio, o.list_part, o.fx_part, o.lowest) for o in once] == [
        (o.cell, o.channel, o.log_ratio, o.list_part, o.fx_part, o.lowest) for o in often
    ]
    assert [one.rows * times for one in once] == [one.rows for one in often]
