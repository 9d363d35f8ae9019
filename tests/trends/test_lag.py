"""From launch to first resale: what is exact, what is at most, what is still waited for."""

from datetime import date, timedelta

import pytest

from market.pricebook import PriceBook
from market.trends.lag import FirstOffer, How, Launch, lags, launches

SINCE = date(2026, 1, 1)
ON = date(2026, 7, 1)


def launch(name: str, day: int, provider: str = "anthropic") -> Launch:
    return Launch(provider, name, SINCE + timedelta(day), "vendor")


def seen(day: int, at_most: bool = False) -> FirstOffer:
    return FirstOffer(SINCE + timedelta(day), at_most)


def first(**told: FirstOffer) -> dict[tuple[str, str], FirstOffer]:
    return {("anthropic", name): offer for name, offer in told.items()}


@pytest.mark.parametrize(
    ("launched", "offer", "how", "days"),
    [
        (10, seen(13), How.EXACT, 3),
        (10, seen(10), How.EXACT, 0),
        (10, seen(8), How.EXACT, -2),  # on offer before it was launched
        (10, seen(40, at_most=True), How.AT_MOST, 30),  # a source's first night
        (-20, seen(0, at_most=True), How.AT_MOST, 20),
        (-20, seen(5), How.AT_MOST, 25),  # it may have been sold before we looked
        (10, None, How.WAITING, 171),
        (-20, None, How.UNSEEN, None),
    ],
)
def test_one_models_days(
    launched: int, offer: FirstOffer | None, how: How, days: int | None
) -> None:
    told = first(m=offer) if offer else {}

    ((lag,),) = (one.lags for one in lags([launch("m", launched)], told, SINCE, ON))

    assert (lag.how, lag.days) == (how, days)


def test_the_median_of_what_was_watched_is_kaplan_and_meiers() -> None:
    """Three resold after 2, 4 and 9 days; two launched 3 and 5 days ago are waited for."""
    known = [launch(name, 10 * n) for n, name in enumerate("abc", 1)]
    late = [
        Launch("anthropic", name, ON - timedelta(days), "vendor")
        for name, days in (("d", 3), ("e", 5))
    ]
    told = first(a=seen(12), b=seen(24), c=seen(39))

    (provider,) = lags([*known, *late], told, SINCE, ON)

    assert provider.curve is not None
    assert [(step.time, round(step.part, 3)) for step in provider.curve.steps if step.ended] == [
        (2, 0.8),
        (4, 0.533),
        (9, 0.0),
    ]
    assert (provider.median, provider.at_most) == (9, False)
    assert [lag.launch.model for lag in provider.lags] == ["d", "e", "c", "b", "a"]


def test_censored_only_is_at_most() -> None:
    names = "abcde"
    known = [launch(name, -10 * n) for n, name in enumerate(names, 1)]
    told = first(**{name: seen(0, at_most=True) for name in names})

    (provider,) = lags(known, told, SINCE, ON)

    assert (provider.curve, provider.median, provider.at_most) == (None, 30, True)


def test_who_is_waited_for_counts_as_late() -> None:
    """Two of five are not resold: the bound of the median is the third."""
    known = [launch(name, -1) for name in "abc"] + [launch(name, 170) for name in "de"]
    told = first(a=seen(0, at_most=True), b=seen(4, at_most=True), c=seen(9, at_most=True))

    (provider,) = lags(known, told, SINCE, ON)

    assert (provider.median, provider.at_most) == (10, True)


def test_too_few_have_no_median() -> None:
    (provider,) = lags([launch("a", 1)], first(a=seen(2)), SINCE, ON)

    assert (provider.median, provider.curve) == (None, None)
    assert lags([], {}, SINCE, ON) == []


def test_what_is_launched_or_seen_later_is_not_known_yet() -> None:
    told = first(a=seen(30))

    (provider,) = lags([launch("a", 10), launch("b", 99)], told, SINCE, SINCE + timedelta(20))

    assert [(lag.launch.model, lag.how, lag.days) for lag in provider.lags] == [
        ("a", How.WAITING, 10)
    ]


def test_the_shipped_launches_are_of_models_in_the_price_book() -> None:
    book, known = PriceBook.load(), launches()

    assert len(known) >= 40
    assert [one for one in known if not book.knows(one.provider, one.model)] == []
    assert len({(one.provider, one.model) for one in known}) == len(known)
    assert {one.source for one in known} == {"vendor", "book"}
    assert all(date(2024, 1, 1) <= one.on <= date(2026, 11, 23) for one in known)
