"""What providers count among all of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import log

import pytest
from trends.made import LEAF, published, told, weeks

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.published import Weight
from market.trends.weights import capped, first_weights, in_force

ALL = Cell("relay_api", "tokens")


def provider(name: str) -> Cell:
    return replace(ALL, provider=name)


def shares(*counts: float) -> list[float]:
    found = capped({provider(f"p{n}"): count for n, count in enumerate(counts)})
    return [found[provider(f"p{n}")] for n in range(len(counts))]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([9], [1]),
        ([9, 1], [0.5, 0.5]),
        ([9, 1, 1], [1 / 3] * 3),
        ([9, 1, 1, 1], [0.25] * 4),
        ([20, 20, 20, 20, 20], [0.2] * 5),
        ([60, 10, 10, 10, 10], [0.25] + [0.1875] * 4),
        ([60, 30, 4, 4, 2], [0.25, 0.25, 0.2, 0.2, 0.1]),
    ],
)
def test_no_provider_counts_more_than_a_quarter_where_there_are_four(
    counts: list[float], expected: list[float]
) -> None:
    assert shares(*counts) == pytest.approx(expected)
    assert sum(shares(*counts)) == pytest.approx(1)


def sold(
    periods: Sequence[date], name: str, operators: int, *stretches: tuple[float, int]
) -> list[Observation]:
    prices = [times for times, long in stretches for _ in range(long)]
    ratios = {f"{name}{n}": [(0.1 + n / 50) * times for times in prices] for n in range(operators)}
    return told(periods, ratios, replace(LEAF, provider=name))


def test_weights_are_mean_numbers_of_operators_in_a_period() -> None:
    periods = weeks(4)
    rows = sold(periods, "a", 3, (1, 4)) + sold(periods[:2], "b", 4, (1, 2))
    rows += sold(periods, "c", 5, (1, 4)) + sold(periods, "d", 5, (1, 4))
    rows += sold(periods, "e", 5, (1, 4))
    found = {one.cell.provider: one.weight for one in first_weights(rows, 2026)}

    expected = {"a": 3 / 20, "b": 2 / 20, "c": 0.25, "d": 0.25, "e": 0.25}
    assert found == pytest.approx(expected)
    assert {(one.year, one.how) for one in first_weights(rows, 2026)} == {(2026, "operators")}


def test_access_and_unit_are_weighed_apart() -> None:
    rows = sold(weeks(1), "a", 3, (1, 1))
    other = [replace(one, cell=replace(one.cell, unit="month")) for one in rows]

    assert [one.weight for one in first_weights(rows + other, 2026)] == [1.0, 1.0]


def test_a_year_without_weights_of_its_own_keeps_those_of_the_year_before() -> None:
    told_weights = [
        Weight(2026, provider("a"), 1.0, "declared"),
        Weight(2028, provider("b"), 1.0, "declared"),
        Weight(2026, replace(provider("a"), unit="month"), 0.5, "declared"),
    ]

    assert in_force(told_weights, ALL, date(2025, 5, 1)) == {}
    assert in_force(told_weights, ALL, date(2027, 5, 1)) == {provider("a"): 1.0}
    assert in_force(told_weights, ALL, date(2028, 1, 3)) == {provider("b"): 1.0}


def declared(year: int, **by_provider: float) -> list[Weight]:
    return [Weight(year, provider(name), told_, "declared") for name, told_ in by_provider.items()]


def test_all_providers_move_as_their_weighted_mean() -> None:
    periods = weeks(12)
    rows = sold(periods, "a", 6, (1, 10), (0.9, 2)) + sold(periods, "b", 20, (1, 10), (0.5, 2))
    found = published(periods, rows, weights=declared(2026, a=0.75, b=0.25), draws=50)
    newest = found[ALL, periods[-1]]

    assert newest.moved is not None
    assert newest.moved.total == pytest.approx(0.75 * log(0.9) + 0.25 * log(0.5))
    assert newest.change is not None
    assert (newest.change.log, newest.dummy) == pytest.approx([newest.moved.total] * 2)
    assert newest.change.low == pytest.approx(newest.moved.total)
    assert (newest.matched, newest.level.operators) == (26, 26)


def test_without_any_weights_providers_count_alike() -> None:
    periods = weeks(10)
    rows = sold(periods, "a", 6, (1, 9), (0.9, 1)) + sold(periods, "b", 20, (1, 10))
    newest = published(periods, rows)[ALL, periods[-1]]

    assert newest.moved is not None
    assert newest.moved.total == pytest.approx(log(0.9) / 2)


def test_january_s_weights_are_linked_and_flagged() -> None:
    """What happened last year keeps last year's weights; the level does not jump."""
    periods = weeks(16, date(2026, 10, 19))
    january = next(at for at, period in enumerate(periods) if period.year == 2027)
    rows = sold(periods, "a", 6, (1, 9), (0.9, 7))
    rows += sold(periods, "b", 6, (1, january + 1), (0.8, 15 - january))
    year = declared(2026, a=0.75, b=0.25) + declared(2027, a=0.5, b=0.5)
    found = published(periods, rows, weights=year)
    index = [one.moved.total if (one := found[ALL, period]).moved else 0 for period in periods]

    cut, later = 0.75 * log(0.9), 0.5 * log(0.8)
    assert index[9 : january + 1] == pytest.approx([cut] * (january - 8))
    assert index[january + 1 :] == pytest.approx([cut + later] * (15 - january))
    assert [p for p in periods if "reweighted" in found[ALL, p].flags] == [periods[january]]


def test_a_provider_without_a_movement_counts_as_moving_like_the_others() -> None:
    periods = weeks(13)
    rows = sold(periods, "a", 6, (1, 9), (0.9, 4))
    rows += [
        one
        for one in sold(periods, "b", 6, (1, 9), (0.8, 4))
        if one.period not in periods[9:11] or one.operator < "b2"
    ]
    found = published(periods, rows, weights=declared(2026, a=0.5, b=0.5))
    index = [one.moved.total if (one := found[ALL, period]).moved else 0 for period in periods]

    assert index[9:11] == pytest.approx([log(0.9)] * 2)
    assert "imputed" in found[provider("b"), periods[9]].flags
    assert index[11:] == pytest.approx([(log(0.9) + log(0.8)) / 2] * 2)
