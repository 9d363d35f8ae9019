"""One visit becomes memory: in one transaction, once, and only what changed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select, update

from market.frontier import USUAL, Limits
from market.types import ChannelStatus, How, Issue, Mention, Outcome, Source
from market.visits import Sighting, Visit, Visited
from market.wire import decode, encode
from storage import (
    aliases,
    candidates,
    channels,
    events,
    identifiers,
    identity,
    listings,
    offers,
    presence,
    sources,
)
from storage.addresses import key_of, own_site
from storage.errors import RunOutOfOrder, StoreError, Unknown
from storage.identity import Resolved
from storage.occasion import Count, Occasion
from storage.planning import HEALTHY
from storage.tables import ALIAS, CHANNEL, OFFER, SOURCE, VISIT
from storage.views import Tally
from storage.writer import Found, Writer

_COUNTS_KEPT = 14


def remember(
    writer: Writer,
    run_id: str,
    visit_id: str,
    *,
    on: date,
    sightings: Sequence[Sighting],
    mentions: Sequence[Mention] = (),
    issues: Sequence[Issue] = (),
    outcome: Outcome,
    family: str | None,
    healthy: bool,
    limits: Limits = USUAL,
) -> Tally:
    """Fetched becomes remembered. A visit that already is gives its tally again."""
    writer.alone()
    row = _visit(writer, run_id, visit_id)
    if row.tally is not None:
        return decode(row.tally, Tally)
    occasion = _occasion(writer, row, on, healthy and outcome.value in HEALTHY)
    count = Count()
    said = list(issues)
    if outcome is Outcome.READ:
        said += _read(writer, occasion, sightings, mentions, count, limits)
    elif outcome is Outcome.UNCHANGED and healthy:
        _unchanged(writer, occasion, row.visited, count)
    elif outcome is Outcome.NOT_RESALE and occasion.channel:
        _not_resale(writer, occasion.channel)
        onward = candidates.Visited(occasion.channel, sells=False)
        # A base URL that stands on somebody's page about others is no address of theirs.
        told = [one for one in mentions if one.how != How.BASE_URL]
        said += candidates.remember(writer, occasion, told, onward, count, limits)
    said = [*decode(row.visited, Visited).issues, *said]
    count.add("issues", len(said))
    _keep_source(writer, occasion, outcome, count)
    return _keep_visit(writer, row, occasion, outcome, family, said, count)


def _visit(writer: Writer, run_id: str, visit_id: str) -> Found:
    found = writer.connection.execute(
        select(VISIT).where(VISIT.c.id == visit_id, VISIT.c.run == run_id).with_for_update()
    ).first()
    if found is None:
        raise Unknown(f"run {run_id} has no visit {visit_id!r}")
    if found.state == "planned":
        raise StoreError(f"visit {visit_id} was not fetched yet; record_visited comes first")
    return found


def _occasion(writer: Writer, row: Found, on: date, healthy: bool) -> Occasion:
    last = writer.connection.scalar(select(SOURCE.c.last_read).where(SOURCE.c.name == row.name))
    if last is not None and last > on:
        raise RunOutOfOrder(
            f"{row.name} was already read as of {last}; a read of {on} would rewrite its past: "
            "`resalewatch replay` remembers all visits again in the order of their dates"
        )
    visited = decode(row.visited, Visited)
    return Occasion(
        run=row.run,
        visit=row.id,
        source=row.name,
        url=decode(row.errand, Visit).url,
        channel=row.name if row.target == "candidate" else None,
        on=on,
        healthy=healthy,
        moved_to=visited.moved_to,
    )


def _read(
    writer: Writer,
    occasion: Occasion,
    sightings: Sequence[Sighting],
    mentioned: Sequence[Mention],
    count: Count,
    limits: Limits,
) -> list[Issue]:
    sells = occasion.channel is None or any(one.offers for one in sightings if one.seller is None)
    found = identity.resolve(writer, occasion, sightings if sells else ())
    issues: list[Issue] = []
    if known := _leads_to_known(occasion, found):
        channels.absorb(writer, known, occasion.source)
        return issues
    if sells:
        issues = _sightings(writer, occasion, found, count)
        _confirm(writer, occasion)
    visited = _visited_channel(writer, occasion, found)
    _redirected(writer, occasion, visited, count)
    whose = candidates.Visited(visited, sells)
    return [
        *issues,
        *candidates.remember(writer, occasion, mentioned, whose, count, limits),
    ]


def _leads_to_known(occasion: Occasion, found: Sequence[Resolved]) -> str | None:
    """The channel a candidate's address only redirects to; that one is read at its own."""
    for one in found:
        elsewhere = one.marks.addresses[:1] != (key_of(occasion.url),)
        if occasion.channel and one.marks.own and one.channel != occasion.channel and elsewhere:
            return one.channel
    return None


