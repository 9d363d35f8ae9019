"""PUBLISH: numbers about the market, period by period: weeks, or the single nights of a backtest.
What is final is told once and for ever; other numbers for the same periods are another vintage,
with its reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_high

from market.trends.periods import Periods
from market.trends.publish import METHOD, NIGHTLY, WEEKLY, Rules, lookback, next_numbers
from market.trends.published import Published, PublishedPeriod, Vintage, Weight
from market.trends.revisions import revisions
from monitor import weighing
from monitor.house import House

WEEK = timedelta(days=7)
RULES = {Periods.WEEK: WEEKLY, Periods.NIGHT: NIGHTLY}
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


@dataclass(frozen=True, slots=True)
class Known:
    """The periods in which anything was read, oldest first, and the night as of which."""

    on: date
    kind: Periods
    periods: Sequence[date]

    @property
    def rules(self) -> Rules:
        """Those of weeks, or of single nights."""
        return RULES[self.kind]

    def is_final(self, period: date) -> bool:
        """Whether a week has passed since its end: by then a source that failed was read."""
        return self.kind.end(period) + WEEK <= self.on


def publish_night(house: House, on: date, periods: Periods = Periods.WEEK) -> None:
    """Publish what is known as of a night. Doing it again changes nothing; killed anywhere, it
    goes on when it is done again.

    Raises ValueError for a bad table of weights.
    """
    known = Known(on, periods, [one for one in house.store.observed_periods() if one <= on])
    if not known.periods:
        return
    used = next(reversed(house.store.vintages()), None)
    if used is None:
        _open(house, known, _anew(house, known), "the first numbers")
    elif used.method != METHOD:
        reason = f"the method is {METHOD} now, it was {used.method}"
        _open(house, known, _anew(house, known), reason)
    elif not house.store.vintage_is_stale(used.id) or _same_again(house, known, used):
        _go_on(house, known, used)


def _same_again(house: House, known: Known, used: Vintage) -> bool:
    """Whether what was read again tells the same; if not, it is a vintage of its own."""
    anew = list(_anew(house, known))
    numbers = {(one.cell, one.period): one for told in anew for one in _shown(told)}
    differ = len(revisions(house.store.published(used.id), numbers.values()))
    if differ:
        numbers_differ = "1 number differs" if differ == 1 else f"{differ} numbers differ"
        _open(house, known, anew, f"read again with changed parsers: {numbers_differ}")
    else:
        house.store.vintage_compared(used.id)
    return not differ


def _open(house: House, known: Known, anew: Iterable[Told], reason: str) -> None:
    everything = list(anew)
    latest = {(one.cell, one.period): one for told in everything for one in _shown(told)}
    house.store.open_vintage(
        made_on=known.on,
        method=METHOD,
        periods=known.kind.value,
        reason=reason,
        weights=[one for told in everything if told.period.final for one in told.weights],
        numbers=latest.values(),
        told=[told.period for told in everything],
    )


def _anew(house: House, known: Known) -> Iterator[Told]:
    return _tell(house, known, Past())


def _go_on(house: House, known: Known, used: Vintage) -> None:
    for told in _tell(house, known, _past(house, known, used)):
        if told.period.final:
            house.store.set_weights(used.id, told.weights)
        house.store.publish(used.id, _shown(told), [told.period])


def _past(house: House, known: Known, used: Vintage) -> Past:
    final = [told for told in house.store.published_periods(used.id) if told.final]
    until = Past(periods=final).until
    # the look-back of a later week may be the longer one
    so_far = [known.periods[: at + 1] for at, one in enumerate(known.periods) if one > until]
    backs = [lookback(periods, known.rules) for periods in so_far]
    since = min(backs, default=until)
    numbers = house.store.published(used.id, since=since, until=until)
    return Past(numbers, house.store.weights(used.id), final)


def _shown(told: Told) -> list[Published]:
    """What is published of it. While it may change, it does not yet settle how a cell began."""
    if told.period.final:
        return told.numbers
    own = [one for one in told.numbers if one.period == told.period.period]
    return [_flagged(one, "provisional") for one in own]


def _tell(house: House, known: Known, past: Past) -> Iterator[Told]:
    """Period after period that is not final yet, each from what was observed and told up to it."""
    own = weighing.declared(house.settings.trends.weights)
    told = {(one.period, one.cell): one for one in past.numbers}
    weights, periods = list(past.weights), {one.period: one for one in past.periods}
    for period in [one for one in known.periods if one > past.until]:
        so_far = [one for one in known.periods if one <= period]
        since = lookback(so_far, known.rules)
        new = weighing.due(house.store, since, period, weights, own)
        weights += new
        earlier = [told[key] for key in sorted(told) if since <= key[0] < period]
        seen = house.store.observations(since, period)
        numbers = next_numbers(period, so_far, seen, earlier, weights, known.rules)
        told |= {(one.period, one.cell): one for one in numbers}
        periods[period] = _period(house, known, so_far)
        yield Told(periods[period], [_with_reading(periods, one) for one in numbers], new)


def _period(house: House, known: Known, so_far: Sequence[date]) -> PublishedPeriod:
    period = so_far[-1]
    channels = house.store.breadth(so_far[-1 - USUAL :][0], period)
    here, *others = reversed(channels.values())
    usual = median_high(others) if len(others) >= FEWEST else None
    return PublishedPeriod(period, known.is_final(period), here, usual)


def _with_reading(periods: Mapping[date, PublishedPeriod], one: Published) -> Published:
    return _flagged(one, "little_read") if periods[one.period].little_read else one


def _flagged(one: Published, flag: str) -> Published:
    return replace(one, flags=tuple(sorted({*one.flags, flag})))
