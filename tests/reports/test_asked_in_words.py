"""The sentences about cheapest offers that may be quoted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from market.trends.cheapest import Low, Lows
from market.trends.floors import Floor
from reports.asked.cheapest import in_words

WEEK = date(2026, 7, 6)
FLOOR = Floor(date.min, "anthropic", "max-20x", Decimal(200), Decimal(8000), Decimal("0.025"), "x")
CHEAP, FAIR = Low("a.example", "a", 0.01, under=True), Low("b.example", "b", 0.3, under=False)


OTHERS = replace(FLOOR, provider="*")


@pytest.mark.parametrize(
    ("offers", "floor", "sentence"),
    [
        ((), FLOOR, "Anthropic: no price that was read without assumption."),
        (
            (CHEAP, FAIR),
            FLOOR,
            (
                "Anthropic: from 1% of list (a.example); 1 channel below the 2.5% that max-20x "
                "costs when driven to its limit."
            ),
        ),
        (
            (FAIR,),
            FLOOR,
            (
                "Anthropic: from 30% of list (b.example); none below the 2.5% that max-20x costs "
                "when driven to its limit."
            ),
        ),
        (
            (FAIR,),
            OTHERS,
            (
                "Anthropic: from 30% of list (b.example); none below the 2.5% that the "
                "best-yielding plan of anybody costs when driven to its limit."
            ),
        ),
        ((FAIR,), None, "Anthropic: from 30% of list (b.example); no cost floor applies."),
    ],
)
def test_cheapest(offers: tuple[Low, ...], floor: Floor | None, sentence: str) -> None:
    lows = Lows(WEEK, "relay_api", "tokens", "anthropic", floor, offers, 0)

    assert in_words(lows) == sentence
