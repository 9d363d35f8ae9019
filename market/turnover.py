"""What a shop's counters say of what it sells: the level it claims, and the units that must have
gone between two reads. A lower bound: refills, counters typed anew and absent articles hide sales,
and nothing is made up for them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

# What nobody counted: 999, 6666, 99999; 10000, 1000000.
_PLACEHOLDER = re.compile(r"999|(\d)\1{3,}|10{4,}")
_JUMP = 10  # a counter that grows by so many times what was there was typed, not sold
_FEW = Decimal(10)


@dataclass(frozen=True, slots=True)
class Counted:
    """One healthy read of an article's counters; None where the read showed no number."""

    on: date
    stock: Decimal | None = None
    sold: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Counters:
    """An article's reads. ``upstream`` names what is sold on from another shop ("" for its own):
    such articles of one name are one and the same.
    """

    listing: str
    reads: tuple[Counted, ...]
    upstream: str = ""


@dataclass(frozen=True, slots=True)
class Turnover:
    """Units the shop claims to have sold, and units that went between ``since`` and ``until``."""

    claimed: Decimal | None = None
    observed: Decimal = Decimal(0)
    since: date | None = None
    until: date | None = None


def is_placeholder(stock: Decimal) -> bool:
    """Whether a stock is a number that stands for "enough": repeated digits, round powers."""
    whole = stock == stock.to_integral_value()
    return whole and _PLACEHOLDER.fullmatch(f"{stock:f}".partition(".")[0]) is not None


def turnover(reads: Iterable[Counted]) -> Turnover:
    """What one article's reads say together, in whichever order they come.

    Between consecutive reads as many went as the sold counter grew or the stock fell by, whichever
    is more; a refill, a reset and a jump are no sales. The first level of a counter is a claim.
    """
    series = [_without_placeholder(each) for each in _by_date(reads)]
    if not any(_shows(each) for each in series):
        return Turnover()
    dates = [each.on for each in series if _shows(each)]
    levels = [each.sold for each in series if each.sold is not None]
    observed = sum((_gone(*two) for two in pairwise(series)), Decimal(0))
    return Turnover(levels[-1] if levels else None, observed, dates[0], dates[-1])


def together(articles: Iterable[Counters]) -> Turnover:
    """All of a shop's articles; those sold on under one name from one shop are counted once."""
    each = [turnover(article.reads) for article in _once(articles)]
    claims = [one.claimed for one in each if one.claimed is not None]
    starts = [one.since for one in each if one.since]
    ends = [one.until for one in each if one.until]
    return Turnover(
        sum(claims, Decimal(0)) if claims else None,
        sum((one.observed for one in each), Decimal(0)),
        min(starts, default=None),
        max(ends, default=None),
    )


def _by_date(reads: Iterable[Counted]) -> Iterator[Counted]:
    """One read a date, oldest first; what two reads of a date do not agree on is not known."""
    dated: dict[date, list[Counted]] = defaultdict(list)
    for each in reads:
        dated[each.on].append(each)
    for on in sorted(dated):
        yield Counted(on, _agreed(r.stock for r in dated[on]), _agreed(r.sold for r in dated[on]))


def _agreed(told: Iterable[Decimal | None]) -> Decimal | None:
    values = {value for value in told if value is not None}
    return values.pop() if len(values) == 1 else None


def _without_placeholder(read: Counted) -> Counted:
    return (
        replace(read, stock=None) if read.stock is not None and is_placeholder(read.stock) else read
    )


def _shows(read: Counted) -> bool:
    return read.stock is not None or read.sold is not None


def _gone(before: Counted, after: Counted) -> Decimal:
    fell = _fall(before.stock, after.stock)
    if before.sold is None or after.sold is None:
        return fell
    grew = after.sold - before.sold
    return fell if _was_typed(grew, before) else max(fell, grew)


def _fall(before: Decimal | None, after: Decimal | None) -> Decimal:
    return Decimal(0) if before is None or after is None else max(Decimal(0), before - after)


def _was_typed(grew: Decimal, before: Counted) -> bool:
    """Whether the counter was set rather than counted up: back, or far beyond what was there."""
    there = max(before.sold or Decimal(0), before.stock or Decimal(0), _FEW)
    return grew < 0 or grew > _JUMP * there


def _once(articles: Iterable[Counters]) -> list[Counters]:
    """Of those sold on alike, the one with most reads, the last by its key of equals."""
    told = sorted(articles, key=_least_told)
    sold_on = {article.upstream: article for article in told if article.upstream}
    return [*(article for article in told if not article.upstream), *sold_on.values()]


def _least_told(article: Counters) -> tuple[int, str]:
    return len(article.reads), article.listing
