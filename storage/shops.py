"""Channels whose articles show counters, many at once, within a stretch of nights."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_

from market.turnover import Counters
from storage.counters import articles, healthy_reads, rows_of
from storage.stated import sellers
from storage.tables import FACT, VISIT
from storage.writer import Found, chunks


@dataclass(frozen=True, slots=True)
class Shop:
    """A channel with counters, and the nights on which each of its sources was read."""

    channel: str
    operator: str
    articles: tuple[Counters, ...]
    reads: tuple[tuple[date, ...], ...]


def shops(connection: Connection, since: date, until: date) -> list[Shop]:
    """Every channel that shows counters within these days, both included, by key."""
    ends = FACT.c.gone_on
    within = (FACT.c.first_seen <= until, or_(ends.is_(None), ends > since))
    operators = sellers(connection, until)
    told: dict[str, list[Found]] = defaultdict(list)
    for chunk in chunks(sorted(operators)):
        for row in rows_of(connection, FACT.c.channel.in_(chunk), *within):
            told[row.channel].append(row)
    named = {row.source for rows in told.values() for row in rows}
    healthy = healthy_reads(connection, named, VISIT.c.on.between(since, until))
    return [_shop(key, operators[key], told[key], healthy) for key in sorted(told)]


def _shop(
    channel: str, operator: str, rows: Sequence[Found], reads: Mapping[str, list[date]]
) -> Shop:
    looked = tuple(tuple(reads[name]) for name in sorted({row.source for row in rows}))
    return Shop(channel, operator, tuple(articles(rows, reads)), looked)
