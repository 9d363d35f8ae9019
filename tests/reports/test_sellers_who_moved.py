"""What of a channel's move is its seller's own doing."""

from datetime import date, timedelta
from math import log

import pytest

from market.trends.cells import Cell
from market.trends.observation import Observation
from reports.edition.movers import movers

LEAF = Cell("relay_api", "tokens", "openai", "premium", "unknown")
WEEKS = [date(2026, 1, 5), date(2026, 1, 12)]


def shown(week: date, share: float, listed: float = 0.0, rated: float = 0.0) -> Observation:
    logs = (log(share), listed, rated, log(share))
    return Observation(week, "a.example", "a", LEAF, *logs, 3, 7, 0, 3, "CNY")


def test_a_list_price_that_falls_hides_no_cut() -> None:
    """The seller cuts by 10 %, the list price falls by 20 %: the share rises all the same."""
    before, after = shown(WEEKS[0], 0.25), shown(WEEKS[1], 0.25 * 0.9 / 0.8, listed=-log(0.8))

    [found] = movers([before, after], WEEKS)

    assert (found.before, found.now) == pytest.approx((0.25, 0.28125))
    assert found.parts.seller == pytest.approx(log(0.9))
    assert found.parts.list_price == pytest.approx(-log(0.8))
    assert found.parts.total == pytest.approx(log(0.28125 / 0.25))


def test_who_was_moved_by_others_is_no_mover() -> None:
    moved = [shown(WEEKS[0], 0.25), shown(WEEKS[1], 0.25 / 0.8, listed=-log(0.8))]
    carried = [shown(WEEKS[0], 0.25), shown(WEEKS[1], 0.25 * 0.96, rated=log(0.96))]

    assert list(movers(moved, WEEKS)) == []
    assert list(movers(carried, WEEKS)) == []


def test_only_those_read_at_both_ends_are_compared() -> None:
    alone = [shown(WEEKS[1] + timedelta(7), 0.1), shown(WEEKS[0], 0.4)]

    assert list(movers(alone, WEEKS)) == []
