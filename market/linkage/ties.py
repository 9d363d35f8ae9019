"""From signs to ties: which pairs share enough to be one operator's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from market.linkage.kinds import Kind, Kinds, Strength, shipped
from market.linkage.signs import Shared, Sign, Tie

Mark = tuple[str, str]  # the kind's name and the value
Pair = tuple[str, str]  # two channels, in the order of their keys


@dataclass(slots=True)
class Shown:
    """Every sign in reach: who shows a value, and what a channel shows."""

    kinds: Kinds
    holders: dict[Mark, dict[str, Sign]] = field(default_factory=lambda: defaultdict(dict))
    marks: dict[str, dict[Mark, Sign]] = field(default_factory=lambda: defaultdict(dict))
    named: dict[str, Kind] = field(default_factory=dict)
    disputes: dict[Mark, bool] = field(default_factory=dict)

    def add(self, sign: Sign) -> None:
        """Takes a sign in; of one shown in several places the first date and the best place."""
        kind = self.kinds[sign.kind]
        mark = (kind.name, sign.value)
        held = self.holders[mark].get(sign.channel)
        kept = _joined(held, sign) if held else sign
        self.holders[mark][sign.channel] = kept
        self.marks[sign.channel][mark] = kept
        self.named[kind.name] = kind

    def kind(self, mark: Mark) -> Kind:
        """The kind of a mark that was taken in."""
        return self.named[mark[0]]

    def common(self, mark: Mark) -> bool:
        """Whether more channels show it than its kind allows."""
        return len(self.holders[mark]) > self.kind(mark).cap

    def veto(self, one: str, other: str) -> str:
        """The kind of which each states its own contact; none where they share one of any kind."""
        mine, theirs = self.own(one), self.own(other)
        both = sorted(mine.keys() & theirs.keys())
        if any(not mine[kind].isdisjoint(theirs[kind]) for kind in both):
            return ""
        return both[0] if both else ""

    def contested(self, mark: Mark) -> bool:
        """Whether it may be somebody else's than the sellers' (an agency's, a theme's, a crowd's):
        channels that cannot be one operator's show it, or show another of its sort beside it.
        """
        sort = self.kind(mark).sort
        beside = (
            other
            for channel in self.holders[mark]
            for other in self.marks[channel]
            if self.kind(other).sort == sort and not self.common(other)
        )
        return any(map(self.disputed, beside))

    def disputed(self, mark: Mark) -> bool:
        """Whether two of its holders each state contacts of their own."""
        if mark not in self.disputes:
            pairs = combinations(sorted(self.holders[mark]), 2)
            self.disputes[mark] = any(self.veto(*pair) for pair in pairs)
        return self.disputes[mark]

    def own(self, channel: str) -> Mapping[str, set[str]]:
        """What the channel shows on its own site of the kinds that can veto, without crowds'."""
        found: dict[str, set[str]] = defaultdict(set)
        for mark, sign in self.marks[channel].items():
            if sign.own and self.kind(mark).vetoes and not self.common(mark):
                found[mark[0]].add(mark[1])
        return found


def shown(signs: Iterable[Sign], kinds: Kinds | None = None) -> Shown:
    """The signs, indexed both ways. Their order does not matter."""
    found = Shown(kinds or shipped())
    for sign in signs:
        found.add(sign)
    return found


def ties(found: Shown) -> list[Tie]:
    """Pairs that share something which could link them, by channel; linked or not."""
    return [tie(found, *pair) for pair in _pairs(found)]


def _pairs(found: Shown) -> list[Pair]:
    pairs: set[Pair] = set()
    for mark, holders in found.holders.items():
        if found.kind(mark).strength is not Strength.WEAK and not found.common(mark):
            pairs.update(combinations(sorted(holders), 2))
    return sorted(pairs)


def tie(found: Shown, one: str, other: str) -> Tie:
    """Everything two channels share, weighed."""
    one, other = min(one, other), max(one, other)
    veto = found.veto(one, other)
    marks = found.marks[one].keys() & found.marks[other].keys()
    shared = tuple(_shared(found, mark, one, other, bool(veto)) for mark in sorted(marks))
    since, strength = _enough(shared)
    return Tie(one, other, shared, since is not None, since, strength, veto)


def _shared(found: Shown, mark: Mark, one: str, other: str, vetoed: bool) -> Shared:
    kind, common = found.kind(mark), found.common(mark)
    mine, theirs = found.holders[mark][one], found.holders[mark][other]
    contested = not common and (vetoed or (not kind.vetoes and found.contested(mark)))
    strength, note = kind.strength, ""
    if common:
        strength, note = Strength.WEAK, "more channels show it than its cap allows"
    elif strength is Strength.WEAK:
        note = kind.reason
    elif contested:
        strength, note = _LESS[strength], "some that show it state contacts that differ"
    elif strength is Strength.STRONG and not (mine.own or theirs.own):
        strength, note = Strength.MEDIUM, "neither states it on its own site"
    return Shared(
        kind=kind.name,
        sort=kind.sort,
        value=mark[1],
        strength=strength,
        since=max(mine.first_seen, theirs.first_seen),
        seen_with=len(found.holders[mark]),
        cap=kind.cap,
        sources=tuple(sorted({*mine.sources, *theirs.sources})),
        contested=contested,
        note=note,
    )


_LESS = {Strength.STRONG: Strength.MEDIUM, Strength.MEDIUM: Strength.WEAK}


def _enough(shared: Iterable[Shared]) -> tuple[date | None, Strength]:
    """Since when one strong value, or medium ones of two sorts, hold; None while they do not."""
    listed = list(shared)
    strong = [one.since for one in listed if one.strength is Strength.STRONG]
    medium: dict[str, date] = {}
    for one in listed:
        if one.strength is Strength.MEDIUM:
            medium[one.sort] = min(one.since, medium.get(one.sort, one.since))
    two = sorted(medium.values())[1:2]
    if strong:
        return min(strong + two), Strength.STRONG
    return (two[0], Strength.MEDIUM) if two else (None, Strength.WEAK)


def _joined(one: Sign, other: Sign) -> Sign:
    gone = (one.gone_on, other.gone_on)
    return Sign(
        channel=one.channel,
        kind=one.kind,
        value=one.value,
        first_seen=min(one.first_seen, other.first_seen),
        gone_on=None if None in gone else max(day for day in gone if day),
        own=one.own or other.own,
        sources=tuple(sorted({*one.sources, *other.sources})),
    )
