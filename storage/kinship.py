"""Why a new channel may be an older one at a new place. Pure: a night's remains in, claims out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from market.defaults import is_default
from market.linkage import Strength, shipped
from storage.addresses import HANDLES
from storage.marks import Pair
from storage.remains import LIST_ONLY, Known, Remains

SHARED_BY_AT_MOST = 5  # channels; a value more of them show is a default of their software
_LATELY = timedelta(days=7)  # a place that replaces another is found within a week of its loss
_SHOPS = frozenset({"top_up_shop", "top_up_link"})  # one card shop may serve several sellers
# QhX7, WSHUXMWT29KN: made by software for one customer of one station; "linuxdo" is a person's.
_MADE_UP = re.compile(r"(?=.{4})(?=\S*[A-Z0-9])[\w-]+")


@dataclass(frozen=True, slots=True)
class Kin:
    """A claim that a newcomer is an older channel. ``rank``: the lower, the better founded."""

    newcomer: str
    channel: str
    why: str
    rank: tuple[int, int, int, str, str]
    moved: bool = True


def kin(night: Remains) -> Iterator[Kin]:
    """Every claim that holds; a newcomer may be claimed by several."""
    for key in sorted(night.fresh):
        one = night.fresh[key]
        for other in sorted(_older(night, one)):
            if found := _claim(night, one, night.known[other]):
                yield found


def _older(night: Remains, one: Known) -> set[str]:
    """Who shares anything with it, or leads to it; of tonight's others only who comes first."""
    found = {*night.led.get(one.key, ()), *night.announced.get(one.key, ())}
    found |= night.namesakes.get(one.key, set())
    for pair, sources in one.pairs.items():
        for source in sources if pair[0] in LIST_ONLY else ("",):
            found |= night.holders.get((source, pair), set())
    older = (night.known[key] for key in found - {one.key} if key in night.known)
    return {other.key for other in older if _before(other, one)}


def _before(other: Known, one: Known) -> bool:
    """Listed earlier; of two of one night who has no site of its own is the other's echo."""
    if other.first_listed != one.first_listed:
        return other.first_listed < one.first_listed
    return not one.site and (bool(other.site), one.key) > (bool(one.site), other.key)


def _claim(night: Remains, one: Known, other: Known) -> Kin | None:
    if other.key in night.led.get(one.key, ()):
        return _kin(one, other, "its old address leads here for good", 0)
    if other.key in night.announced.get(one.key, ()):
        return _kin(one, other, "announced as an address of its own", 1, moved=not other.awake)
    shared = list(_shared(night, one, other))
    if _differ(one, other):
        return None
    if not one.site or not other.site or one.site == other.site:
        return _beside(night, one, other, shared)
    return (
        _in_its_place(night, one, other)
        or _by_values(night, one, other, shared)
        or _elsewhere(night, one, other)
    )


def _beside(night: Remains, one: Known, other: Known, shared: list[Pair]) -> Kin | None:
    """A row without a site contradicts no site: a value of both will do, or a name nobody else
    goes by. A handle is its owner's, who may sell under several names.
    """
    named = not one.names.isdisjoint(other.names)
    siteless = not one.site and not other.site
    personal = all(kind in HANDLES for kind, _ in shared)
    if shared and (named or siteless or not personal):
        return _kin(one, other, _why(shared), 2, len(shared))
    if not siteless and _only_namesake(night, one, other):
        return _kin(one, other, "nobody else goes by its name", 6)
    return None


def _only_namesake(night: Remains, one: Known, other: Known) -> bool:
    """Whether the two have a name that tells, and that nobody else goes by in any list."""
    if night.namesakes.get(one.key, set()) != {other.key}:
        return False
    return any(not is_default("name", name) for name in one.names & other.names)


