"""Which looks at the market are independent of each other. Lists that copy one another are one
witness, and so is everything we were told to watch ourselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from market.channel import key
from market.types import SourceKind

OWN_LIST = "our own list"
EACH_OTHER = "sellers that name each other"

_SHARED_CODES = 2  # channels at which two lists show the same promoter's code
_COPIED = 0.9  # of the shorter list, found in the longer one as well …
_MANY = 10  # … where both name so many


@dataclass(frozen=True, slots=True)
class Sighting:
    """One source shows, or names, one channel."""

    source: str
    url: str
    kind: SourceKind
    discovered: bool  # a seller's own site that we came upon, not one we were given
    channel: str
    operator: str
    listed: bool  # shown as a row, a post, a shelf; else only linked to
    code: str = ""  # the promoter's code in the link, where there is one


Seen = Mapping[str, frozenset[str]]  # operators by witness


def witnesses(sightings: Iterable[Sighting]) -> Seen:
    """Operators by independent witness. Merged are sources of one site, lists that share
    promoters' codes, and lists of which one holds nearly all of the other.
    """
    told = list(sightings)
    seen: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if name := _witness(one):
            seen[name].add(one.operator)
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(seen)
    ties.add_edges_from(_neighbours(told))
    ties.add_edges_from(_copies(seen))
    ties.add_edges_from(_promoted_alike(told))
    merged = {}
    for group in nx.connected_components(ties):
        merged[" + ".join(sorted(group))] = frozenset().union(*(seen[name] for name in group))
    return dict(sorted(merged.items()))


def _witness(one: Sighting) -> str:
    """A seller's own pages vouch for nobody but themselves."""
    if one.kind is not SourceKind.CHANNEL:
        return one.source
    if not one.listed:
        return EACH_OTHER
    return "" if one.discovered else OWN_LIST


def _neighbours(told: Iterable[Sighting]) -> Iterable[tuple[str, str]]:
    """Two lists of one site, one repository or one account have one hand behind them."""
    sites: dict[str, str] = {}
    for one in told:
        if one.kind is not SourceKind.CHANNEL:
            yield sites.setdefault(str(key(one.url)), one.source), one.source


def _copies(seen: Mapping[str, set[str]]) -> Iterable[tuple[str, str]]:
    lists = [name for name in sorted(seen) if name not in {OWN_LIST, EACH_OTHER}]
    for one, other in combinations(lists, 2):
        fewer = min(len(seen[one]), len(seen[other]))
        if fewer >= _MANY and len(seen[one] & seen[other]) >= _COPIED * fewer:
            yield one, other


def _promoted_alike(told: Iterable[Sighting]) -> Iterable[tuple[str, str]]:
    """Two lists with the same codes are one promoter's work, or one is copied from the other."""
    by_code: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        if one.code and one.kind is not SourceKind.CHANNEL:
            by_code[one.channel, one.code].add(_witness(one))
    shared: Counter[tuple[str, str]] = Counter()
    for names in by_code.values():
        shared.update(combinations(sorted(names), 2))
    return [pair for pair, channels in shared.items() if channels >= _SHARED_CODES]
