"""What was published of a cell in a period as one flat row: the columns of every export."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from market.trends.cells import Cell
from market.trends.published import Change, Parts, Published


@dataclass(frozen=True, slots=True)
class Row:
    """Shares are of the official price; changes are natural logs, so that their parts add up.

    Empty: too few operators, or a gap. The change is over four periods.
    """

    vintage: int
    period: date
    cell: str
    access: str
    unit: str
    provider: str
    tier: str
    supply: str
    operators: int
    channels: int
    offers: int
    level: float | None  # geometric mean
    level_low: float | None
    level_high: float | None
    discount: float | None  # 1 − level
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    lowest: float | None
    highest: float | None
    index: float | None
    matched: int
    link: float | None  # the index's log change since the period before, and whose doing it was
    link_seller: float | None
    link_list_price: float | None
    link_fx: float | None
    change: float | None
    change_low: float | None
    change_high: float | None
    change_seller: float | None
    change_list_price: float | None
    change_fx: float | None
    change_operators: int | None
    change_by_dummy: float | None  # the time-product dummy's, a cross-check
    read: int
    implausible: int
    confused: int
    fenced: int
    dumped: int
    unsettled: int  # may not last: left out of the index, not of the level
    operators_touched: int  # by any of these rules
    final: bool
    flags: str


def rows(
    numbers: Iterable[Published], periods: Sequence[date], vintage: int, since: date = date.min
) -> list[Row]:
    """One row a number, by period and cell, from ``since`` on.

    ``periods``: every one that was told, as the parts of a change are those of the fourth before.
    """
    told = {(one.period, one.cell): one for one in numbers}
    places = {period: at for at, period in enumerate(periods)}
    return [
        _row(told[key], _start(told, periods, places, told[key]), vintage)
        for key in sorted(told)
        if key[0] >= since
    ]


def discount(share: float | None) -> float | None:
    """A share of list as the part that is taken off."""
    return None if share is None else 1 - share


def _start(
    told: Mapping[tuple[date, Cell], Published],
    periods: Sequence[date],
    places: Mapping[date, int],
    one: Published,
) -> Published | None:
    """What the change is counted from."""
    at = places.get(one.period, -1) - one.change.periods if one.change else -1
    return told.get((periods[at], one.cell)) if at >= 0 else None


def _row(one: Published, start: Published | None, vintage: int) -> Row:
    cell, level, link = one.cell, one.level, one.link
    change, parts = one.change, _between(start, one)
    return Row(
        *(vintage, one.period, str(cell)),
        *(cell.access, cell.unit, cell.provider, cell.tier, cell.supply),
        *(level.operators, level.channels, level.rows),
        *(level.mean, level.low, level.high, discount(level.mean)),
        *(level.median, level.lower_quartile, level.upper_quartile, level.lowest, level.highest),
        *(one.index, one.matched),
        *(link.total if link else None, *_parts(link)),
        *(*_logs(change), *_parts(parts)),
        *(change.operators if change else None, one.dummy),
        *(one.excluded.read, one.excluded.implausible, one.excluded.confused),
        *(one.excluded.fenced, one.excluded.dumped, one.excluded.unsettled, one.excluded.operators),
        *("provisional" not in one.flags, " ".join(one.flags)),
    )


def _between(start: Published | None, end: Published) -> Parts | None:
    if start is None or start.moved is None or end.moved is None or end.change is None:
        return None
    before, after = start.moved, end.moved
    return Parts(
        after.seller - before.seller, after.list_price - before.list_price, after.fx - before.fx
    )


def _logs(change: Change | None) -> tuple[float | None, float | None, float | None]:
    return (change.log, change.low, change.high) if change else (None, None, None)


def _parts(parts: Parts | None) -> tuple[float | None, float | None, float | None]:
    return (parts.seller, parts.list_price, parts.fx) if parts else (None, None, None)
