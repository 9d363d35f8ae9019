"""What people say of channels: a mark that reading never changes, a merge that is kept."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from market.types import ChannelStatus
from storage import merging
from storage.channel_reads import key_for
from storage.errors import StoreError, Unknown
from storage.tables import CHANNEL, MARK, MERGER
from storage.writer import Writer


def mark(
    writer: Writer, called: str, status: ChannelStatus | str, *, by: str, at: datetime
) -> None:
    """A person's word on a channel's status; kept as history, the latest holds."""
    key = _known(writer.connection, called)
    value = ChannelStatus(status).value
    writer.add(MARK, [{"channel": key, "status": value, "by": by, "at": at}])
    said = update(CHANNEL).where(CHANNEL.c.key == key)
    writer.change(said.values(status=value, marked=True))


def merge(writer: Writer, kept: str, absorbed: str, *, by: str, at: datetime) -> None:
    """The second channel becomes part of the first, with all its past, now and after a replay."""
    keep, lose = _known(writer.connection, kept), _known(writer.connection, absorbed)
    if keep == lose:
        raise StoreError(f"{kept} and {absorbed} are already the same channel, {keep}")
    writer.add(MERGER, [{"absorbed": lose, "kept": keep, "by": by, "at": at}])
    _stretch(writer, keep, lose)
    merging.hand_over(writer, keep, lose)
    writer.change(delete(CHANNEL).where(CHANNEL.c.key == lose))


def _known(connection: Connection, called: str) -> str:
    key = key_for(connection, called)
    if key is None:
        raise Unknown(f"no channel goes by {called!r}; `resalewatch channels list` shows them")
    return key


def _stretch(writer: Writer, keep: str, lose: str) -> None:
    both = select(CHANNEL).where(CHANNEL.c.key.in_((keep, lose)))
    rows = {row.key: row for row in writer.connection.execute(both)}
    one, other = rows[keep], rows[lose]
    listed = [row.first_listed for row in (one, other) if row.first_listed]
    seen = [row.last_seen for row in (one, other) if row.last_seen]
    values = {
        "first_seen": min(one.first_seen, other.first_seen),
        "first_listed": min(listed, default=None),
        "last_seen": max(seen, default=None),
        "site": one.site or other.site,
        "url": one.url or other.url,
    }
    writer.change(update(CHANNEL).where(CHANNEL.c.key == keep).values(values))
