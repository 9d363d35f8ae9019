"""What channels assert and show, as views: facts and identifiers."""

from sqlalchemy import Connection, select

from market.claims import KINDS
from market.judgement import EvidenceRef
from market.wire import decode
from storage.tables import FACT, IDENTIFIER, LISTING
from storage.views import FactView, IdentifierView
from storage.writer import Found


def facts(connection: Connection, channel: str) -> list[FactView]:
    """Everything asserted of a channel, in a fixed order; what is gone says since when."""
    found = (
        select(*FACT.c, LISTING.c.key.label("native"), LISTING.c.url)
        .join(LISTING, LISTING.c.id == FACT.c.listing)
        .where(FACT.c.channel == channel)
        .order_by(FACT.c.listing, FACT.c.hash)
    )
    return [_fact(row) for row in connection.execute(found)]


def identifiers(connection: Connection, channel: str) -> list[IdentifierView]:
    """What a channel shows now that could link it to others."""
    found = select(IDENTIFIER).where(
        IDENTIFIER.c.channel == channel, IDENTIFIER.c.gone_on.is_(None)
    )
    shown: dict[tuple[str, str], IdentifierView] = {}
    for row in connection.execute(found):
        held = shown.get((row.kind, row.value))
        since = min(row.first_seen, held.first_seen) if held else row.first_seen
        strong = row.strong or (held is not None and held.strong)
        shown[row.kind, row.value] = IdentifierView(channel, row.kind, row.value, strong, since)
    return [shown[key] for key in sorted(shown)]


def _fact(row: Found) -> FactView:
    return FactView(
        channel=row.channel,
        source=row.source,
        listing=row.native,
        kind=row.kind,
        value=decode(row.value, KINDS[row.kind]),
        quote=row.quote,
        place=row.place,
        reader=row.reader,
        confidence=row.confidence,
        evidence=EvidenceRef(row.url, row.digest, row.quote, row.place, row.first_seen),
        first_seen=row.first_seen,
        gone_on=row.gone_on,
    )
