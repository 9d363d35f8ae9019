"""What a night left behind for settling: its new channels, and the older ones they may be."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from market.prints import fold
from market.types import How, Outcome
from storage.marks import Pair
from storage.planning import HEALTHY
from storage.tables import ALIAS, APPEARANCE, CHANNEL, IDENTIFIER, MENTION, SOURCE, VISIT
from storage.writer import chunks

LIST_ONLY = frozenset(
    {"listed_name", "affiliate_code", "text_hash"}
)  # mean nothing beyond their list
_DOWN = frozenset({Outcome.UNREACHABLE.value, Outcome.NOT_RESALE.value})


@dataclass(slots=True)
class Known:
    """A channel as the end of the night sees it."""

    key: str
    site: str
    first_listed: date
    last_seen: date
    shown: set[str] = field(default_factory=set)  # sources that show it, as last believed
    left: dict[str, date] = field(default_factory=dict)  # sources that no longer do, since when
    since: dict[str, date] = field(default_factory=dict)  # source → first shown there
    own: set[str] = field(default_factory=set)  # sources that are its own pages
    up: bool | None = None  # whether its own pages answered; None where we know of none
    vouched: set[str] = field(default_factory=set)  # sources read tonight that show it
    pairs: dict[Pair, set[str]] = field(default_factory=lambda: defaultdict(set))  # → sources

    @property
    def names(self) -> set[str]:
        """What lists call it, as people would compare it."""
        return {fold(value) for kind, value in self.pairs if kind == "listed_name"}

    @property
    def awake(self) -> bool:
        """Its own pages are up; of what has none, somebody still listed it tonight."""
        return self.up if self.up is not None else bool(self.vouched)


@dataclass(frozen=True, slots=True)
class Remains:
    """Tonight's new channels and everybody who shares a value with one of them."""

    on: date
    fresh: dict[str, Known]
    known: dict[str, Known]  # the fresh ones among them
    holders: dict[tuple[str, Pair], set[str]]  # (its list, or "") and value → channels, ever
    led: dict[str, set[str]]  # newcomer → channels whose pages lead there for good
    announced: dict[str, set[str]]  # newcomer → channels that call it a base URL of theirs
    namesakes: dict[str, set[str]]  # newcomer → channels of its name in any list


def remains(connection: Connection, on: date) -> Remains:
    """What tonight's new channels could be matched by, in a handful of queries."""
    tonight = (CHANNEL.c.first_listed == on) & ~CHANNEL.c.marked
    fresh = list(connection.scalars(select(CHANNEL.c.key).where(tonight)))
    holders = _holders(connection, fresh)
    led = _mentioned(connection, fresh, How.REDIRECT, on)
    announced = _mentioned(connection, fresh, How.BASE_URL, on)
    namesakes = _namesakes(connection, fresh)
    keys = {*fresh, *(key for held in holders.values() for key in held)}
    keys |= {
        key for found in (led, announced, namesakes) for said in found.values() for key in said
    }
    known = _known(connection, keys)
    _appearances(connection, known, on)
    _own_pages(connection, known, on)
    _pairs(connection, known)
    mine = {key: known[key] for key in fresh if key in known}
    return Remains(on, mine, known, holders, led, announced, namesakes)


def scope(kind: str, source: str) -> str:
    """The list within which a value means something, "" for those that mean the same anywhere."""
    return source if kind in LIST_ONLY else ""


def _holders(connection: Connection, fresh: Collection[str]) -> dict[tuple[str, Pair], set[str]]:
    """Only of values that an older channel has as well, or one without a site of its own."""
    wanted: set[tuple[str, Pair]] = set()
    columns = (IDENTIFIER.c.source, IDENTIFIER.c.kind, IDENTIFIER.c.value, IDENTIFIER.c.channel)
    for chunk in chunks(sorted(fresh)):
        for row in connection.execute(select(*columns).where(IDENTIFIER.c.channel.in_(chunk))):
            wanted.add((scope(row.kind, row.source), (row.kind, row.value)))
    found: dict[tuple[str, Pair], set[str]] = defaultdict(set)
    for chunk in chunks(sorted({value for _, (_, value) in wanted})):
        for row in connection.execute(select(*columns).where(IDENTIFIER.c.value.in_(chunk))):
            at = (scope(row.kind, row.source), (row.kind, row.value))
            if at in wanted:
                found[at].add(row.channel)
    return {at: held for at, held in found.items() if len(held) > 1}


