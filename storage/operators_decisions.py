"""What people say of who belongs together: kept for good, and counted at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from market.linkage import MOST_CHANNELS, Verdict
from market.wire import encode
from storage import operators
from storage.errors import StoreError, Unknown
from storage.operators_reads import channel_called, id_for, members_of
from storage.tables import OPERATOR_DECISION, OPERATOR_MEMBER, RUN
from storage.writer import Writer


def bring_together(
    writer: Writer,
    called: Sequence[str],
    *,
    by: str,
    reason: str,
    at: datetime,
    most: int = MOST_CHANNELS,
) -> str:
    """All channels of these operators, and these channels, are one operator's whatever they show.

    Gives the operator's id.
    """
    channels = sorted({key for one in called for key in _channels(writer.connection, one)})
    if len(channels) < 2:
        raise StoreError(f"{' and '.join(called)}: one channel alone has nobody to be joined with")
    _say(writer, Verdict.TOGETHER, channels, (), by=by, reason=reason, at=at)
    operators.link_again(writer, most=most)
    return _operator_of(writer.connection, channels[0])


def take_out(
    writer: Writer,
    called: str,
    channels: Sequence[str],
    *,
    by: str,
    reason: str,
    at: datetime,
    most: int = MOST_CHANNELS,
) -> list[str]:
    """These channels are not run by the operator of the others; gives those that stay."""
    members = set(_members(writer.connection, called))
    named = {channel_called(writer.connection, one) for one in channels}
    if strangers := sorted(named - members):
        raise StoreError(f"{', '.join(strangers)}: not of {called}; `operators show` has its own")
    if named == members:
        raise StoreError(f"{called} would be left without a channel; name those that do not belong")
    rest = sorted(members - named)
    _say(writer, Verdict.APART, sorted(named), rest, by=by, reason=reason, at=at)
    operators.link_again(writer, most=most)
    return rest


def keep_apart(
    writer: Writer,
    one: str,
    other: str,
    *,
    by: str,
    reason: str,
    at: datetime,
    most: int = MOST_CHANNELS,
) -> None:
    """The two channels are never one operator's, whatever they show."""
    ones, others = channel_called(writer.connection, one), channel_called(writer.connection, other)
    if ones == others:
        raise StoreError(f"{one} and {other} are one channel, {ones}")
    _say(writer, Verdict.APART, [ones], [others], by=by, reason=reason, at=at)
    operators.link_again(writer, most=most)


def confirm(
    writer: Writer,
    called: str,
    *,
    by: str,
    reason: str,
    at: datetime,
    most: int = MOST_CHANNELS,
) -> str:
    """A person has checked: the operator's channels of now stay together. Gives its id."""
    channels = _members(writer.connection, called)
    _say(writer, Verdict.CONFIRMED, channels, (), by=by, reason=reason, at=at)
    operators.link_again(writer, most=most)
    return _operator_of(writer.connection, channels[0])


def _say(
    writer: Writer,
    verdict: Verdict,
    channels: Sequence[str],
    others: Sequence[str],
    *,
    by: str,
    reason: str,
    at: datetime,
) -> None:
    writer.alone()
    last = writer.connection.scalar(select(func.max(RUN.c.on)))
    row = {
        "verdict": verdict.value,
        "channels": encode(channels).decode(),
        "others": encode(others).decode(),
        "by": by,
        "reason": reason,
        "at": at,
        "on": last or at.date(),
    }
    writer.add(OPERATOR_DECISION, [row])


def _channels(connection: Connection, called: str) -> list[str]:
    found = id_for(connection, called)
    return members_of(connection, found) if found else [channel_called(connection, called)]


def _members(connection: Connection, called: str) -> list[str]:
    found = id_for(connection, called)
    if found is None:
        raise Unknown(f"no operator goes by {called!r}; `resalewatch operators list` shows them")
    return members_of(connection, found)


def _operator_of(connection: Connection, channel: str) -> str:
    mine = select(OPERATOR_MEMBER.c.operator).where(OPERATOR_MEMBER.c.channel == channel)
    return connection.scalar(mine) or channel