def _sightings(
    writer: Writer, occasion: Occasion, found: Sequence[Resolved], count: Count
) -> list[Issue]:
    channels.remember(writer, occasion, found, count)
    identifiers.remember(writer, occasion, found)
    listings.remember(writer, occasion, found, count)
    return offers.remember(writer, occasion, found, count)


def _unchanged(writer: Writer, occasion: Occasion, visited: str, count: Count) -> None:
    presence.stretch(writer, occasion)
    in_force = select(func.count()).where(
        OFFER.c.source == occasion.source, OFFER.c.gone_on.is_(None)
    )
    count.add("offers_unchanged", writer.connection.scalar(in_force) or 0)
    count.add("channels_known", presence.shown_by(writer, occasion.source))
    _redirected(writer, occasion, _visited_channel(writer, occasion, ()), count)


def _confirm(writer: Writer, occasion: Occasion) -> None:
    """A candidate that sells is a source from the next night on."""
    if occasion.channel:
        found = Source(name=occasion.channel, url=occasion.url)
        known = select(SOURCE.c.name).where(SOURCE.c.name == found.name)
        if writer.connection.scalar(known) is None:
            sources.add(writer, [found], on=occasion.on, origin="discovered")
        planned = update(SOURCE).where(SOURCE.c.name == found.name, SOURCE.c.last_planned.is_(None))
        writer.change(planned.values(last_planned=occasion.on))


def _visited_channel(writer: Writer, occasion: Occasion, found: Sequence[Resolved]) -> str | None:
    own = sorted({one.channel for one in found if one.marks.own})
    if own or occasion.channel:
        return own[0] if own else occasion.channel
    return writer.connection.scalar(
        select(ALIAS.c.channel).where(ALIAS.c.kind == "source", ALIAS.c.value == occasion.source)
    )


def _redirected(writer: Writer, occasion: Occasion, channel: str | None, count: Count) -> None:
    """A permanent redirect to another site: the channel moved there, unless it is somebody's."""
    site = own_site(occasion.moved_to)
    if channel is None or site is None:
        return
    known = channels.rows_of(writer, [channel])
    moves = aliases.moves(writer, {channel: [site]}, known)
    count.add("channels_moved", events.moved(writer, occasion, moves))
    if not moves:
        candidates.led(writer, occasion, occasion.moved_to, channel)
    aliases.learn(writer, occasion, aliases.of_address(channel, occasion.moved_to))
    for key, _, after in moves:
        values = {"site": after, "url": occasion.moved_to}
        writer.change(update(CHANNEL).where(CHANNEL.c.key == key).values(values))


def _not_resale(writer: Writer, channel: str) -> None:
    unmarked = update(CHANNEL).where(CHANNEL.c.key == channel, ~CHANNEL.c.marked)
    writer.change(unmarked.values(status=ChannelStatus.NOT_RESALE.value))


def _keep_source(writer: Writer, occasion: Occasion, outcome: Outcome, count: Count) -> None:
    mine = select(SOURCE).where(SOURCE.c.name == occasion.source)
    row = writer.connection.execute(mine).first()
    if row is None:
        return  # a candidate that sells nothing is no source
    values: dict[str, object] = {"last_outcome": outcome.value, "failures": row.failures + 1}
    if occasion.healthy:
        counts = decode(row.counts, list[int])
        listed = count.values.get("listings", counts[-1] if counts else 0)
        kept = encode([*counts, listed][-_COUNTS_KEPT:]).decode()
        values |= {"failures": 0, "last_read": occasion.on, "reads": row.reads + 1, "counts": kept}
    writer.change(update(SOURCE).where(SOURCE.c.name == occasion.source).values(values))


def _keep_visit(
    writer: Writer,
    row: Found,
    occasion: Occasion,
    outcome: Outcome,
    family: str | None,
    issues: Sequence[Issue],
    count: Count,
) -> Tally:
    tally = count.tally(writer.rows + 1)
    values = {
        "state": "remembered",
        "outcome": outcome.value,
        "family": family,
        "healthy": occasion.healthy,
        "listed": tally.listings,
        "issues": encode(issues).decode(),
        "tally": encode(tally).decode(),
        "rows_written": row.rows_written + tally.rows_written,
    }
    writer.change(update(VISIT).where(VISIT.c.id == row.id).values(values))
    return tally
