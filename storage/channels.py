"""Channels as sightings show them: created, named, confirmed, seen once more."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, delete, select, update

from market.defaults import is_default
from market.types import ChannelStatus
from storage import aliases, events, merging, presence
from storage.addresses import name_key, visitable
from storage.identity import Resolved
from storage.marks import Marks
from storage.occasion import Count, Occasion
from storage.tables import CHANNEL, MARK
from storage.writer import Found, Writer, chunks

_CONFIRMED = ChannelStatus.CONFIRMED.value
_STATED, _LISTED, _OURS = 1, 2, 3  # sorts of names, the best first
_TELLS_ITS_NAME = frozenset({"site", "status"})  # listings by which a site speaks of itself
_COLUMNS = ("name", "named_by", "url", "site", "status", "first_listed", "last_seen")


def remember(writer: Writer, occasion: Occasion, found: Sequence[Resolved], count: Count) -> None:
    """Channels, their aliases and windows, and what happened to them tonight."""
    shown = _by_channel(found)
    known = rows_of(writer, shown)
    create(writer, occasion.on, [key for key in shown if key not in known])
    sites = {key: _sites(marks) for key, marks in shown.items()}
    moves = aliases.moves(writer, sites, known)
    count.add("channels_moved", events.moved(writer, occasion, moves))
    seen = [pair for one in found for pair in aliases.of_sighting(one, occasion)]
    for key, candidate in aliases.awaited(writer, seen):
        absorb(writer, key, candidate)
    aliases.learn(writer, occasion, seen)
    own = [key for key, marks in shown.items() if any(mark.own for mark in marks)]
    back = presence.unheard(writer, occasion, [key for key in own if key in known])
    count.add("channels_reappeared", events.happened(writer, occasion, "reappeared", back))
    presence.show(writer, occasion, list(shown), count)
    fresh = [key for key in shown if key not in known or known[key].first_listed is None]
    events.happened(writer, occasion, "new", fresh)
    count.add("channels_new", len(fresh))
    count.add("channels_known", len(shown) - len(fresh))
    _refresh(writer, occasion, shown, {key: after for key, _, after in moves})


def _by_channel(found: Iterable[Resolved]) -> dict[str, list[Marks]]:
    shown: dict[str, list[Marks]] = {}
    for one in found:
        shown.setdefault(one.channel, []).append(one.marks)
    return dict(sorted(shown.items()))


def _sites(marks: Iterable[Marks]) -> list[str]:
    return sorted({mark.site for mark in marks if mark.site})


def rows_of(writer: Writer, keys: Iterable[str]) -> dict[str, Found]:
    """The channels of these keys that exist."""
    found: dict[str, Found] = {}
    for chunk in chunks(sorted(set(keys))):
        rows = writer.connection.execute(select(CHANNEL).where(CHANNEL.c.key.in_(chunk)))
        found |= {row.key: row for row in rows}
    return found


def create(
    writer: Writer, on: date, keys: Iterable[str], urls: Mapping[str, str] | None = None
) -> None:
    """Channels nobody knew: candidates, unless a person has said otherwise of that key before."""
    fresh = sorted(set(keys))
    marked = _latest_marks(writer, fresh)
    rows = [
        {
            "key": key,
            "name": key,
            "named_by": "",
            "url": (urls or {}).get(key, ""),
            "site": "",
            "status": marked.get(key, ChannelStatus.CANDIDATE.value),
            "marked": key in marked,
            "first_seen": on,
        }
        for key in fresh
    ]
    writer.add(CHANNEL, rows)


def absorb(writer: Writer, key: str, candidate: str) -> None:
    """A candidate that turned out to be another address of a known channel."""
    merging.hand_over(writer, key, candidate)
    writer.change(delete(CHANNEL).where(CHANNEL.c.key == candidate))


def _latest_marks(writer: Writer, keys: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(keys):
        rows = select(MARK).where(MARK.c.channel.in_(chunk)).order_by(MARK.c.id)
        found |= {row.channel: row.status for row in writer.connection.execute(rows)}
    return found


def _refresh(
    writer: Writer,
    occasion: Occasion,
    shown: Mapping[str, Sequence[Marks]],
    moves: Mapping[str, str],
) -> None:
    rows = rows_of(writer, shown)
    values = [
        {"of": key, **_values(rows[key], occasion, marks, moves.get(key))}
        for key, marks in shown.items()
    ]
    statement = update(CHANNEL).where(CHANNEL.c.key == bindparam("of"))
    writer.change(statement.values({name: bindparam(f"to_{name}") for name in _COLUMNS}), values)


def _values(
    row: Found, occasion: Occasion, marks: Sequence[Marks], moved: str | None
) -> dict[str, object]:
    name, named_by = _name(row, occasion, marks)
    sites = _sites(marks)
    return {
        "to_name": name,
        "to_named_by": named_by,
        "to_url": _url(row, occasion, marks, moved),
        "to_site": moved or row.site or (sites[0] if sites else ""),
        "to_status": _status(row, marks),
        "to_first_listed": min(row.first_listed or occasion.on, occasion.on),
        "to_last_seen": max(row.last_seen or occasion.on, occasion.on),
    }


def _name(row: Found, occasion: Occasion, marks: Sequence[Marks]) -> tuple[str, str]:
    """What the site calls itself, else what a list calls it, else how we call its source.

    Of two of one sort the source first by name: so that the order of visits does not matter.
    """
    called, sort = _called(marks), _LISTED
    if any(mark.own for mark in marks):
        stated = _stated(marks)
        called, sort = (stated, _STATED) if stated else (occasion.source, _OURS)
    named_by = f"{sort}:{occasion.source}"
    if not called or (row.named_by and row.named_by < named_by):
        return row.name, row.named_by
    return called, named_by


def _called(marks: Iterable[Marks]) -> str:
    return min((mark.name for mark in marks if mark.name), default="")


def _stated(marks: Iterable[Marks]) -> str:
    own = (listing for mark in marks if mark.own for listing in mark.sighting.listings)
    titles = (name_key(one.title) for one in own if one.key in _TELLS_ITS_NAME)
    named = (
        title
        for title in titles
        if title and title.lower() not in _TELLS_ITS_NAME and not is_default("name", title)
    )
    return min(named, default="")


def _url(row: Found, occasion: Occasion, marks: Sequence[Marks], moved: str | None) -> str:
    shown = [mark for mark in marks if moved is None or mark.site == moved]
    urls = [url for mark in shown if (url := _own_url(mark))]
    same_day = [row.url] if row.first_listed in {None, occasion.on} and row.url else []
    if row.url and not same_day and moved is None:
        return str(row.url)
    return min(urls + ([] if moved else same_day), default=str(row.url))


def _own_url(mark: Marks) -> str:
    seller = mark.sighting.seller
    return visitable(mark.sighting.url if seller is None else seller.url or "")


def _status(row: Found, marks: Sequence[Marks]) -> str:
    """Its own pages confirm a channel; being listed brings back one that was gone."""
    own = any(mark.own and (mark.sighting.listings or mark.sighting.offers) for mark in marks)
    back = row.status == ChannelStatus.GONE.value
    return _CONFIRMED if (own or back) and not row.marked else str(row.status)
