"""Who mentions others, and which share of those they mentioned turned out to sell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from market.candidates import Standing, expected, share
from market.frontier import ground_of
from market.types import ChannelStatus, Outcome, SourceKind
from storage.tables import CHANNEL, MENTION, SOURCE, VISIT

# A door that stayed shut says nothing of whoever pointed at it.
_ANSWERED = (Outcome.READ, Outcome.UNCHANGED, Outcome.NOT_RESALE, Outcome.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Referrer:
    """A source or a candidate that mentions others."""

    name: str
    ground: str
    standing: Standing
    share: float


@dataclass(slots=True)
class Referrers:
    """All of them, by name; who is unknown is a stranger."""

    known: dict[str, Referrer] = field(default_factory=dict)

    def of(self, name: str) -> Referrer:
        """What is known of one."""
        found = self.known.get(name)
        if found is None:
            found = Referrer(name, ground_of(name), Standing.STRANGER, expected(Standing.STRANGER))
            self.known[name] = found
        return found


def referrers(connection: Connection) -> Referrers:
    """Everybody who mentioned a candidate, weighed by the visits so far."""
    visited, sells = _outcomes(connection)
    tried: dict[str, set[str]] = defaultdict(set)
    above: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found = select(MENTION.c.source, MENTION.c.channel, MENTION.c.depth)
    strangers = select(VISIT.c.name).where(VISIT.c.target == "candidate")
    for row in connection.execute(found.where(MENTION.c.channel.in_(strangers))):
        above[row.channel].append((row.depth, row.source))
        if row.channel in visited:
            tried[row.source].add(row.channel)
    all_of = Referrers(_sources(connection, tried, sells))
    for name in sorted(above, key=lambda one: (min(above[one]), one)):
        if name not in all_of.known:
            all_of.known[name] = _stranger(name, all_of, above[name], tried, sells)
    return all_of


def _outcomes(connection: Connection) -> tuple[set[str], set[str]]:
    """Candidates that answered a visit, and those of them that sell."""
    answered = [one.value for one in _ANSWERED]
    visits = select(VISIT.c.name).where(
        VISIT.c.target == "candidate", VISIT.c.outcome.in_(answered)
    )
    visited = set(connection.scalars(visits))
    confirmed = CHANNEL.c.status == ChannelStatus.CONFIRMED.value
    sells = set(connection.scalars(select(CHANNEL.c.key).where(confirmed)))
    return visited, visited & sells


def _sources(
    connection: Connection, tried: Mapping[str, set[str]], sells: set[str]
) -> dict[str, Referrer]:
    rows = connection.execute(select(SOURCE.c.name, SOURCE.c.url, SOURCE.c.kind))
    return {row.name: _source(row.name, row.url, row.kind, tried, sells) for row in rows}


def _source(
    name: str, url: str, kind: str, tried: Mapping[str, set[str]], sells: set[str]
) -> Referrer:
    standing = Standing.COMMUNITY
    if kind == SourceKind.DIRECTORY.value:
        standing = Standing.DIRECTORY
    elif kind == SourceKind.CHANNEL.value:
        standing = Standing.SELLER
    so_far = _share(tried.get(name, ()), sells, expected(standing))
    return Referrer(name, ground_of(url), standing, so_far)


def _stranger(
    name: str,
    known: Referrers,
    above: Iterable[tuple[int, str]],
    tried: Mapping[str, set[str]],
    sells: set[str],
) -> Referrer:
    """Worth what visits showed, and before that a part of what the ones above it are worth."""
    best = max(known.of(other).share for _, other in above if other != name)
    so_far = _share(tried.get(name, ()), sells, expected(Standing.STRANGER, best))
    return Referrer(name, ground_of(name), Standing.STRANGER, so_far)


def _share(tried: Iterable[str], sells: set[str], beforehand: float) -> float:
    seen = set(tried)
    return share(len(seen & sells), len(seen), beforehand)
