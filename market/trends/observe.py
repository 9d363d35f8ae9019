"""From prices to observations: one ratio per channel, leaf cell and period. Pure.

Why rows, nights and sources are put together as they are: docs/decisions/0014.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

import numpy as np

from market.fx import FxRates
from market.pricebook import PriceBook
from market.trends.blend import UNITS
from market.trends.cells import TOKENS, Cell
from market.trends.claims import Claim, Row, claimed, median, silent
from market.trends.observation import Observation
from market.trends.periods import Periods
from market.trends.rows import Leaf, rows
from market.trends.spans import PriceSpan
from market.trends.yardsticks import Floats, Tables
from market.types import Access


@dataclass(frozen=True, slots=True)
class Known:
    """What has to be known beside the prices themselves."""

    book: PriceBook
    fx: FxRates
    # by source, the nights on which it was read and believed, oldest first; they reach back as far
    # as a product may be missing and still be the same
    read: Mapping[str, Sequence[date]]
    own: Collection[tuple[str, str]] = ()  # source and channel, where a site speaks of itself
    not_resale: Collection[str] = ()  # channels that a person or a look found to be none


@dataclass(frozen=True, slots=True)
class Observed:
    """The observations of a period, and by reason how many prices say nothing of it: not_resale,
    access_unknown, other_unit, not_read, no_list_price, free_at_list, no_rate.
    """

    observations: list[Observation]
    left_out: Counter[str] = field(default_factory=Counter)


def observe(
    period: date, spans: Iterable[PriceSpan], known: Known, periods: Periods = Periods.WEEK
) -> Observed:
    """One observation per channel and leaf cell that has a ratio in this period, by cell.

    Prices count on the nights of ``known.read`` on which they held, and on no other. The spans of
    one source have to follow one another; raises ValueError where they do not.
    """
    tables = Tables(known.book, known.fx)
    left_out: Counter[str] = Counter()
    claims: dict[Leaf, list[Claim]] = defaultdict(list)
    # source by source, so that only one source's prices are held at a time
    for source, its in _by_source(spans):
        read = known.read.get(source, ())
        nights = tuple(night for night in read if periods.of(night) == period)
        told = rows(_used(its, known, left_out), tables.on(nights))
        for leaf, good in _by_leaf(told, left_out).items():
            own = (source, leaf[0]) in known.own
            if good:
                claims[leaf].append(claimed(good, nights, own=own))
            elif own and read:
                claims[leaf].append(silent(own=own))
    found = (_observation(period, leaf, made) for leaf, made in claims.items())
    return Observed(sorted((one for one in found if one), key=_place), left_out)


def _by_source(spans: Iterable[PriceSpan]) -> Iterator[tuple[str, Iterator[PriceSpan]]]:
    seen: set[str] = set()
    for source, its in groupby(spans, key=attrgetter("source")):
        if source in seen:
            raise ValueError(f"the prices of {source} do not follow one another")
        seen.add(source)
        yield source, its


def _used(spans: Iterable[PriceSpan], known: Known, left_out: Counter[str]) -> Iterator[PriceSpan]:
    for span in spans:
        if span.channel in known.not_resale:
            left_out["not_resale"] += 1
        elif span.access == Access.UNKNOWN:
            left_out["access_unknown"] += 1
        elif span.unit not in UNITS:
            left_out["other_unit"] += 1
        else:
            yield span


def _by_leaf(
    told: Iterable[tuple[Leaf, Row | str]], left_out: Counter[str]
) -> dict[Leaf, list[Row]]:
    found: dict[Leaf, list[Row]] = {}
    for leaf, row in told:
        rows_here = found.setdefault(leaf, [])
        if isinstance(row, Row):
            rows_here.append(row)
        elif leaf[2] != TOKENS:  # its halves are counted
            left_out[row] += 1
    return found


def _observation(period: date, leaf: Leaf, claims: Sequence[Claim]) -> Observation | None:
    counted = _counted(claims)
    nights = {night for claim in counted for night in claim.nights}
    if not nights:
        return None
    by_night = counted[0].logs if len(counted) == 1 else _pooled(counted)
    here, at_first_list, seller = (float(each) for each in median(by_night))
    currencies = sum((one.currencies for one in counted), Counter[str]())
    lowest = [one.lowest for one in counted if one.lowest is not None]
    channel, *cell = leaf
    return Observation(
        period=period,
        channel=channel,
        operator=channel,
        cell=Cell(*cell),
        log_ratio=here,
        list_part=here - at_first_list,
        fx_part=at_first_list - seller,
        lowest=min(lowest, default=here),
        rows=sum(one.rows for one in counted),
        nights=len(nights),
        implausible=sum(one.implausible for one in counted),
        exact=sum(one.exact for one in counted),
        currency=min(currencies, key=lambda name: (-currencies[name], name)),
    )


def _counted(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The seller's own word beats what others say of it, and what can be beats what cannot."""
    own = [one for one in claims if one.own] or claims
    return [one for one in own if one.plausible] or own


def _pooled(claims: Sequence[Claim]) -> Floats:
    """By night, the median over sources: each is one witness, however many rows it shows."""
    logs: dict[date, list[Floats]] = defaultdict(list)
    for claim in claims:
        for night, each in zip(claim.nights, claim.logs, strict=True):
            logs[night].append(each)
    return np.array([median(np.array(each)) for each in logs.values()])


def _place(one: Observation) -> tuple[Cell, str]:
    return one.cell, one.channel
