"""What the store said, night by night, against the truth."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date

import networkx as nx

from benchmarks.identity.lists import Directory
from benchmarks.identity.play import Seen
from benchmarks.identity.world import Channel, World
from benchmarks.scoring.clusters import (
    Agreement,
    b_cubed_of_entities,
    b_cubed_of_records,
    pairwise,
)
from storage import Store
from storage.addresses import own_site

SILENT = 7  # nights without an answer after which a site counts as away


@dataclass(slots=True)
class Score:
    """Counts over all nights. ``first`` is the first night, on which everybody is new."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    first: int = 0
    first_wrong: int = 0
    first_missed: int = 0
    by_url: int = 0  # alerts that keying by URL would have raised after the first night
    moved: int = 0  # moves that could be seen, and how many of them were told
    moved_told: int = 0
    moved_wrong: int = 0
    back: int = 0
    back_told: int = 0
    back_wrong: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Of the new channels told after the first night, those that were new."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of the channels that came into sight after the first night, those told that night."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def precision_of_all(self) -> float:
        """The same with the first night, on which everybody is new."""
        right = self.right + self.first
        return right / max(right + self.wrong + self.first_wrong, 1)

    @property
    def recall_of_all(self) -> float:
        """The same with the first night."""
        right = self.right + self.first
        return right / max(right + self.missed + self.first_missed, 1)

    @property
    def alerts_saved(self) -> float:
        """How many times as many alerts keying by URL would have raised."""
        return self.by_url / max(self.right + self.wrong, 1)


@dataclass(slots=True)
class Judge:
    """Follows the nights."""

    store: Store
    world: World
    score: Score = field(default_factory=Score)
    claimed: set[int] = field(default_factory=set)
    hosts: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    urls: set[str] = field(default_factory=set)
    lists: dict[str, set[int]] = field(default_factory=dict)  # as last read
    silent: dict[int, int] = field(default_factory=lambda: defaultdict(int))  # nights in a row
    absent: set[int] = field(default_factory=set)  # nobody could say they were there
    told_moves: set[tuple[int, str]] = field(default_factory=set)
    true_moves: dict[tuple[int, str], str] = field(default_factory=dict)
    told_back: set[int] = field(default_factory=set)
    true_back: set[int] = field(default_factory=set)
    read: int = 0

    def night(self, seen: Seen) -> None:
        """Counts one night's events."""
        night = self.read
        events = self.store.events(seen.on, seen.on)
        told = [event.channel for event in events if event.kind == "new"]
        self._new(seen, told, night)
        for event in events:
            if event.kind == "moved":
                owners = seen.keys.get(event.after, set())
                self.told_moves |= {(owner, event.after) for owner in owners} or {(-1, event.after)}
            if event.kind == "reappeared":
                self.told_back |= self._whose(event.channel, seen)
        self._sights(seen, night)
        self.read += 1

    def _new(self, seen: Seen, told: list[str], night: int) -> None:
        true = set(seen.channels) - set(self.hosts)
        self.score.by_url += len(seen.urls - self.urls) if night else 0
        self.urls |= seen.urls
        tonight: set[int] = set()
        for key in told:
            whose = self._whose(key, seen)
            right = (whose & true) - tonight
            if right:
                tonight.add(min(right))
            if night:
                self.score.right += bool(right)
                self.score.wrong += not right
                if not right:
                    self.score.errors[f"told as new: {self._why(key, whose, night)}"] += 1
        if not night:
            self.score.first = len(tonight)
            self.score.first_wrong = len(told) - len(tonight)
            self.score.first_missed = len(true - tonight)
            return
        for channel in true - tonight:
            self.score.missed += 1
            self.score.errors[f"not told: {self._what(channel, night)}"] += 1

    def _whose(self, key: str, seen: Seen) -> set[int]:
        return seen.keys.get(key, set())

    def _why(self, key: str, whose: set[int], night: int) -> str:
        if not whose:
            return "nobody's"
        return self._what(min(whose), night) + (", row without link" if ":" in key else "")

    def _what(self, channel: int, night: int) -> str:
        lived = [one for one in self.world.channels[channel].epochs if one.start <= night]
        if not lived:
            return "before it was there"
        one = lived[-1]
        said = [one.why]
        if one.why in {"move", "relaunch"}:
            before = lived[-2]
            said += ["renamed"] * (one.name != before.name)
            said += ["rebuilt"] * (one.pairs != before.pairs)
            said += ["overlap"] * bool(one.overlap) + ["redirect"] * one.redirects
        return " ".join(said)

    def _sights(self, seen: Seen, night: int) -> None:
        for channel, hosts in seen.channels.items():
            fresh = {host for host in hosts if host} - self.hosts[channel]
            known = {host for host in self.hosts[channel] if host}
            for host in fresh if known else ():
                self.true_moves[channel, host] = self._what(channel, night)
            self.hosts[channel] |= hosts
        self.true_back |= self.absent & set(seen.channels)
        self._absences(seen)

    def _absences(self, seen: Seen) -> None:
        """Dropped by every list that had it; and if it has pages of its own, a week of silence."""
        self.lists |= seen.lists
        for channel in self.hosts:
            if channel in seen.silent:
                self.silent[channel] += 1
            elif channel in seen.channels or self.silent[channel]:
                self.silent[channel] = 0
        listed = set().union(*self.lists.values())
        self.absent |= {
            channel
            for channel in set(self.hosts) - listed - set(seen.channels)
            if channel not in seen.silent or self.silent[channel] >= SILENT
        }
        self.absent -= set(seen.channels)

    def done(self) -> Score:
        """The counts, with moves and returns compared over the whole time."""
        score = self.score
        score.moved, score.moved_told = (
            len(self.true_moves),
            len(self.true_moves.keys() & self.told_moves),
        )
        score.moved_wrong = len(self.told_moves - self.true_moves.keys())
        score.back = len(self.true_back)
        score.back_told = len(self.true_back & self.told_back)
        score.back_wrong = len(self.told_back - self.true_back)
        for move in self.true_moves.keys() - self.told_moves:
            score.errors[f"move not told: {self.true_moves[move]}"] += 1
        return score


