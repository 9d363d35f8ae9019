"""Which source shows which channel, since when, and until when."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import bindparam, case, func, select, update

from storage import events
from storage.occasion import Count, Occasion
from storage.tables import APPEARANCE, CHANNEL, SOURCE
from storage.writer import Writer, chunks


def show(writer: Writer, occasion: Occasion, shown: Collection[str], count: Count) -> None:
    """Opens windows of the channels shown; a believable read closes those of the others."""
    rows = writer.connection.execute(
        select(APPEARANCE).where(APPEARANCE.c.source == occasion.source)
    ).all()
    here = {row.channel for row in rows if row.gone_on is None}
    past = {row.channel for row in rows} - here
    missed = _missed(writer, occasion, [key for key in shown if key not in here])
    writer.add(APPEARANCE, [_row(occasion, key) for key in shown if key not in here | past])
    _set_gone(writer, occasion, [key for key in shown if key in past], None)
    events.unhappened(writer, occasion, "gone", [key for key in shown if key not in here])
    count.add("channels_reappeared", events.happened(writer, occasion, "reappeared", missed))
    if occasion.healthy:
        _withdraw(writer, occasion, sorted(here - set(shown)), count)


def stretch(writer: Writer, occasion: Occasion) -> None:
    """An unchanged read: every channel the source shows was seen once more."""
    listed = select(APPEARANCE.c.channel).where(
        APPEARANCE.c.source == occasion.source, APPEARANCE.c.gone_on.is_(None)
    )
    earlier = CHANNEL.c.last_seen.is_(None) | (CHANNEL.c.last_seen < occasion.on)
    seen = update(CHANNEL).where(CHANNEL.c.key.in_(listed), earlier)
    writer.change(seen.values(last_seen=occasion.on))


def _withdraw(writer: Writer, occasion: Occasion, left: Collection[str], count: Count) -> None:
    _set_gone(writer, occasion, left, occasion.on)
    elsewhere, _ = _windows(writer, left)
    gone = [key for key in left if key not in elsewhere]
    count.add("channels_gone", events.happened(writer, occasion, "gone", gone))


def _missed(writer: Writer, occasion: Occasion, keys: Collection[str]) -> list[str]:
    """Of these, the channels that no source has shown since a read before tonight."""
    elsewhere, last = _windows(writer, keys)
    return [key for key in keys if key not in elsewhere and key in last and last[key] < occasion.on]


def _windows(writer: Writer, keys: Iterable[str]) -> tuple[set[str], dict[str, date]]:
    """Channels a source shows that answers, and the day the others were last found missing."""
    shown: set[str] = set()
    last: dict[str, date] = {}
    # A source that fails keeps what it showed, but it cannot vouch that it is still there.
    answers = APPEARANCE.c.gone_on.is_(None) & (func.coalesce(SOURCE.c.failures, 0) == 0)
    vouched = case((answers, 1), else_=0)
    per_channel = select(
        APPEARANCE.c.channel,
        func.sum(vouched).label("open"),
        func.max(APPEARANCE.c.gone_on).label("gone_on"),
    )
    per_channel = per_channel.join(SOURCE, SOURCE.c.name == APPEARANCE.c.source, isouter=True)
    per_channel = per_channel.group_by(APPEARANCE.c.channel)
    for chunk in chunks(sorted(keys)):
        for row in writer.connection.execute(per_channel.where(APPEARANCE.c.channel.in_(chunk))):
            if row.open:
                shown.add(row.channel)
            elif row.gone_on:
                last[row.channel] = row.gone_on
    return shown, last


def _row(occasion: Occasion, channel: str) -> dict[str, object]:
    return {"source": occasion.source, "channel": channel, "first_seen": occasion.on}


def _set_gone(writer: Writer, occasion: Occasion, keys: Collection[str], gone: date | None) -> None:
    statement = update(APPEARANCE).where(
        APPEARANCE.c.source == occasion.source, APPEARANCE.c.channel == bindparam("key")
    )
    writer.change(statement.values(gone_on=gone), [{"key": key} for key in sorted(keys)])


def shown_by(writer: Writer, source: str) -> int:
    """How many channels the source shows."""
    listed = select(func.count()).where(
        APPEARANCE.c.source == source, APPEARANCE.c.gone_on.is_(None)
    )
    return writer.connection.scalar(listed) or 0
