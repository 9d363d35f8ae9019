"""Why two channels are believed to be one operator's, or why they are not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from market.linkage.clusters import MOST_CHANNELS, Clusters, clusters
from market.linkage.decisions import Decision, Ruled, ruled
from market.linkage.kinds import Kinds
from market.linkage.signs import Sign, Tie
from market.linkage.ties import shown, tie, ties


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way from one channel to another: what the two share, or who says so."""

    one: str
    other: str
    tie: Tie | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """``steps`` lead from one to the other where they are together.

    ``answer``: together, kept_apart (by a person), too_large, contacts_differ, not_enough (one
    medium value), above_cap, only_weak, nothing_shared.
    """

    one: str
    other: str
    answer: str
    steps: tuple[Step, ...]
    direct: Tie  # everything these two share themselves, whatever it is worth
    decision: Decision | None = None  # the one that keeps them apart

    @property
    def together(self) -> bool:
        """Whether they are one operator's."""
        return self.answer == "together"


def why(
    signs: Iterable[Sign],
    decisions: Iterable[Decision],
    one: str,
    other: str,
    *,
    kinds: Kinds | None = None,
    most: int = MOST_CHANNELS,
) -> Reasons:
    """The shortest way of ties between two channels, or what is missing for there to be one."""
    seen, stands = shown(signs, kinds), ruled(decisions)
    found = clusters(ties(seen), stands, most)
    direct = tie(seen, one, other)
    if any({one, other} <= group for group in found.groups):
        return Reasons(one, other, "together", tuple(_way(found, stands, one, other)), direct)
    kept = stands.apart.get(frozenset((one, other)))
    return Reasons(one, other, _missing(found, direct, kept), (), direct, kept)


def _way(found: Clusters, stands: Ruled, one: str, other: str) -> Iterator[Step]:
    graph: nx.Graph[str] = nx.Graph()
    for group, decision in stands.together:
        first, *rest = sorted(group)
        for channel in rest:
            graph.add_edge(first, channel, decision=decision)
    for each in found.ties:
        graph.add_edge(each.one, each.other, tie=each)
    path = nx.shortest_path(graph, one, other)
    for here, there in pairwise(path):
        edge = graph.edges[here, there]
        yield Step(here, there, edge.get("tie"), edge.get("decision"))


def _missing(found: Clusters, direct: Tie, kept: Decision | None) -> str:
    """What speaks loudest against one operator."""
    ends = {direct.one, direct.other}
    asked = any(ends <= set(one.channels) for one in found.too_large)
    reasons = (
        ("kept_apart", kept is not None),
        ("too_large", asked),
        ("kept_apart", direct.linked),  # somebody the one is together with, from the other
        ("nothing_shared", not direct.shared),
        ("contacts_differ", any(one.contested for one in direct.shared)),
        ("not_enough", any(one.counts for one in direct.shared)),
        ("above_cap", any(one.common for one in direct.shared)),
    )
    return next((answer for answer, holds in reasons if holds), "only_weak")
