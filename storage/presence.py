"""Which source shows which channel, since when, and until when."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlalchemy import bindparam, func, select, update

from storage import events
from storage.occasion import Count, Occasion
from storage.tables import APPEARANCE, CHANNEL, SOURCE, VISIT
from storage.writer import Writer, chunks

_SILENT_NIGHTS = 7  # in a row without an answer: longer than outages last


def show(writer: Writer, occasion: Occasion, shown: Collection[str], count: Count) -> None:
    """Opens windows of the channels shown; a believable read closes those of the others."""
    rows = writer.connection.execute(
        select(APPEARANCE).where(APPEARANCE.c.source == occasion.source)
    ).all()
    here = {row.channel for row in rows if row.gone_on is None}
    past = {row.channel for row in rows} - here
    back = missed(writer, occasion.on, [key for key in shown if key not in here])
    writer.add(APPEARANCE, [_row(occasion, key) for key in shown if key not in here | past])
    _set_gone(writer, occasion, [key for key in shown if key in past], None)
    events.unhappened(writer, occasion, "gone", [key for key in shown if key not in here])
    count.add("channels_reappeared", events.happened(writer, occasion, "reappeared", back))
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
    elsewhere = _shown_elsewhere(writer, left)
    gone = [key for key in left if key not in elsewhere]
    count.add("channels_gone", events.happened(writer, occasion, "gone", gone))


def missed(writer: Writer, on: date, keys: Collection[str]) -> list[str]:
    """Of these, the channels found missing before tonight that nobody has shown to us since.

    A source that keeps failing keeps what it showed, but cannot vouch that it is still there.
    """
    last: dict[str, date] = {}
    open_at: dict[str, set[str]] = defaultdict(set)
    for chunk in chunks(sorted(keys)):
        windows = select(APPEARANCE).where(APPEARANCE.c.channel.in_(chunk))
        for row in writer.connection.execute(windows):
            if row.gone_on is None or row.gone_on >= on:
                open_at[row.channel].add(row.source)  # until tonight at least
            else:
                last[row.channel] = max(last.get(row.channel, row.gone_on), row.gone_on)
    read = _read_before(writer, on, {one for key in last for one in open_at[key]})
    return [
        key
        for key in keys
        if key in last
        and not any(read.get(source, date.min) >= last[key] for source in open_at[key])
    ]


def unheard(writer: Writer, occasion: Occasion, keys: Collection[str]) -> list[str]:
    """Of the channels whose own pages these are, those that had not answered for a week of nights,
    while nobody else could say they were there.
    """
    failed = writer.connection.scalar(
        select(SOURCE.c.failures).where(SOURCE.c.name == occasion.source)
    )
    if not keys or (failed or 0) < _SILENT_NIGHTS:
        return []
    others: dict[str, set[str]] = defaultdict(set)
    for chunk in chunks(sorted(keys)):
        windows = select(APPEARANCE).where(
            APPEARANCE.c.channel.in_(chunk),
            APPEARANCE.c.source != occasion.source,
            APPEARANCE.c.first_seen < occasion.on,
            APPEARANCE.c.gone_on.is_(None) | (APPEARANCE.c.gone_on >= occasion.on),
        )
        for row in writer.connection.execute(windows):
            others[row.channel].add(row.source)
    read = _read_before(writer, occasion.on, {one for key in others for one in others[key]})
    since = occasion.on - timedelta(days=_SILENT_NIGHTS)
    return [key for key in keys if not any(read.get(o, since) > since for o in others[key])]


def _read_before(writer: Writer, on: date, sources: Collection[str]) -> dict[str, date]:
    """When these sources were last read healthily, tonight left out."""
    last: dict[str, date] = {}
    read = select(VISIT.c.name, func.max(VISIT.c.on).label("on")).where(
        VISIT.c.healthy, VISIT.c.on < on
    )
    for chunk in chunks(sorted(sources)):
        found = read.where(VISIT.c.name.in_(chunk)).group_by(VISIT.c.name)
        last |= {row.name: row.on for row in writer.connection.execute(found)}
    return last


def _shown_elsewhere(writer: Writer, keys: Iterable[str]) -> set[str]:
    shown: set[str] = set()
    windows = select(APPEARANCE.c.channel).where(APPEARANCE.c.gone_on.is_(None))
    for chunk in chunks(sorted(keys)):
        shown |= set(writer.connection.scalars(windows.where(APPEARANCE.c.channel.in_(chunk))))
    return shown


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