def _mentioned(
    connection: Connection, fresh: Collection[str], how: str, on: date
) -> dict[str, set[str]]:
    """Newcomers and the channels whose own pages mention them so."""
    found: dict[str, set[str]] = defaultdict(set)
    said = (
        select(MENTION.c.channel, ALIAS.c.channel.label("by"))
        .join(ALIAS, (ALIAS.c.value == MENTION.c.source) & (ALIAS.c.kind == "source"))
        .where(MENTION.c.how == how, MENTION.c.first_seen == on)
    )
    for chunk in chunks(sorted(fresh)):
        for row in connection.execute(said.where(MENTION.c.channel.in_(chunk))):
            if row.by != row.channel:
                found[row.channel].add(row.by)
    return found


def _namesakes(connection: Connection, fresh: Collection[str]) -> dict[str, set[str]]:
    """Who goes by a newcomer's name, in whatever list."""
    mine = IDENTIFIER.alias()
    same = (
        select(mine.c.channel, IDENTIFIER.c.channel.label("other"))
        .join(IDENTIFIER, IDENTIFIER.c.value == mine.c.value)
        .where(mine.c.kind == "listed_name", IDENTIFIER.c.kind == "listed_name")
        .where(IDENTIFIER.c.channel != mine.c.channel)
        .distinct()
    )
    found: dict[str, set[str]] = defaultdict(set)
    for chunk in chunks(sorted(fresh)):
        for row in connection.execute(same.where(mine.c.channel.in_(chunk))):
            found[row.channel].add(row.other)
    return found


def _known(connection: Connection, keys: Iterable[str]) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for chunk in chunks(sorted(set(keys))):
        listed = (CHANNEL.c.key.in_(chunk), CHANNEL.c.first_listed.is_not(None))
        for row in connection.execute(select(CHANNEL).where(*listed)):
            seen = row.last_seen or row.first_listed
            known[row.key] = Known(row.key, row.site, row.first_listed, seen)
    return known


def _appearances(connection: Connection, known: dict[str, Known], on: date) -> None:
    read = select(VISIT.c.name).where(VISIT.c.on == on, VISIT.c.healthy)
    tonight = set(connection.scalars(read.where(VISIT.c.outcome.in_(HEALTHY))))
    for chunk in chunks(sorted(known)):
        for row in connection.execute(select(APPEARANCE).where(APPEARANCE.c.channel.in_(chunk))):
            one = known[row.channel]
            one.since[row.source] = row.first_seen
            if row.gone_on is not None:
                one.left[row.source] = row.gone_on
                continue
            one.shown.add(row.source)
            if row.source in tonight:
                one.vouched.add(row.source)


def _own_pages(connection: Connection, known: dict[str, Known], on: date) -> None:
    """Up is what answered in any way when it was last asked; tonight, if it was asked tonight."""
    pages = (
        select(ALIAS.c.channel, SOURCE.c.name, SOURCE.c.last_outcome)
        .join(SOURCE, SOURCE.c.name == ALIAS.c.value)
        .where(ALIAS.c.kind == "source", SOURCE.c.last_outcome.is_not(None))
    )
    for chunk in chunks(sorted(known)):
        for row in connection.execute(pages.where(ALIAS.c.channel.in_(chunk))):
            one = known[row.channel]
            one.own.add(row.name)
            one.up = bool(one.up) or row.last_outcome not in _DOWN


def _pairs(connection: Connection, known: dict[str, Known]) -> None:
    for chunk in chunks(sorted(known)):
        for row in connection.execute(select(IDENTIFIER).where(IDENTIFIER.c.channel.in_(chunk))):
            known[row.channel].pairs[row.kind, row.value].add(row.source)
