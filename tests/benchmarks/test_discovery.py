"""Strangers are asked in an order that pays: a small generated web, the real score and limits."""

import pytest

from benchmarks.discovery.__main__ import play
from benchmarks.discovery.play import Nights
from benchmarks.discovery.web import Kind, Web


def test_the_web_is_the_same_from_the_same_seed() -> None:
    """Page by page, and another from another."""
    one, same, other = (Web(seed, 2_000, 20) for seed in (1, 1, 2))
    numbers = range(0, one.pages, 97)

    assert [one.links(n) for n in numbers] == [same.links(n) for n in numbers]
    assert [one.site(n) for n in numbers] != [other.site(n) for n in numbers]
    assert len(one.ranges[Kind.SELLER]) == 20


@pytest.mark.slow
def test_the_score_finds_sellers_sooner_than_no_score() -> None:
    """5,000 pages, 40 sellers, twelve nights of twelve visits: bounds well below what it does."""
    nights = Nights(Web(1, 5_000, 40))
    scored = play(nights, "score", 12, 12)
    first_come = play(nights, "breadth first", 12, 12)

    assert scored.visits <= 12 * 12
    assert scored.requests <= 6 * scored.visits
    assert len(scored.sellers) / len(nights.reachable) >= 0.6
    assert scored.per_thousand >= 1.5 * first_come.per_thousand
