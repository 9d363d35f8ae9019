"""What is on offer tonight, counted in one pass: by channel, by cell, and the cheapest of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import exp, log
from statistics import median

from market.spoken import UNNAMED
from market.trends.floors import Floors
from market.types import Basis, Priced
from reports.changes import Changes
from reports.levels import OBSERVED, plausible, product, settled
from reports.memory import Compare
from reports.model import Cheap
from storage.views import OfferView

Cell = tuple[str, str]


@dataclass(slots=True)
class Stall:
    """One channel's offers tonight."""

    providers: Counter[str] = field(default_factory=Counter)
    supplies: Counter[str] = field(default_factory=Counter)
    cells: Counter[Cell] = field(default_factory=Counter)
    log_shares: list[float] = field(default_factory=list)
    doubted_shares: list[float] = field(default_factory=list)
    best: dict[str, Cheap] = field(default_factory=dict)  # by provider

    @property
    def settled(self) -> bool:
        """Whether its prices are all but few borne out by a second read."""
        return settled(len(self.log_shares), len(self.doubted_shares))

    @property
    def share(self) -> float | None:
        """The median share of list over its offers, the doubted ones only where they are many."""
        shares = self.log_shares if self.settled else self.log_shares + self.doubted_shares
        return exp(median(shares)) if shares else None

    @property
    def cheapest(self) -> Cheap | None:
        """The lowest credible share of any provider."""
        return min(self.best.values(), key=lambda cheap: cheap.share, default=None)


@dataclass(slots=True)
class Standing:
    """Tonight's offers, added up."""

    on: date
    floors: Floors
    unread: frozenset[str]  # sources
    stalls: dict[str, Stall] = field(default_factory=lambda: defaultdict(Stall))
    operators: set[str] = field(default_factory=set)
    bases: Counter[str] = field(default_factory=Counter)
    supplies: Counter[str] = field(default_factory=Counter)
    offers: int = 0
    compared: int = 0
    implausible: int = 0
    unseconded: int = 0

    def add(self, seen: OfferView, priced: Priced | None, *, doubted: bool) -> None:
        """Count one offer; only a plausible share of list says anything of the level, and only
        one that is not ``doubted``.
        """
        stall = self.stalls[seen.channel]
        self._count(seen, stall)
        if priced is None or not priced.share_of_list:
            return
        self.compared += 1
        share = log(float(priced.share_of_list))
        self.unseconded += doubted
        if not plausible(share):
            self.implausible += 1
        elif doubted:
            stall.doubted_shares.append(share)
        elif seen.offer.unit in OBSERVED:
            stall.log_shares.append(share)
            self._keep_cheapest(stall, seen, priced)

    def _count(self, seen: OfferView, stall: Stall) -> None:
        self.offers += 1
        self.operators.add(seen.operator or seen.channel)
        self.bases[seen.offer.basis] += 1
        self.supplies[seen.offer.supply] += 1
        stall.providers[seen.offer.provider] += 1
        stall.supplies[seen.offer.supply] += 1
        stall.cells[product(seen.offer)] += 1

    def _keep_cheapest(self, stall: Stall, seen: OfferView, priced: Priced) -> None:
        """Only prices read without assumption are credible enough to be called cheapest."""
        offer, share = seen.offer, priced.share_of_list
        if offer.basis is not Basis.EXACT or share is None or priced.list_usd is None:
            return
        best = stall.best.get(offer.provider)
        if best is not None and best.share < float(share):
            return
        cheap = Cheap(
            seen.channel, offer.provider, offer.model, offer.listed_as, offer.group, offer.access,
            offer.supply, offer.basis, offer.unit, offer.paid, offer.currency, priced.paid_usd,
            priced.list_usd, float(share), seen.valid_from,
            self.floors.under(offer.provider, float(share), self.on),
            seen.source in self.unread, offer.digest,
        )  # fmt: skip
        if best is None or _rank(cheap) < _rank(best):
            stall.best[offer.provider] = cheap


def standing(
    offers: Iterable[OfferView],
    compare: Compare,
    on: date,
    floors: Floors,
    unread: frozenset[str],
    changes: Changes,
) -> Standing:
    """All offers in force, each set against the list price and exchange rate of the night."""
    result = Standing(on, floors, unread)
    for seen in offers:
        result.add(seen, compare(seen.offer, on), doubted=changes.doubts(seen))
    return result


def _rank(cheap: Cheap) -> tuple[float, str, str, str, str]:
    return cheap.share, cheap.model, cheap.group, cheap.listed_as, cheap.unit


def names(counted: Counter[str]) -> tuple[str, ...]:
    """What was counted, the most frequent first, the unnamed last."""
    return tuple(sorted(counted, key=lambda name: (name == UNNAMED, -counted[name], name)))


def claimed(stall: Stall) -> tuple[str, ...]:
    """Where a channel says its access comes from."""
    return tuple(name for name in names(stall.supplies) if name != "unknown")
