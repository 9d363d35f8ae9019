"""Small invented markets: who asks what share of list in which period."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import log

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.publish import WEEKLY, Rules, lookback, next_numbers
from market.trends.published import Published, Weight

MONDAY = date(2026, 1, 5)
LEAF = Cell("relay_api", "tokens", "anthropic", "premium", "unknown")


def weeks(count: int, first: date = MONDAY) -> list[date]:
    return [first + timedelta(weeks=week) for week in range(count)]


def nights(count: int) -> list[date]:
    return [MONDAY + timedelta(days=night) for night in range(count)]


def seen(
    period: date,
    operator: str,
    ratio: float,
    *,
    channel: str = "",
    cell: Cell = LEAF,
    list_part: float = 0.0,
    fx_part: float = 0.0,
    currency: str = "CNY",
    implausible: int = 0,
) -> Observation:
    return Observation(
        period=period,
        channel=channel or f"https://{operator}.example",
        operator=operator,
        cell=cell,
        log_ratio=log(ratio),
        list_part=list_part,
        fx_part=fx_part,
        lowest=log(ratio),
        rows=3,
        nights=5,
        implausible=implausible,
        exact=3,
        currency=currency,
    )


def told(
    periods: Sequence[date], ratios: Mapping[str, Sequence[float | None]], cell: Cell = LEAF
) -> list[Observation]:
    """Operators' shares of list by period; None where they were not read."""
    return [
        seen(period, operator, ratio, cell=cell)
        for operator, series in ratios.items()
        for period, ratio in zip(periods, series, strict=False)
        if ratio is not None
    ]


Told = dict[tuple[Cell, date], Published]


def published(
    periods: Sequence[date],
    observations: Iterable[Observation],
    *,
    rules: Rules = WEEKLY,
    weights: Sequence[Weight] = (),
    draws: int = 0,
) -> Told:
    """Period after period, each knowing nothing of the next; nothing final may change."""
    all_of_them, found = list(observations), Told()
    for count, period in enumerate(periods, 1):
        so_far = periods[:count]
        since = lookback(so_far, rules)
        given = [one for one in all_of_them if since <= one.period <= period]
        before = [one for one in found.values() if one.period >= since]
        for one in next_numbers(period, so_far, given, before, weights, rules, draws=draws):
            there = found.get((one.cell, one.period))
            assert there is None or "provisional" in there.flags, there
            found[one.cell, one.period] = one
    return found
