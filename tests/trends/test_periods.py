"""Weeks that begin on a Monday, and single nights."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from market.trends.periods import Periods

MONDAY = date(2026, 8, 3)
DATES = some.dates(date(2020, 1, 1), date(2035, 1, 1))


def test_a_week_is_named_by_its_monday() -> None:
    assert {Periods.WEEK.of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}
    assert Periods.WEEK.of(MONDAY - timedelta(days=1)) == date(2026, 7, 27)
    assert Periods.WEEK.of(date(2027, 1, 1)) == date(2026, 12, 28)


def test_a_night_is_a_period_of_its_own() -> None:
    assert Periods.NIGHT.of(MONDAY) == MONDAY
    assert Periods.NIGHT.nights(MONDAY) == (MONDAY,)
    assert Periods.NIGHT.before(MONDAY) == date(2026, 8, 2)


def test_a_week_has_ended_once_a_night_is_the_next_ones() -> None:
    assert not Periods.WEEK.has_ended(MONDAY, date(2026, 8, 9))
    assert Periods.WEEK.has_ended(MONDAY, date(2026, 8, 10))
    assert Periods.NIGHT.has_ended(MONDAY, date(2026, 8, 4))


@given(DATES, some.sampled_from(Periods))
def test_every_night_is_in_exactly_its_own_period(night: date, periods: Periods) -> None:
    period = periods.of(night)

    assert night in periods.nights(period)
    assert periods.before(period) < period <= night < periods.end(period)
    assert periods.of(periods.before(period)) == periods.before(period)
    assert night not in periods.nights(periods.before(period))
