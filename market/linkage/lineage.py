"""Operators through time: ids that survive merges and splits, and a record of every change."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import TypeVar

T = TypeVar("T")
Groups = Mapping[str, frozenset[str]]  # by operator id


@dataclass(frozen=True, slots=True)
class Operator:
    """Channels believed to be run by one operator, under an id that stays.

    ``into``: the id under which it goes on since it was merged. Without members it is no more.
    """

    id: str
    formed_on: date
    members: frozenset[str] = frozenset()
    into: str = ""
    version: int = 1  # grows with each night or decision that changed it


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that happened to an operator.

    ``kind``: formed, joined (``other``: the operator it came from), left (``other``: the one it
    went to), merged (``other``: the id that goes on), split (``other``: the operator it was part
    of), dissolved.
    """

    operator: str
    kind: str
    channel: str = ""
    other: str = ""


def settle(
    known: Iterable[Operator],
    groups: Sequence[frozenset[str]],
    ages: Mapping[str, date],
    on: date,
) -> tuple[list[Operator], list[Change]]:
    """Every operator there ever was, by id, as of ``on``; and what changed since ``known``.

    The part that holds most of an operator's channels keeps its id; of several ids that meet, the
    older goes on. A new id is made of the key of its oldest channel (``ages``: their first days).
    """
    before = {operator.id: operator for operator in known}
    now = _named(before, groups, ages)
    changes = sorted(set(_changes(before, now, ages)))
    return _after(before, now, changes, on), changes


def applied(known: Iterable[Operator], changes: Iterable[Change], on: date) -> list[Operator]:
    """Every operator by id after these changes of one night or decision."""
    before = {operator.id: operator for operator in known}
    listed = list(changes)
    now = {one.operator: set(_members(before, one.operator)) for one in listed}
    for change in listed:
        match change.kind:
            case "joined":
                now[change.operator].add(change.channel)
            case "left":
                now[change.operator].discard(change.channel)
            case "merged" | "dissolved":
                now[change.operator].clear()
    return _after(before, {name: frozenset(mine) for name, mine in now.items()}, listed, on)


def _members(before: Mapping[str, Operator], name: str) -> frozenset[str]:
    return before[name].members if name in before else frozenset()


def _named(
    before: Mapping[str, Operator], groups: Sequence[frozenset[str]], ages: Mapping[str, date]
) -> dict[str, frozenset[str]]:
    claims: dict[int, list[Operator]] = defaultdict(list)
    of = {channel: place for place, group in enumerate(groups) for channel in group}
    for operator in before.values():
        heir = _heir(operator, of, ages)
        if heir is not None:
            claims[heir].append(operator)
    now = {_senior(met, ages): groups[place] for place, met in claims.items()}
    taken = now.keys() | {operator.id for operator in before.values() if operator.members}
    for place, group in enumerate(groups):
        if place not in claims:
            fresh = next(name for name in _ids(group, ages) if name not in taken)
            now[fresh] = group
            taken.add(fresh)
    return now


def _senior(met: Sequence[Operator], ages: Mapping[str, date]) -> str:
    """Formed first; of equals the one with the oldest channel."""
    oldest = {one.id: _oldest_first(one.members, ages)[0] for one in met}
    return min(met, key=lambda one: (one.formed_on, _age(oldest[one.id], ages))).id


def _heir(operator: Operator, of: Mapping[str, T], ages: Mapping[str, date]) -> T | None:
    """The group with most of its channels; of equals the one with its oldest channel."""
    kept = [channel for channel in _oldest_first(operator.members, ages) if channel in of]
    shares = Counter(of[channel] for channel in kept)
    return max(shares, key=shares.__getitem__, default=None)  # the first of equals


def _oldest_first(channels: Iterable[str], ages: Mapping[str, date]) -> list[str]:
    return sorted(channels, key=lambda channel: _age(channel, ages))


def _age(channel: str, ages: Mapping[str, date]) -> tuple[date, str]:
    return ages.get(channel, date.max), channel


def _ids(group: frozenset[str], ages: Mapping[str, date]) -> Iterator[str]:
    """Ids to choose from: of its oldest channel, of its next, and so on."""
    oldest = _oldest_first(group, ages)
    for again in count():
        for channel in oldest:
            yield _id(channel if again == 0 else f"{channel}#{again}")


def _id(key: str) -> str:
    """Opaque: a channel's key may be a person's handle."""
    return f"op-{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def _changes(
    before: Mapping[str, Operator], now: Groups, ages: Mapping[str, date]
) -> Iterator[Change]:
    was = {channel: one.id for one in before.values() for channel in one.members}
    will = {channel: name for name, members in now.items() for channel in members}
    for channel, name in will.items():
        came_from = was.get(channel, "")
        if came_from != name:
            yield Change(name, "joined", channel, came_from)
            if name not in before or not before[name].members:
                yield Change(name, "formed")
                if came_from:
                    yield Change(name, "split", "", came_from)
    for channel, name in was.items():
        goes_to = will.get(channel, "")
        if goes_to != name and name in now:
            yield Change(name, "left", channel, goes_to)
    for name in set(was.values()) - now.keys():
        heir = _heir(before[name], will, ages)
        yield Change(name, "merged", "", heir) if heir else Change(name, "dissolved")


def _after(
    before: Mapping[str, Operator], now: Groups, changes: Sequence[Change], on: date
) -> list[Operator]:
    """Every operator by id; of those that nothing happened to the very values there were."""
    after = dict(before)
    for name in {change.operator for change in changes}:
        one = before.get(name) or Operator(name, on, version=0)
        members = now.get(name, frozenset())
        after[name] = replace(one, members=members, version=one.version + 1)
    for change in changes:
        if change.kind == "merged":
            after[change.operator] = replace(after[change.operator], into=change.other)
        elif change.kind == "formed":
            after[change.operator] = replace(after[change.operator], into="", formed_on=on)
    return [after[name] for name in sorted(after)]
