"""How much is claimed to be sold, and how much must have been: never a total of either."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from market.claims import Volume
from market.statistics.lifetimes import gaps
from market.trends.outflow import (
    Calibrated,
    Observed,
    calibrated,
    observed,
    outflow,
    per_operator,
)
from market.trends.volumes import CLAIMANTS, Claimed, Claims, claims, per_day
from market.turnover import together
from reports.asked.memory import Asked
from reports.figures import count, percent

LOOKED_BACK = timedelta(days=27)
_COUNTED_IN = "accounts"  # what counters of shops count: articles, mostly accounts


@dataclass(frozen=True, slots=True)
class Volumes:
    """Claims of a night, and the counters of the four weeks up to it."""

    on: date
    claims: Claims
    observed: Observed
    crawl_days: float | None  # median between two reads of a shop; None: none was read twice
    calibrated: Calibrated  # claims of accounts a day ÷ articles that left the shelves


def of(memory: Asked, on: date) -> Volumes:
    """Everything there is to say of volume on a night."""
    sellers = memory.sellers(on)
    told = [
        (one.operator, one.value)
        for one in memory.claims_on(on, ("volume",))
        if isinstance(one.value, Volume) and one.channel in sellers
    ]
    shops = list(memory.shops(on - LOOKED_BACK, on))
    left = [outflow(shop.channel, shop.operator, together(shop.articles)) for shop in shops]
    outflows = [one for one in left if one is not None]
    between = [
        gap
        for shop in shops
        for reads in shop.reads
        for gap in gaps([r.toordinal() for r in reads])
    ]
    return Volumes(
        on=on,
        claims=claims(told, len(set(sellers.values()))),
        observed=observed(outflows),
        crawl_days=median(between) if between else None,
        calibrated=calibrated(per_day(told, _COUNTED_IN), per_operator(outflows)),
    )


def in_words(found: Volumes) -> tuple[str, ...]:
    """Sentences that may be quoted, each true on its own."""
    told = found.claims
    if told.part is None:
        return ("Nobody sells, so nobody claims anything.",)
    everybody = (
        f"{told.claimants} of {told.operators} operators ({percent(told.part)}) claim a volume; "
        f"{count(told.unstated, 'claim')} without a period cannot be used."
    )
    return (everybody, *map(_claimed, told.units), _observed(found))


def _claimed(told: Claimed) -> str:
    who = count(told.claimants, "operator")
    if told.median is None or told.top_three is None:
        return f"{told.unit}: {who}, fewer than the {CLAIMANTS} a median takes."
    return (
        f"{told.unit}: the median of {who} claims {told.median:,.0f} a day (95 %: {told.low:,.0f} "
        f"to {told.high:,.0f}); the three largest claims are {percent(told.top_three)} of all."
    )


def _observed(found: Volumes) -> str:
    told = found.observed
    if told.median is None:
        return (
            f"{count(told.operators, 'operator')} with counters read twice: too few for a median."
        )
    days = found.crawl_days
    every = f"read every {count(round(days), 'day')}" if days else "read rarely"
    return (
        f"Counters of {told.operators} operators: ≥ {told.median:,.1f} articles a day in the "
        f"median, a lower bound ({every})."
    )
