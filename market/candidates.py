"""How likely an address nobody has visited is to sell, by what it shows from outside.

Whole points, the sum of named parts, each with its reason. Pure: the same traces score the same.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from market.frontier import place
from market.trade_words import Said, in_host, in_names
from market.types import How

VERSION = "candidates/1"  # grows when points change their meaning

_BY_HOW = {
    How.DIRECTORY_ROW: 26,
    How.BASE_URL: 24,
    How.CODE_SAMPLE: 22,
    How.SHOP: 20,
    How.AFFILIATE: 16,
    How.FRIEND_LINK: 12,
    How.SEARCH_RESULT: 12,
    How.REDIRECT: 10,
    How.HANDLE: 10,
    How.LINK: 4,
}
_LISTED, _DEEPER, _MOST_WORDS = 10, -6, 30
_USUAL, _STEP = 0.15, 8  # a share of sellers worth no points; points for twice of it
_PATIENCE = 10  # nights of waiting that cost a point


class Standing(StrEnum):
    """What is known of whoever mentions others."""

    DIRECTORY = "directory"
    SELLER = "seller"  # confirmed by its own offers
    COMMUNITY = "community"  # a forum, a feed, a search
    STRANGER = "stranger"  # a candidate itself


# Points for being mentioned by such a one, and which share of its candidates sells until visits
# have shown it.
_STANDING = {
    Standing.DIRECTORY: (8, 0.40),
    Standing.SELLER: (6, 0.25),
    Standing.COMMUNITY: (2, 0.15),
    Standing.STRANGER: (0, 0.10),
}
_WEIGHT = 4  # visits that the share expected beforehand counts for
_INHERITED = 0.5  # of what whoever mentions a stranger is worth


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a candidate, and what is known of who made it."""

    by: str
    ground: str  # whose ground that one stands on: mirrors are no second witness
    standing: Standing
    how: How
    share: float  # of its candidates that sell
    name: str = ""
    target: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Traces:
    """All that is known of a candidate without visiting it again."""

    key: str
    url: str
    named: tuple[Named, ...] = ()
    listed: bool = False  # a list that was believed shows what it charges
    refusals: int = 0  # visits that ended at its door or found nothing
    waited: int = 0  # nights since it was first mentioned


@dataclass(frozen=True, slots=True)
class Part:
    """Points for one trait, with the reason for them."""

    name: str
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the parts; what counts for nothing is left out."""

    points: int
    parts: tuple[Part, ...]
    version: str = VERSION


def score(traces: Traces) -> Score:
    """How promising a candidate is: the higher, the sooner it is visited."""
    parts = tuple(part for part in _parts(traces) if part.points)
    return Score(sum(part.points for part in parts), parts)


def _parts(traces: Traces) -> Iterator[Part]:
    yield _how(traces)
    yield Part("listed", _LISTED if traces.listed else 0, "a list shows its prices")
    yield _witnesses(traces)
    yield _standing(traces)
    yield _yield(traces)
    yield _words(traces)
    where = place(traces.key)
    yield Part("place", where.points, where.why)
    depth = min((one.depth for one in traces.named), default=0)
    yield Part("depth", _DEEPER * depth, f"{depth} strangers away from a source")
    yield Part("refusals", -4 * min(traces.refusals, 5), f"{traces.refusals} visits for nothing")
    late = -min(traces.waited // _PATIENCE, 9)
    yield Part("age", late, f"waiting for {traces.waited} nights")


def _how(traces: Traces) -> Part:
    best = max((one.how for one in traces.named), key=lambda how: _BY_HOW[how], default=How.LINK)
    return Part("how", _BY_HOW[best], f"mentioned as {best}")


def _witnesses(traces: Traces) -> Part:
    """Independent ones: on grounds of their own. Strangers vouch for each other only once."""
    known = {one.ground for one in traces.named if one.standing is not Standing.STRANGER}
    strange = any(one.standing is Standing.STRANGER for one in traces.named)
    count = len(known) + strange
    points = min(20, round(8 * math.log2(count))) if count > 1 else 0
    return Part("witnesses", points, f"mentioned by {count} independent sources")


def _standing(traces: Traces) -> Part:
    best = max(
        (one.standing for one in traces.named),
        key=lambda standing: _STANDING[standing][0],
        default=Standing.STRANGER,
    )
    return Part("standing", _STANDING[best][0], f"mentioned by a {best}")


def _yield(traces: Traces) -> Part:
    best = max(traces.named, key=lambda one: (one.share, one.by), default=None)
    if best is None:
        return Part("yield", 0, "")
    points = round(_STEP * math.log2(max(best.share, 0.001) / _USUAL))
    reason = f"{best.share:.0%} of what {best.by} mentions sell"
    return Part("yield", max(-36, min(20, points)), reason)


def _words(traces: Traces) -> Part:
    names = " ".join(sorted({one.name for one in traces.named if one.name}))
    said = {one.word: one for one in (*in_host(_address(traces)), *in_names(names))}
    ranked = sorted(said.values(), key=lambda one: (-abs(one.points), one.word))
    points = max(-_MOST_WORDS, min(_MOST_WORDS, sum(one.points for one in ranked)))
    return Part("words", points, ", ".join(map(_shown, ranked[:6])))


def _shown(said: Said) -> str:
    return f"{said.word} {said.points:+d}"


def _address(traces: Traces) -> str:
    """Host and path as written; of a place on a platform only what is its own."""
    if place(traces.key).label == traces.key.partition(":")[0]:
        return traces.key.partition(":")[2]
    try:
        parts = urlsplit(traces.url)
    except ValueError:
        return traces.key
    return f"{parts.netloc}{parts.path}" or traces.key


def expected(standing: Standing, above: float | None = None) -> float:
    """The share of sellers among its candidates that is expected before any was visited; a
    stranger inherits half of the share of who mentions it.
    """
    if standing is Standing.STRANGER and above is not None:
        return above * _INHERITED
    return _STANDING[standing][1]


def share(sold: int, visited: int, expected: float) -> float:
    """Which share of somebody's candidates sells: Beta-smoothed by what was expected."""
    return (sold + _WEIGHT * expected) / (visited + _WEIGHT)