def _in_its_place(night: Remains, one: Known, other: Known) -> Kin | None:
    """A list that shows the newcomer has dropped the other's row: the same name; or, on the very
    night, the same code or words. A row that is replaced has moved, whether or not the old place
    still answers.
    """
    for source in sorted(one.shown & other.left.keys()):
        tonight = other.left[source] == night.on
        same = {
            pair[0]
            for pair, sources in one.pairs.items()
            if source in sources and _its_own(night, source, pair, other)
        }
        if "listed_name" in same and (tonight or not other.awake):
            return _kin(one, other, f"the same name in {source}", 3)
        if tonight and same & {"affiliate_code", "text_hash"}:
            what = "code" if "affiliate_code" in same else "words"
            return _kin(one, other, f"the same {what} in its place in {source}", 4)
    return None


def _its_own(night: Remains, source: str, pair: Pair, other: Known) -> bool:
    """Whether the list has shown this value of the other, and of nobody else it still shows."""
    kind, value = pair
    if kind not in LIST_ONLY or source not in other.pairs.get(pair, ()):
        return False
    if kind == "affiliate_code" and not _MADE_UP.fullmatch(value):
        return False
    if kind == "listed_name" and is_default("name", value):
        return False
    holders = night.holders.get((source, pair), set())
    if kind == "listed_name":
        return sum(source in night.known[key].shown for key in holders if key in night.known) == 1
    return len(holders) == 2


def _shared(night: Remains, one: Known, other: Known) -> Iterator[Pair]:
    """Values of both that are no default and say by themselves whose a place is."""
    for pair in one.pairs.keys() & other.pairs.keys():
        if _telling(pair[0]) and len(night.holders["", pair]) <= SHARED_BY_AT_MOST:
            yield pair


def _telling(kind: str) -> bool:
    """Weighed as operators' values are (market/data/linkage.csv): a picture or markup says nothing
    alone.
    """
    if kind in LIST_ONLY | _SHOPS:
        return False
    return kind in HANDLES or shipped()[kind].strength is Strength.STRONG


def _by_values(night: Remains, one: Known, other: Known, shared: list[Pair]) -> Kin | None:
    """Client ids and site keys of a channel that is no longer where it was. Where one of their
    holders is still up they are its operator's, and say little of which channel this is; and so
    do handles, but of one name or in a row that is replaced.
    """
    replaced = _dropped_tonight(night, one, other)
    if not shared or (other.awake and not replaced):
        return None
    personal = all(kind in HANDLES for kind, _ in shared)
    if personal and not replaced and one.names.isdisjoint(other.names):
        return None
    others = {key for pair in shared for key in night.holders["", pair]} - {one.key, other.key}
    still_up = any(night.known[key].awake for key in others if key in night.known)
    lately = night.on - other.last_seen <= _LATELY
    if still_up and not (lately or replaced):
        return None
    return _kin(one, other, _why(shared), 5, len(shared))


def _elsewhere(night: Remains, one: Known, other: Known) -> Kin | None:
    """A name that only one channel ever went by turns up at a new place when that one is gone."""
    if other.awake or not _only_namesake(night, one, other):
        return None
    return _kin(one, other, "nobody else goes by its name", 6)


def _dropped_tonight(night: Remains, one: Known, other: Known) -> bool:
    replaced = any(other.left.get(source) == night.on for source in one.shown)
    return replaced and other.up is not True


def _differ(one: Known, other: Known) -> bool:
    """Whether both state handles of one platform on their own pages, and none is the same."""
    mine, theirs = _verified(one), _verified(other)
    platforms = {kind for kind, _ in mine} & {kind for kind, _ in theirs}
    return bool(platforms) and mine.isdisjoint(theirs)


def _verified(one: Known) -> set[Pair]:
    return {pair for pair, sources in one.pairs.items() if pair[0] in HANDLES and sources & one.own}


def _why(shared: list[Pair]) -> str:
    return "the same " + ", ".join(sorted({kind for kind, _ in shared}))


def _kin(
    one: Known, other: Known, why: str, sort: int, votes: int = 0, *, moved: bool = True
) -> Kin:
    rank = (sort, -votes, -other.last_seen.toordinal(), other.key, one.key)
    return Kin(one.key, other.key, why, rank, moved)
