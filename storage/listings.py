"""Listings and their facts: present since, gone on; unchanged ones are not written again."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import bindparam, select, update

from market.claims import Rate, kind_of
from market.types import Fact, Listing
from market.wire import encode
from storage.identity import Resolved
from storage.keys import fact_hash, listing_content, listing_key
from storage.occasion import Count, Occasion
from storage.tables import FACT, LISTING
from storage.writer import Found, Writer

_FACT_KEY = (FACT.c.listing == bindparam("of"), FACT.c.hash == bindparam("is"))


def remember(writer: Writer, occasion: Occasion, found: Sequence[Resolved], count: Count) -> None:
    """Every listing shown and every fact in it; rates live on as the factors of their offers."""
    shown = _listings(occasion, found)
    count.add("listings", sum(len(one.marks.sighting.listings) for one in found))
    _write_listings(writer, occasion, shown)
    facts = {
        (key, fact_hash(kind, fact)): (channel, listing, kind, fact)
        for key, (channel, listing) in shown.items()
        for kind, fact in _facts(listing)
    }
    _write_facts(writer, occasion, facts, count)


def _listings(occasion: Occasion, found: Iterable[Resolved]) -> dict[int, tuple[str, Listing]]:
    """By key; of two that share one, the first by content, so that order does not matter."""
    shown: dict[int, tuple[str, Listing]] = {}
    for one in found:
        for listing in one.marks.sighting.listings:
            key = listing_key(occasion.source, one.channel, listing.key)
            held = shown.get(key)
            if held is None or listing_content(listing) < listing_content(held[1]):
                shown[key] = (one.channel, listing)
    return shown


def _facts(listing: Listing) -> Iterator[tuple[str, Fact]]:
    for fact in listing.facts:
        if not isinstance(fact.value, Rate):
            yield kind_of(fact.value), fact


def _write_listings(
    writer: Writer, occasion: Occasion, shown: dict[int, tuple[str, Listing]]
) -> None:
    mine = select(LISTING.c.id, LISTING.c.content, LISTING.c.gone_on).where(
        LISTING.c.source == occasion.source
    )
    known = {row.id: row for row in writer.connection.execute(mine)}
    rows = {key: _listing_row(key, occasion, *shown[key]) for key in shown}
    writer.add(LISTING, [row for key, row in rows.items() if key not in known])
    _rewrite(writer, [row for key, row in rows.items() if _differs(row, known.get(key))])
    if occasion.healthy:
        gone = [row.id for row in known.values() if row.gone_on is None and row.id not in shown]
        statement = update(LISTING).where(LISTING.c.id == bindparam("of"))
        writer.change(statement.values(gone_on=occasion.on), [{"of": key} for key in gone])


def _differs(row: dict[str, object], known: Found | None) -> bool:
    return known is not None and (known.content != row["content"] or known.gone_on is not None)


def _rewrite(writer: Writer, rows: Sequence[dict[str, object]]) -> None:
    names = ("title", "text", "context", "url", "digest", "content")
    statement = update(LISTING).where(LISTING.c.id == bindparam("of")).values(gone_on=None)
    writer.change(
        statement.values({name: bindparam(f"to_{name}") for name in names}),
        [{"of": row["id"], **{f"to_{name}": row[name] for name in names}} for row in rows],
    )


def _listing_row(key: int, occasion: Occasion, channel: str, listing: Listing) -> dict[str, object]:
    return {
        "id": key,
        "source": occasion.source,
        "channel": channel,
        "key": listing.key,
        "title": listing.title,
        "text": listing.text,
        "context": listing.context,
        "url": listing.url,
        "digest": listing.digest,
        "content": listing_content(listing),
        "first_seen": occasion.on,
    }


def _write_facts(
    writer: Writer,
    occasion: Occasion,
    shown: dict[tuple[int, int], tuple[str, Listing, str, Fact]],
    count: Count,
) -> None:
    mine = select(FACT.c.listing, FACT.c.hash, FACT.c.gone_on).where(
        FACT.c.source == occasion.source
    )
    known = {(row.listing, row.hash): row.gone_on for row in writer.connection.execute(mine)}
    fresh = [key for key in shown if key not in known]
    writer.add(FACT, [_fact_row(key, occasion, *shown[key]) for key in fresh])
    count.add("facts_new", len(fresh))
    back = [key for key in shown if known.get(key) is not None]
    statement = update(FACT).where(*_FACT_KEY)
    writer.change(statement.values(gone_on=None), [_where(key) for key in back])
    if occasion.healthy:
        gone = [key for key, gone_on in known.items() if gone_on is None and key not in shown]
        writer.change(statement.values(gone_on=occasion.on), [_where(key) for key in gone])
        count.add("facts_gone", len(gone))


def _where(key: tuple[int, int]) -> dict[str, object]:
    return {"of": key[0], "is": key[1]}


def _fact_row(
    key: tuple[int, int], occasion: Occasion, channel: str, listing: Listing, kind: str, fact: Fact
) -> dict[str, object]:
    return {
        "listing": key[0],
        "hash": key[1],
        "source": occasion.source,
        "channel": channel,
        "kind": kind,
        "value": encode(fact.value).decode(),
        "quote": fact.quote,
        "span_from": fact.span[0],
        "span_to": fact.span[1],
        "place": fact.place,
        "reader": fact.reader,
        "confidence": fact.confidence,
        "digest": listing.digest,
        "first_seen": occasion.on,
    }
