"""What linkage looks at, from memory: the values channels show, and what people decided."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from market.linkage import Decision, Sign, Verdict
from market.types import ChannelStatus
from market.wire import decode
from storage.addresses import HANDLES, kind_of
from storage.identity import kept_key
from storage.tables import ALIAS, CHANNEL, IDENTIFIER, MERGER, OPERATOR_DECISION
from storage.writer import Found

_OTHER = ChannelStatus.NOT_RESALE.value


@dataclass(frozen=True, slots=True)
class Said:
    """A person's decision and its number."""

    number: int
    decision: Decision


def signs(connection: Connection) -> list[Sign]:
    """Every value that channels which may sell ever showed, by channel, kind and value."""
    home = _homes(connection)
    found = (
        select(IDENTIFIER)
        .join(CHANNEL, CHANNEL.c.key == IDENTIFIER.c.channel)
        .where(CHANNEL.c.status != _OTHER)
    )
    shown: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for row in connection.execute(found):
        shown[row.channel, row.kind, row.value].append(row)
    read = [_sign(*key, shown[key], home) for key in sorted(shown)]
    return [*read, *_accounts(connection)]


def ages(connection: Connection) -> dict[str, date]:
    """The first day of every channel."""
    rows = connection.execute(select(CHANNEL.c.key, CHANNEL.c.first_seen))
    return {row.key: row.first_seen for row in rows}


def decisions(connection: Connection, known: Collection[str] | None = None) -> list[Said]:
    """What people decided, in order; of channels that are ``known``, by the keys they have now."""
    rows = connection.execute(select(MERGER.c.absorbed, MERGER.c.kept))
    merged = {row.absorbed: row.kept for row in rows}
    found = connection.execute(select(OPERATOR_DECISION).order_by(OPERATOR_DECISION.c.id))
    return [Said(row.id, _decision(row, merged, known)) for row in found]


def _accounts(connection: Connection) -> list[Sign]:
    """A channel that is an account is who the account belongs to."""
    listed = (CHANNEL.c.first_listed.is_not(None), CHANNEL.c.status != _OTHER)
    rows = connection.execute(select(CHANNEL.c.key, CHANNEL.c.first_listed).where(*listed))
    return [
        Sign(row.key, kind_of(row.key), row.key.partition(":")[2].removeprefix("@"), since)
        for row in rows
        if kind_of(row.key) in HANDLES and (since := row.first_listed)
    ]


def _homes(connection: Connection) -> dict[str, str]:
    """The channel that speaks for itself at each source."""
    rows = connection.execute(
        select(ALIAS.c.value, ALIAS.c.channel).where(ALIAS.c.kind == "source")
    )
    return {row.value: row.channel for row in rows}


def _sign(channel: str, kind: str, value: str, rows: list[Found], home: dict[str, str]) -> Sign:
    ends = [row.gone_on for row in rows]
    return Sign(
        channel=channel,
        kind=kind,
        value=value,
        first_seen=min(row.first_seen for row in rows),
        gone_on=None if None in ends else max(ends),
        own=any(home.get(row.source) == channel for row in rows),
        sources=tuple(sorted({row.source for row in rows})),
    )


def _decision(row: Found, merged: dict[str, str], known: Collection[str] | None) -> Decision:
    def here(keys: str) -> tuple[str, ...]:
        kept = {kept_key(merged, key) for key in decode(keys, list[str])}
        return tuple(sorted(key for key in kept if known is None or key in known))

    return Decision(
        verdict=Verdict(row.verdict),
        channels=here(row.channels),
        others=here(row.others),
        by=row.by,
        reason=row.reason,
        on=row.on,
    )
