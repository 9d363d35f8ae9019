"""From ties and people's decisions to clusters, none of which signs alone make larger than a
person could check.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import networkx as nx

from market.linkage.decisions import Decision, Ruled, ruled
from market.linkage.kinds import Kinds, Strength, shipped
from market.linkage.signs import Sign, Tie
from market.linkage.ties import shown, ties

MOST_CHANNELS = 30


@dataclass(frozen=True, slots=True)
class TooLarge:
    """Channels that signs would put into one cluster, if it were not too large to be believed."""

    channels: tuple[str, ...]
    ties: tuple[Tie, ...]  # those that were not followed


@dataclass(frozen=True, slots=True)
class Clusters:
    """Channels of one operator each, two at least; and what a person is asked."""

    groups: tuple[frozenset[str], ...]  # by their smallest key
    ties: tuple[Tie, ...]  # the ones the groups rest on
    too_large: tuple[TooLarge, ...] = ()
    confirmed: tuple[frozenset[str], ...] = ()


def operators(
    signs: Iterable[Sign],
    decisions: Iterable[Decision] = (),
    caps: Mapping[str, int] | None = None,
    *,
    kinds: Kinds | None = None,
    most: int = MOST_CHANNELS,
) -> Clusters:
    """Who is run by one operator. ``caps`` overrules the frequency caps of some kinds.

    The same for any order of the signs; decisions count in the order they were made.
    """
    weighed = (kinds or shipped()).capped(caps or {})
    return clusters(ties(shown(signs, weighed)), ruled(decisions), most)


def clusters(found: Iterable[Tie], stands: Ruled, most: int = MOST_CHANNELS) -> Clusters:
    """People's groups first; then ties in the order of their nights, strong before medium."""
    so_far = _Groups(stands)
    for group, _ in reversed(stands.together):
        first, *rest = sorted(group)
        for channel in rest:
            so_far.join(first, channel)
    followed: list[Tie] = []
    held: list[Tie] = []
    for tier in _tiers(found):
        for batch in _connected(tier, so_far):
            fits = so_far.size(batch) <= most
            (followed if fits else held).extend(batch)
            for tie in batch if fits else ():
                so_far.join(tie.one, tie.other)
    groups = so_far.groups()
    return Clusters(
        groups=tuple(groups),
        ties=tuple(tie for tie in followed if so_far.together(tie)),
        too_large=tuple(_too_large(held, so_far)),
        confirmed=tuple(
            group for group in groups if any(said <= group for said in stands.confirmed)
        ),
    )


def _tiers(found: Iterable[Tie]) -> Iterator[list[Tie]]:
    """Ties that hold, night by night, so that what was there first stays what it was."""
    holding = sorted((tie for tie in found if tie.linked), key=_order)
    for _, tier in groupby(holding, key=lambda tie: _order(tie)[:2]):
        yield list(tier)


def _order(tie: Tie) -> tuple[object, ...]:
    return (tie.since, tie.strength is not Strength.STRONG, tie.one, tie.other)


def _connected(tier: Sequence[Tie], so_far: "_Groups") -> Iterator[list[Tie]]:
    """The ties of a tier, by the cluster they would make together."""
    graph: nx.Graph[str] = nx.Graph()
    for tie in tier:
        graph.add_edge(so_far.name(tie.one), so_far.name(tie.other))
    part = {
        name: number
        for number, names in enumerate(nx.connected_components(graph))
        for name in names
    }
    batches: dict[int, list[Tie]] = {}
    for tie in tier:
        batches.setdefault(part[so_far.name(tie.one)], []).append(tie)
    return iter(list(batches.values()))


@dataclass(slots=True)
class _Groups:
    """Disjoint sets that a person's word keeps disjoint."""

    stands: Ruled
    of: dict[str, set[str]] = field(default_factory=dict)

    def name(self, channel: str) -> str:
        """One name for all of a set."""
        return min(self.of.get(channel, {channel}))

    def together(self, tie: Tie) -> bool:
        """Whether both ends came into one set."""
        return tie.other in self.of.get(tie.one, ())

    def join(self, one: str, other: str) -> None:
        """One set of two, unless a person keeps any of them apart."""
        mine, theirs = self.of.get(one, {one}), self.of.get(other, {other})
        if mine is theirs or self.stands.forbids(mine, theirs):
            return
        mine |= theirs
        for channel in mine:
            self.of[channel] = mine

    def size(self, batch: Collection[Tie]) -> int:
        """Of the cluster that would come of following all of these ties."""
        names = {self.name(channel) for tie in batch for channel in (tie.one, tie.other)}
        return sum(len(self.of.get(name, {name})) for name in names)

    def groups(self) -> list[frozenset[str]]:
        """The sets, by their smallest key."""
        once = {id(group): group for group in self.of.values()}
        return sorted((frozenset(group) for group in once.values()), key=min)


def _too_large(held: Sequence[Tie], so_far: _Groups) -> Iterator[TooLarge]:
    open_still = [
        tie
        for tie in held
        if not so_far.together(tie) and not so_far.stands.forbids((tie.one,), (tie.other,))
    ]
    for batch in _connected(open_still, so_far):
        ends = {channel for tie in batch for channel in (tie.one, tie.other)}
        whole = {channel for end in ends for channel in so_far.of.get(end, {end})}
        yield TooLarge(tuple(sorted(whole)), tuple(batch))
