"""PUBLISH: numbers about the market, week by week. What is final is told once and for ever; other
numbers for the same weeks are another vintage, with its reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_high

from market.trends.publish import METHOD, WEEKLY, lookback, next_numbers
from market.trends.published import Published, PublishedPeriod, Vintage, Weight
from market.trends.revisions import revisions
from monitor import weighing
from monitor.house import House

WEEK = timedelta(days=7)
USUAL = 8  # periods whose median says how much is usually read
FEWEST = 3  # of them; before that nothing is usual


@dataclass(frozen=True, slots=True)
class Told:
    """One period's numbers, those of earlier periods that it completes, and new weights."""

    period: PublishedPeriod
    numbers: list[Published]
    weights: list[Weight]


@dataclass(frozen=True, slots=True)
class Past:
    """What is final already, as far back as it is looked at."""

    numbers: Sequence[Published] = ()
    weights: Sequence[Weight] = ()
    periods: Sequence[PublishedPeriod] = ()

    @property
    def until(self) -> date:
        """The newest of its periods."""
        return max((one.period for one in self.periods), default=date.min)


def publish_night(house: House, on: date) -> None:
    """Publish what is known as of a night. Doing it again changes nothing; killed anywhere, it
    goes on when it is done again.

    Raises ValueError for a bad table of weights.
    """
    weeks = [week for week in house.store.observed_periods() if week <= on]
    if not weeks:
        return
    used = next(reversed(house.store.vintages()), None)
    if used is None:
        _open(house, on, _anew(house, on, weeks), "the first numbers")
    elif used.method != METHOD:
        reason = f"the method is {METHOD} now, it was {used.method}"
        _open(house, on, _anew(house, on, weeks), reason)
    elif not house.store.vintage_is_stale(used.id) or _same_again(house, on, weeks, used):
        _go_on(house, on, weeks, used)


def _same_again(house: House, on: date, weeks: Sequence[date], used: Vintage) -> bool:
    """Whether what was read again tells the same; if not, it is a vintage of its own."""
    anew = list(_anew(house, on, weeks))
    numbers = {(one.cell, one.period): one for told in anew for one in _shown(told)}
    differ = len(revisions(house.store.published(used.id), numbers.values()))
    if differ:
        numbers_differ = "1 number differs" if differ == 1 else f"{differ} numbers differ"
        _open(house, on, anew, f"read again with changed parsers: {numbers_differ}")
    else:
        house.store.vintage_compared(used.id)
    return not differ


def _open(house: House, on: date, anew: Iterable[Told], reason: str) -> None:
    everything = list(anew)
    latest = {(one.cell, one.period): one for told in everything for one in _shown(told)}
    house.store.open_vintage(
        made_on=on,
        method=METHOD,
        periods="week",
        reason=reason,
        weights=[one for told in everything if told.period.final for one in told.weights],
        numbers=latest.values(),
        told=[told.period for told in everything],
    )


def _anew(house: House, on: date, weeks: Sequence[date]) -> Iterator[Told]:
    return _tell(house, on, weeks, Past())


def _go_on(house: House, on: date, weeks: Sequence[date], used: Vintage) -> None:
    for told in _tell(house, on, weeks, _past(house, weeks, used)):
        if told.period.final:
            house.store.set_weights(used.id, told.weights)
        house.store.publish(used.id, _shown(told), [told.period])


def _past(house: House, weeks: Sequence[date], used: Vintage) -> Past:
    final = [told for told in house.store.published_periods(used.id) if told.final]
    until = Past(periods=final).until
    # the look-back of a later week may be the longer one
    backs = [lookback(weeks[: at + 1], WEEKLY) for at, week in enumerate(weeks) if week > until]
    since = min(backs, default=until)
    numbers = house.store.published(used.id, since=since, until=until)
    return Past(numbers, house.store.weights(used.id), final)


def _shown(told: Told) -> list[Published]:
    """What is published of it. While it may change, it does not yet settle how a cell began."""
    if told.period.final:
        return told.numbers
    own = [one for one in told.numbers if one.period == told.period.period]
    return [_flagged(one, "provisional") for one in own]


def _tell(house: House, on: date, weeks: Sequence[date], past: Past) -> Iterator[Told]:
    """Week after week that is not final yet, each from what was observed and told up to it."""
    own = weighing.declared(house.settings.trends.weights)
    known = {(one.period, one.cell): one for one in past.numbers}
    weights, periods = list(past.weights), {one.period: one for one in past.periods}
    for week in [week for week in weeks if week > past.until]:
        so_far = [one for one in weeks if one <= week]
        since = lookback(so_far, WEEKLY)
        new = weighing.due(house.store, since, week, weights, own)
        weights += new
        earlier = [known[key] for key in sorted(known) if since <= key[0] < week]
        seen = house.store.observations(since, week)
        numbers = next_numbers(week, so_far, seen, earlier, weights, WEEKLY)
        known |= {(one.period, one.cell): one for one in numbers}
        periods[week] = _period(house, on, so_far)
        yield Told(periods[week], [_with_reading(periods, one) for one in numbers], new)


def _period(house: House, on: date, so_far: Sequence[date]) -> PublishedPeriod:
    """A week is final when the one after it is over: by then a source that failed was read."""
    week = so_far[-1]
    channels = house.store.breadth(so_far[-1 - USUAL :][0], week)
    here, *others = reversed(channels.values())
    usual = median_high(others) if len(others) >= FEWEST else None
    return PublishedPeriod(week, week + 2 * WEEK <= on, here, usual)


def _with_reading(periods: Mapping[date, PublishedPeriod], one: Published) -> Published:
    return _flagged(one, "little_read") if periods[one.period].little_read else one


def _flagged(one: Published, flag: str) -> Published:
    return replace(one, flags=tuple(sorted({*one.flags, flag})))
