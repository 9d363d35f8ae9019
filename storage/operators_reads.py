"""Operators as views, and why channels are theirs or are not."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, or_, select

from market.linkage import (
    MOST_CHANNELS,
    Clusters,
    Reasons,
    Tie,
    TooLarge,
    clusters,
    ruled,
    shown,
    ties,
)
from market.linkage import why as reasons
from storage import operators_signs
from storage.channel_reads import key_for
from storage.errors import Unknown
from storage.operators_views import Member, OperatorDecision, OperatorEvent, OperatorView
from storage.tables import CHANNEL, OPERATOR, OPERATOR_EVENT, OPERATOR_MEMBER


def operators(connection: Connection) -> list[OperatorView]:
    """Every operator with its channels, the largest first."""
    found = _views(connection)
    return sorted(found, key=lambda one: (-len(one.members), one.id))


def operator(connection: Connection, called: str) -> OperatorView | None:
    """The operator of an id, of one that was merged into it, or of a channel."""
    wanted = id_for(connection, called)
    return next((one for one in _views(connection) if one.id == wanted), None)


def operator_ids(connection: Connection) -> dict[str, str]:
    """The operator of each channel that has one."""
    rows = connection.execute(select(OPERATOR_MEMBER.c.channel, OPERATOR_MEMBER.c.operator))
    return {row.channel: row.operator for row in rows}


def id_for(connection: Connection, called: str) -> str | None:
    """The id that goes on for an id, or the operator of a channel."""
    known = {row.id: row.into for row in connection.execute(select(OPERATOR.c.id, OPERATOR.c.into))}
    if called in known:
        return _goes_on(known, called)
    key = key_for(connection, called)
    mine = select(OPERATOR_MEMBER.c.operator).where(OPERATOR_MEMBER.c.channel == key)
    return None if key is None else connection.scalar(mine)


def members_of(connection: Connection, operator_id: str) -> list[str]:
    """The keys of its channels, in order."""
    mine = select(OPERATOR_MEMBER.c.channel).where(OPERATOR_MEMBER.c.operator == operator_id)
    return sorted(connection.scalars(mine))


def operator_events(connection: Connection, operator_id: str | None = None) -> list[OperatorEvent]:
    """What happened to operators, or to one of them, oldest first."""
    found = select(OPERATOR_EVENT)
    if operator_id is not None:
        about = (OPERATOR_EVENT.c.operator == operator_id, OPERATOR_EVENT.c.other == operator_id)
        found = found.where(or_(*about))
    key = (OPERATOR_EVENT.c.on, OPERATOR_EVENT.c.step, OPERATOR_EVENT.c.operator)
    rest = (OPERATOR_EVENT.c.kind, OPERATOR_EVENT.c.channel, OPERATOR_EVENT.c.other)
    return [
        OperatorEvent(row.on, row.operator, row.kind, row.channel, row.other, row.by)
        for row in connection.execute(found.order_by(*key, *rest))
    ]


def operator_ties(
    connection: Connection, called: str | None = None, *, most: int = MOST_CHANNELS
) -> tuple[Tie, ...]:
    """What channels share that puts them under one operator; of one operator or of all."""
    found = _clusters(connection, most).ties
    if called is None:
        return found
    wanted = id_for(connection, called)
    channels = set(members_of(connection, wanted)) if wanted else set()
    return tuple(tie for tie in found if {tie.one, tie.other} <= channels)


def operator_decisions(connection: Connection, channels: Collection[str]) -> list[OperatorDecision]:
    """What people decided of these channels, oldest first."""
    wanted = set(channels)
    said = [one.decision for one in operators_signs.decisions(connection)]
    return [
        OperatorDecision(d.verdict.value, d.channels, d.others, d.by, d.reason, d.on)
        for d in said
        if wanted & {*d.channels, *d.others}
    ]


def too_large(connection: Connection, *, most: int = MOST_CHANNELS) -> tuple[TooLarge, ...]:
    """What would be one operator if it were not too large to be believed: a person is asked."""
    return _clusters(connection, most).too_large


def why(connection: Connection, one: str, other: str, *, most: int = MOST_CHANNELS) -> Reasons:
    """Why two channels are believed to be one operator's, or why not."""
    known = operators_signs.ages(connection)
    said = [each.decision for each in operators_signs.decisions(connection, known)]
    keys = [channel_called(connection, called) for called in (one, other)]
    return reasons(operators_signs.signs(connection), said, *keys, most=most)


def channel_called(connection: Connection, called: str) -> str:
    """The key of the channel a person means; raises Unknown where there is none."""
    key = key_for(connection, called)
    if key is None:
        raise Unknown(f"no channel goes by {called!r}; `resalewatch channels list` shows them")
    return key


def _clusters(connection: Connection, most: int) -> Clusters:
    known = operators_signs.ages(connection)
    said = [one.decision for one in operators_signs.decisions(connection, known)]
    return clusters(ties(shown(operators_signs.signs(connection))), ruled(said), most)


def _views(connection: Connection) -> Iterable[OperatorView]:
    members: dict[str, list[Member]] = defaultdict(list)
    found = select(OPERATOR_MEMBER, CHANNEL.c.name).outerjoin(
        CHANNEL, CHANNEL.c.key == OPERATOR_MEMBER.c.channel
    )
    for row in connection.execute(found):
        members[row.operator].append(Member(row.channel, row.name or "", row.since))
    rows = {row.id: row for row in connection.execute(select(OPERATOR))}
    into = {name: row.into for name, row in rows.items()}
    aliases: dict[str, list[str]] = defaultdict(list)
    for name in sorted(rows):
        if into[name]:
            aliases[_goes_on(into, name)].append(name)
    return [
        OperatorView(
            id=name,
            state=rows[name].state,
            formed_on=rows[name].formed_on,
            version=rows[name].version,
            members=tuple(sorted(mine, key=lambda one: (one.since, one.channel))),
            aliases=tuple(aliases[name]),
        )
        for name, mine in members.items()
    ]


def _goes_on(into: dict[str, str], name: str) -> str:
    while into.get(name):
        name = into[name]
    return name