def nights_lost(lists: list[Directory]) -> int:
    """Nights on which a directory did not answer."""
    return sum(len(one.lost) for one in lists)


@dataclass(frozen=True, slots=True)
class Tied:
    """How well channels were put together by operator, over one set of channels."""

    channels: int
    pairs: Agreement
    records: Agreement  # B-cubed
    entities: Agreement  # B-cubed, each operator once


def tied_operators(store: Store, world: World, on: date) -> dict[str, Tied]:
    """Operators as the store has them after the last night: of all channels that have a site, and
    of those whose own pages were read; and of these again, of those operators' channels only that
    show anything in common, which is all that anybody could put together.
    """
    store.link_operators(on)
    sites = {
        own_site(one.host): channel
        for channel in world.channels
        for one in channel.epochs
        if one.host
    }
    found: dict[str, str] = {}
    true: dict[str, int] = {}
    read: dict[str, Channel] = {}
    for view in store.channels():
        addresses = [alias.value for alias in view.aliases if alias.kind == "address"]
        owner = next((sites[address] for address in addresses if address in sites), None)
        if owner is None or view.first_listed is None:
            continue
        found[view.key], true[view.key] = view.operator, owner.operator
        if any(alias.kind == "source" for alias in view.aliases):
            read[view.key] = owner
    return {
        "all": _tied(found, true),
        "read": _tied(found, {key: owner.operator for key, owner in read.items()}),
        "tellable": _tied(found, _with_something_in_common(read)),
    }


def _with_something_in_common(read: dict[str, Channel]) -> dict[str, str]:
    """The channels by operator, one that shares no value with its sisters by itself."""
    graph: nx.Graph[str] = nx.Graph()
    for key, channel in read.items():
        graph.add_node(key)
        for value in _values(channel):
            graph.add_edge(key, f"{channel.operator}:{value}")
    return {
        key: f"part {number}"
        for number, part in enumerate(nx.connected_components(graph))
        for key in part
        if key in read
    }


def _values(channel: Channel) -> set[tuple[str, str]]:
    """What its pages ever show, but the picture: most have their software's."""
    shown = {pair for one in channel.epochs for pair in one.pairs if pair[0] != "favicon_mmh3"}
    own = {("telegram", channel.telegram), ("qq", channel.qq)}
    return {pair for pair in shown | own if pair[1]}


def _tied(found: Mapping[str, str], true: Mapping[str, Hashable]) -> Tied:
    predicted = {key: found[key] for key in true}
    return Tied(
        len(true),
        pairwise(predicted, true),
        b_cubed_of_records(predicted, true),
        b_cubed_of_entities(predicted, true),
    )
