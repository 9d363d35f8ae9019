"""What must hold of the published numbers of any market."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from trends.made import LEAF, MONDAY, Told, published, seen, told, weeks

from market.trends.bootstrap import seed
from market.trends.observation import Observation

OTHER = replace(LEAF, tier="other")


def market(seed: int, periods: Sequence[date], operators: int = 16) -> list[Observation]:
    """Churn, missed weeks, sticky prices, two tiers, some rows read wrong."""
    chance = np.random.default_rng(seed)
    rows = []
    for n in range(operators):
        start, price = int(chance.integers(-10, 8)), 0.1 + n / 50
        for at, period in enumerate(periods):
            price *= chance.choice([1.0, 1.0, float(np.exp(chance.normal(-0.01, 0.1)))])
            if start <= at < start + 20 and chance.random() > 0.1:
                slip = 7.2 if chance.random() < 0.02 else 1.0
                rows += [
                    seen(period, f"o{n:02}", price * slip, list_part=at / 50, fx_part=-at / 99),
                    seen(period, f"o{n:02}", price * 1.1, cell=OTHER, list_part=at / 50),
                ][: 1 + n % 2]
    return rows


def moved(found: Told) -> dict[tuple[str, date], tuple[float, float, float] | None]:
    return {
        (str(cell), period): one.moved and (one.moved.seller, one.moved.list_price, one.moved.fx)
        for (cell, period), one in found.items()
    }


def same(one: Told, other: Told) -> None:
    first, second = moved(one), moved(other)
    assert first.keys() == second.keys()
    for key, values in first.items():
        assert second[key] == (None if values is None else pytest.approx(values, abs=1e-11)), key


@pytest.mark.parametrize("seed", range(3))
def test_cutting_off_the_future_changes_nothing(seed: int) -> None:
    """Every number of the first 16 weeks, to the last digit; intervals too."""
    periods = weeks(22)
    rows = market(seed, periods)
    whole, cut = (published(these, rows, draws=20) for these in (periods, periods[:16]))

    known = {key: one for key, one in whole.items() if key[1] <= periods[15]}
    final = {key: one for key, one in cut.items() if "provisional" not in one.flags}
    assert {key: known[key] for key in final} == final


def test_no_order_of_rows_matters() -> None:
    periods = weeks(14)
    rows = market(1, periods)

    assert published(periods, rows[::-1]) == published(periods, rows)


def test_names_of_operators_do_not_matter() -> None:
    periods = weeks(14)
    rows = market(2, periods)
    names = {one.operator: f"x{place}" for place, one in enumerate(reversed(rows))}
    renamed = [
        replace(one, operator=names[one.operator], channel=names[one.operator]) for one in rows
    ]

    same(published(periods, rows), published(periods, renamed))


def test_dearer_operators_move_the_index_no_more_than_cheap_ones() -> None:
    """Commensurability: each operator's prices times a number of its own."""
    periods = weeks(14)
    rows = market(3, periods)
    scaled = [replace(one, log_ratio=one.log_ratio + int(one.operator[1:]) / 20) for one in rows]

    same(published(periods, rows), published(periods, scaled))


def test_a_product_seen_once_moves_nothing() -> None:
    periods = weeks(14)
    rows = market(4, periods)
    more = [*rows, seen(periods[10], "once", 0.2), seen(periods[3], "twice", 0.9)]
    plain, other = (published(periods, these, draws=20) for these in (rows, more))

    same(plain, other)
    for key, one in plain.items():
        assert other[key].change == one.change


def test_moving_the_calendar_moves_nothing_else() -> None:
    periods = weeks(14)
    rows = market(5, periods)
    later = [replace(one, period=one.period + timedelta(weeks=9)) for one in rows]
    shifted = published([period + timedelta(weeks=9) for period in periods], later)
    back = {(cell, period - timedelta(weeks=9)): one for (cell, period), one in shifted.items()}

    same(published(periods, rows), back)


def test_a_rise_of_everybody_s_price_is_the_index_s_rise() -> None:
    """Proportionality: in the last week, everybody's price times 1.3."""
    periods = weeks(14)
    rows = market(6, periods)
    dearer = [
        replace(one, log_ratio=one.log_ratio + np.log(1.3) * (one.period == periods[-1]))
        for one in rows
    ]
    plain, other = published(periods, rows), published(periods, dearer)

    for key, one in plain.items():
        if one.moved is not None and key[1] == periods[-1]:
            risen = other[key].moved
            assert risen is not None
            assert risen.total - one.moved.total == pytest.approx(np.log(1.3))


def test_parts_add_up_to_the_index_and_links_to_the_way() -> None:
    periods = weeks(16)
    found = published(periods, market(7, periods))
    of_leaf = [found[LEAF, period] for period in periods if (LEAF, period) in found]

    assert sum(one.moved is not None for one in of_leaf) > 8
    for earlier, later in pairwise(of_leaf):
        if earlier.moved and later.moved:
            assert later.link is not None
            ways = later.moved.total - earlier.moved.total
            assert later.link.total == pytest.approx(ways)


def test_chance_is_the_same_in_every_process() -> None:
    assert seed(LEAF, MONDAY) == 5193811611371653323


def test_one_operator_alone_tells_nothing_of_intervals() -> None:
    periods = weeks(9)

    assert published(periods, told(periods, {"o": [0.2] * 9}))[LEAF, periods[-1]].change is None
