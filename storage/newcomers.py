"""Channels first listed on a night, with enough of what they offer to judge them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice, zip_longest

from sqlalchemy import Connection, func, select

from market.judgement import EvidenceRef
from market.types import ChannelStatus, SourceKind
from storage import offer_reads
from storage.addresses import kind_of
from storage.claims_reads import facts
from storage.planning import HEALTHY
from storage.tables import APPEARANCE, CHANNEL, LISTING, SOURCE, VISIT
from storage.views import NewChannel, OfferView
from storage.writer import Found

_FEW = 40
_A_DOZEN = 12


def new_channels(connection: Connection, on: date) -> list[NewChannel]:
    """Those whose first listing was that night, by key; what is not resale is left out."""
    found = select(CHANNEL).where(
        CHANNEL.c.first_listed == on, CHANNEL.c.status != ChannelStatus.NOT_RESALE.value
    )
    rows = sorted(connection.execute(found).all(), key=lambda row: row.key)
    reads = _reads_before(connection, on)
    return [_new(connection, row, on, reads) for row in rows]


def _reads_before(connection: Connection, on: date) -> dict[str, int]:
    nights = func.count(VISIT.c.on.distinct())
    found = (
        select(VISIT.c.name, nights.label("nights"))
        .where(VISIT.c.on < on, VISIT.c.healthy, VISIT.c.outcome.in_(HEALTHY))
        .group_by(VISIT.c.name)
    )
    return {row.name: row.nights for row in connection.execute(found)}


def _new(connection: Connection, row: Found, on: date, reads: dict[str, int]) -> NewChannel:
    by = _listed_by(connection, row.key, on, reads)
    return NewChannel(
        key=row.key,
        name=row.name,
        kind=kind_of(row.key),
        url=row.url,
        source=by.source,
        source_kind=SourceKind(by.kind or SourceKind.CHANNEL),
        source_origin=by.origin or "discovered",
        source_reads=reads.get(by.source, 0),
        offers=_some(list(offer_reads.on_day(connection, on, row.key))),
        facts=tuple(facts(connection, row.key)[:_A_DOZEN]),
        evidence=_evidence(connection, row.key),
    )


def _listed_by(connection: Connection, key: str, on: date, reads: dict[str, int]) -> Found:
    """The source with the longest past among those that listed it that night."""
    found = (
        select(APPEARANCE.c.source, SOURCE.c.kind, SOURCE.c.origin)
        .join(SOURCE, SOURCE.c.name == APPEARANCE.c.source, isouter=True)
        .where(APPEARANCE.c.channel == key, APPEARANCE.c.first_seen == on)
    )
    rows = connection.execute(found).all()
    return min(rows, key=lambda row: (-reads.get(row.source, 0), row.source))


def _some(views: Sequence[OfferView]) -> tuple[OfferView, ...]:
    """The cheapest of every provider and group in turn: a group's rows mostly share one ratio."""
    groups: dict[tuple[str, str, str], list[OfferView]] = defaultdict(list)
    for view in views:
        offer = view.offer
        groups[offer.provider, offer.group, offer.access].append(view)
    ranked = [sorted(groups[key], key=_rank) for key in sorted(groups)]
    turns = (view for turn in zip_longest(*ranked) for view in turn if view is not None)
    return tuple(sorted(islice(turns, _FEW), key=_rank))


def _rank(view: OfferView) -> tuple[str, object, str, str]:
    return (view.offer.unit, view.offer.paid, view.offer.model, view.offer.listed_as)


def _evidence(connection: Connection, key: str) -> tuple[EvidenceRef, ...]:
    found = (
        select(LISTING.c.url, LISTING.c.digest, LISTING.c.title, LISTING.c.first_seen)
        .where(LISTING.c.channel == key, LISTING.c.digest != "")
        .order_by(LISTING.c.id)
        .limit(_A_DOZEN)
    )
    return tuple(
        EvidenceRef(row.url, row.digest, quote=row.title, seen_on=row.first_seen)
        for row in connection.execute(found)
    )
