"""The end of a night: which of tonight's new channels are old ones at a new place.

Only now is known who is still up and whose row is gone, so the order of the night's visits cannot
matter. What this may not decide, a person can (``channels merge``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update

from market.types import ChannelStatus
from storage import channels, events, merging, presence, runs
from storage.kinship import Kin, kin
from storage.occasion import Occasion
from storage.remains import remains
from storage.tables import ALIAS, CHANNEL, MENTION
from storage.writer import Found, Writer


@dataclass(frozen=True, slots=True)
class Settled:
    """One of tonight's channels that is an older one, and why."""

    newcomer: str
    channel: str
    why: str
    moved: bool


def settle(writer: Writer, run_id: str) -> list[Settled]:
    """Puts tonight's new channels that are old ones under their own keys; twice changes nothing."""
    writer.alone()
    run = runs.get(writer.connection, run_id)
    settled: list[Settled] = []
    while found := _distinct(kin(remains(writer.connection, run.on))):
        occasion = Occasion(run.id, "", "", "", None, run.on, healthy=True)
        settled += [_joined(writer, occasion, one) for one in found]
    if settled:
        runs.add_rows(writer, run_id)
    return settled


def _distinct(found: Iterable[Kin]) -> list[Kin]:
    """The best claims first; nobody is taken twice in one round."""
    taken: set[str] = set()
    chosen = []
    for one in sorted(found, key=lambda one: one.rank):
        if taken.isdisjoint((one.newcomer, one.channel)):
            taken |= {one.newcomer, one.channel}
            chosen.append(one)
    return chosen


def _joined(writer: Writer, occasion: Occasion, one: Kin) -> Settled:
    rows = channels.rows_of(writer, (one.newcomer, one.channel))
    fresh, old = rows[one.newcomer], rows[one.channel]
    moved = bool(one.moved and old.site and fresh.site and old.site != fresh.site)
    if presence.missed(writer, occasion.on, [old.key]):
        events.happened(writer, occasion, "reappeared", [old.key])
    events.unhappened(writer, occasion, "new", [fresh.key])
    events.unhappened(writer, occasion, "gone", [old.key])
    if moved:
        events.moved(writer, occasion, [(old.key, old.site, fresh.site)])
    merging.hand_over(writer, old.key, fresh.key)
    writer.change(delete(CHANNEL).where(CHANNEL.c.key == fresh.key))
    _not_of_itself(writer, old.key)
    values = _values(old, fresh, moved=moved)
    writer.change(update(CHANNEL).where(CHANNEL.c.key == old.key).values(values))
    return Settled(fresh.key, old.key, one.why, moved)


def _not_of_itself(writer: Writer, key: str) -> None:
    """What its own site said of the new place was no mention of somebody else."""
    own = select(ALIAS.c.value).where(ALIAS.c.kind == "source", ALIAS.c.channel == key)
    writer.change(delete(MENTION).where(MENTION.c.channel == key, MENTION.c.source.in_(own)))


def _values(old: Found, fresh: Found, *, moved: bool) -> dict[str, object]:
    # of one source the newer word, as if the row had been read as the old channel's
    name = min((one for one in (fresh, old) if one.named_by), key=_name_rank, default=old)
    values: dict[str, object] = {
        "name": name.name,
        "named_by": name.named_by,
        "last_seen": _later(old.last_seen, fresh.last_seen),
        "status": _status(old, fresh),
    }
    if moved or not old.site:
        values |= {"site": fresh.site or old.site, "url": fresh.url or old.url}
    return values


def _name_rank(row: Found) -> str:
    return str(row.named_by)


def _status(old: Found, fresh: Found) -> str:
    confirmed = ChannelStatus.CONFIRMED.value
    back = old.status == ChannelStatus.GONE.value
    if old.marked or not (back or fresh.status == confirmed):
        return str(old.status)
    return confirmed


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)
