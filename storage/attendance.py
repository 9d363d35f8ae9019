"""Which operators were there on which night: what one night finds is reckoned from it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, Select, func, select

from market.types import ChannelStatus
from storage.tables import CHANNEL, EVENT, OPERATOR_MEMBER, RUN, VISIT


def attendance(connection: Connection, since: date, until: date) -> dict[date, frozenset[str]]:
    """By night with a closed run, the operators then shown by anybody; oldest night first.

    A channel is away from the night it was found missing until the night it was back.
    """
    away = _away(connection, until)
    nights = _nights(connection, since, until)
    there: dict[date, set[str]] = {night: set() for night in nights}
    for row in connection.execute(_sellers(until)):
        first, who = row.first_listed, row.operator or row.key
        for night in _present(nights, away[row.key]):
            if first <= night:
                there[night].add(who)
    return {night: frozenset(operators) for night, operators in there.items()}


def _sellers(until: date) -> "Select[*tuple[object, ...]]":
    found = select(CHANNEL.c.key, CHANNEL.c.first_listed, OPERATOR_MEMBER.c.operator).outerjoin(
        OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == CHANNEL.c.key
    )
    return found.where(
        CHANNEL.c.first_listed <= until, CHANNEL.c.status != ChannelStatus.NOT_RESALE.value
    )


def _nights(connection: Connection, since: date, until: date) -> list[date]:
    ran = select(RUN.c.on).distinct().where(RUN.c.on.between(since, until), RUN.c.state == "closed")
    return sorted(connection.scalars(ran))


def _away(connection: Connection, until: date) -> dict[str, list[tuple[date, bool]]]:
    """By channel, when it was found missing (True) and back (False), oldest first."""
    turns: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    kinds = EVENT.c.kind.in_(["gone", "reappeared"])
    found = select(EVENT).where(kinds, EVENT.c.on <= until).order_by(EVENT.c.on, EVENT.c.kind)
    for row in connection.execute(found):
        turns[row.channel].append((row.on, row.kind == "gone"))
    return turns


def _present(nights: list[date], turns: list[tuple[date, bool]]) -> Iterable[date]:
    """The nights on which it was not missing; most channels never were, or left for good."""
    if not turns or not nights:
        return nights
    if turns[-1][1] and turns[-1][0] <= nights[0]:
        return ()
    return [night for night in nights if not _missing(turns, night)]


def _missing(turns: list[tuple[date, bool]], night: date) -> bool:
    return next((gone for on, gone in reversed(turns) if on <= night), False)


def first_met(connection: Connection, until: date) -> dict[date, int]:
    """By night, how many operators were met for the first time."""
    nights: dict[str, date] = {}
    for row in connection.execute(_sellers(until)):
        who = row.operator or row.key
        nights[who] = min(row.first_listed, nights.get(who, row.first_listed))
    return dict(Counter(nights.values()))


def pages_fetched(connection: Connection, since: date, until: date) -> dict[date, int]:
    """By night, how many pages were fetched."""
    fetched = select(VISIT.c.on, func.sum(VISIT.c.pages).label("pages")).group_by(VISIT.c.on)
    found = connection.execute(fetched.where(VISIT.c.on.between(since, until)))
    return {row.on: int(row.pages) for row in found}
