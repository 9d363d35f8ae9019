"""Candidates as they wait: what is known of each, its score, and which of them a night visits."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Select, func, select

from market.candidates import Named, Traces, score
from market.frontier import Limits, door, due_on, ground_of
from market.types import ChannelStatus, How, Outcome
from storage.referrers import Referrers, referrers
from storage.tables import CHANNEL, MENTION, VISIT
from storage.views import CandidateView
from storage.writer import Found

_REFUSALS = {
    *(Outcome.DENIED.value, Outcome.BLOCKED.value, Outcome.UNREACHABLE.value),
    Outcome.REFUSED.value,
}


@dataclass(frozen=True, slots=True)
class _Past:
    """Earlier visits of one candidate."""

    visits: int = 0
    refusals: int = 0
    last: date | None = None


def candidates(connection: Connection, on: date, limits: Limits) -> list[CandidateView]:
    """Everybody who waits, scored as of that date, the best first. Who cannot be looked at and
    who was given up on is among them, without a date.
    """
    past = _pasts(connection)
    named = _named(connection, referrers(connection))
    rows = connection.execute(_waiting()).all()
    views = (_view(row, named.get(row.key, ()), past.get(row.key), on, limits) for row in rows)
    return sorted(views, key=lambda one: (-one.score.points, one.key))


def chosen(connection: Connection, on: date, budget: int, limits: Limits) -> list[CandidateView]:
    """The candidates of a night: the best that are due, no ground or platform taken too much of.

    As long as others wait, one source's candidates take no more than half of the budget.
    """
    if budget <= 0:
        return []
    due = [one for one in candidates(connection, on, limits) if one.due_on and one.due_on <= on]
    spread = _within(due, limits)
    share, later = max(1, budget // 2), []
    taken: list[CandidateView] = []
    of: Counter[str] = Counter()
    for one in spread:
        if len(taken) == budget:
            return taken
        best = one.best
        if best and of[best] >= share:
            later.append(one)
            continue
        of[best] += 1
        taken.append(one)
    return [*taken, *later[: budget - len(taken)]]


def _within(due: Iterable[CandidateView], limits: Limits) -> Iterator[CandidateView]:
    """As many of one ground as one night may ask there."""
    asked: Counter[str] = Counter()
    for one in due:
        there = ground_of(one.key)
        most = limits.visits_a_platform if there.endswith(":") else limits.visits_a_ground
        if asked[there] < most:
            asked[there] += 1
            yield one


def _waiting() -> Select[tuple[object, ...]]:
    columns = (CHANNEL.c.key, CHANNEL.c.url, CHANNEL.c.first_seen, CHANNEL.c.first_listed)
    return select(*columns).where(CHANNEL.c.status == ChannelStatus.CANDIDATE.value)


def _view(
    row: Found, named: Iterable[tuple[Named, date]], past: _Past | None, on: date, limits: Limits
) -> CandidateView:
    before = past or _Past()
    traces = Traces(
        key=row.key,
        url=row.url,
        named=tuple(one for one, _ in named),
        listed=row.first_listed is not None,
        refusals=before.refusals,
        waited=max(0, (on - row.first_seen).days),
    )
    best = max(traces.named, key=lambda one: (one.share, one.by), default=None)
    latest = max(
        [row.first_seen, *(seen for _, seen in named), *([before.last] if before.last else [])]
    )
    lapsed = row.first_listed is None and (on - latest).days > limits.waiting_days
    url = "" if lapsed else door(row.key, row.url)
    # Due tomorrow at the earliest: a night run twice finds nothing to do.
    soonest = row.first_seen + timedelta(days=1)
    rested = due_on(before.visits, before.last, limits) or soonest
    return CandidateView(
        key=row.key,
        url=url or row.url,
        score=score(traces),
        due_on=max(soonest, rested) if url else None,
        best=best.by if best else "",
        visits=before.visits,
    )


def _pasts(connection: Connection) -> dict[str, _Past]:
    """By candidate; a visit that is planned counts, too."""
    refused = VISIT.c.outcome.in_(_REFUSALS)
    found = (
        select(
            VISIT.c.name,
            func.count().label("visits"),
            func.count().filter(refused).label("refusals"),
            func.max(VISIT.c.on).label("last"),
        )
        .where(VISIT.c.target == "candidate")
        .group_by(VISIT.c.name)
    )
    rows = connection.execute(found)
    return {row.name: _Past(row.visits, row.refusals, row.last) for row in rows}


def _named(connection: Connection, by: Referrers) -> Mapping[str, list[tuple[Named, date]]]:
    waiting = select(CHANNEL.c.key).where(CHANNEL.c.status == ChannelStatus.CANDIDATE.value)
    rows = connection.execute(select(MENTION).where(MENTION.c.channel.in_(waiting)))
    named: dict[str, list[tuple[Named, date]]] = defaultdict(list)
    for row in rows:
        named[row.channel].append((of_row(row, by), row.first_seen))
    return named


def of_row(row: Found, by: Referrers) -> Named:
    """One mention as it is weighed."""
    who = by.of(row.source)
    return Named(
        by=row.source,
        ground=who.ground,
        standing=who.standing,
        how=How(row.how),
        share=who.share,
        name=row.name,
        target=row.target,
        depth=row.depth,
    )
