"""Prices that changed, read by read: what the price rules judge."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from market.judgement import EvidenceRef
from market.types import Factor, Unit
from market.wire import decode
from storage.offer_reads import in_force, priced
from storage.planning import HEALTHY
from storage.tables import CAPTURE, OFFER, PRICE_POINT, VISIT
from storage.views import PriceHistory
from storage.writer import Found, chunks


def changed(connection: Connection, on: date, window_days: int = 30) -> Iterator[PriceHistory]:
    """Offers in force whose price began within the window and had another before it."""
    since = on - timedelta(days=window_days)
    recent = priced().where(
        PRICE_POINT.c.follows.is_not(None),
        PRICE_POINT.c.valid_from > since,
        in_force(on),  # type: ignore[arg-type]
    )
    found = connection.execute(recent.order_by(OFFER.c.id)).all()
    reads = _reads(connection, since, on)
    for chunk in chunks(found):
        points = _points(connection, [row.id for row in chunk], since)
        urls = _urls(connection, {point.digest for each in points.values() for point in each})
        for row in chunk:
            yield _history(row, points[row.id], reads[row.source], urls)


def _reads(connection: Connection, since: date, on: date) -> dict[str, list[date]]:
    found = (
        select(VISIT.c.name, VISIT.c.on)
        .where(VISIT.c.on.between(since, on), VISIT.c.healthy, VISIT.c.outcome.in_(HEALTHY))
        .distinct()
        .order_by(VISIT.c.name, VISIT.c.on)
    )
    reads: dict[str, list[date]] = defaultdict(list)
    for row in connection.execute(found):
        reads[row.name].append(row.on)
    return reads


def _points(connection: Connection, offers: Sequence[int], since: date) -> dict[int, list[Found]]:
    """Points that touch the window, and the one before the latest even if it does not."""
    ends = PRICE_POINT.c.valid_to
    found = (
        select(PRICE_POINT)
        .where(PRICE_POINT.c.offer.in_(offers), or_(ends.is_(None), ends >= since))
        .order_by(PRICE_POINT.c.offer, PRICE_POINT.c.valid_from)
    )
    points: dict[int, list[Found]] = defaultdict(list)
    for row in connection.execute(found):
        points[row.offer].append(row)
    return points


def _urls(connection: Connection, digests: set[str]) -> dict[str, str]:
    urls: dict[str, str] = {}
    for chunk in chunks(sorted(digests)):
        found = select(CAPTURE.c.digest, CAPTURE.c.url).where(CAPTURE.c.digest.in_(chunk))
        urls |= {row.digest: row.url for row in connection.execute(found)}
    return urls


def _history(
    row: Found, points: Sequence[Found], reads: Sequence[date], urls: dict[str, str]
) -> PriceHistory:
    now = next(point for point in points if point.valid_from == row.valid_from)
    earlier = [point for point in points if point.valid_from < row.valid_from]
    return PriceHistory(
        channel=row.channel,
        operator=row.operator or row.channel,
        source=row.source,
        provider=row.provider,
        model=row.model,
        listed_as=row.listed_as,
        access=row.access,
        group=row.group,
        unit=Unit(row.unit),
        currency=row.currency,
        supply=row.supply,
        basis=row.basis,
        changed_on=row.valid_from,
        reads=tuple(_paid([*earlier, now], reads, row.currency)),
        before=_evidence(earlier[-1] if earlier else now, urls),
        after=_evidence(now, urls),
    )


def _paid(
    points: Sequence[Found], reads: Sequence[date], currency: str
) -> Iterator[tuple[date, Decimal]]:
    for point in points:
        if point.currency != currency:
            continue
        first = bisect_left(reads, point.valid_from)
        last = len(reads) if point.valid_to is None else bisect_left(reads, point.valid_to)
        for day in reads[first:last]:
            yield day, point.paid


def _evidence(point: Found, urls: dict[str, str]) -> EvidenceRef:
    return EvidenceRef(
        url=urls.get(point.digest, ""),
        digest=point.digest,
        quote=_reckoned(point),
        place=point.place,
        seen_on=point.valid_from,
    )


def _reckoned(point: Found) -> str:
    """The numbers on the page whose product is the price; what was assumed is not on it."""
    read = (one for one in decode(point.factors, tuple[Factor, ...]) if one.place != "assumed")
    return " × ".join(f"{one.name} {one.value:f}" for one in read)
