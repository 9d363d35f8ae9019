"""What a night's rules and leads need, read from the store and set against the books."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from alerts.moves import moves_on
from alerts.night import Newcomer, Night, Share
from alerts.raising import about
from alerts.score import Picture
from market.claims import Contact, Stock, Supply, Volume
from market.fx import FxRates, UnknownCurrency
from market.judgement import EvidenceRef
from market.pricebook import PriceBook
from market.pricing import against_list
from market.types import Access, Basis, Offer
from storage import Store
from storage.views import FactView, OfferView, PriceHistory

TOLD_WITHIN = timedelta(days=7)
HISTORY_DAYS = 60
PLAUSIBLE = (Decimal("0.001"), Decimal(3))


@dataclass(frozen=True, slots=True)
class Books:
    """Official prices and exchange rates, as of one day."""

    book: PriceBook
    fx: FxRates
    on: date

    def share(self, offer: Offer) -> Decimal | None:
        """Share of list; None where list price or exchange rate is unknown, or senseless."""
        try:
            share = against_list(offer, self.book, self.fx, self.on).share_of_list
        except UnknownCurrency:
            return None
        if share is None or not PLAUSIBLE[0] <= share <= PLAUSIBLE[1]:
            return None
        return share

    def share_at(self, history: PriceHistory, paid: Decimal) -> Decimal | None:
        """The same for an offer of which only the history is at hand."""
        return self.share(
            Offer(
                provider=history.provider,
                model=history.model,
                listed_as=history.listed_as,
                access=Access(history.access),
                group=history.group,
                supply=history.supply,
                unit=history.unit,
                paid=paid,
                currency=history.currency,
                basis=Basis(history.basis),
            )
        )


def night_of(store: Store, run_id: str, on: date, books: Books) -> Night:
    """Everything the rules may know of a night, in a fixed order."""
    unhealthy = frozenset(store.unhealthy_sources(on))
    histories = store.price_histories(on, window_days=HISTORY_DAYS)
    fresh = sorted(store.new_channels(on), key=lambda new: new.key)
    run_by = _run_by(store, {new.key for new in fresh})
    newcomers = [
        Newcomer(
            new,
            best_share((view.offer for view in new.offers), books),
            *run_by.get(new.key, ((), ())),
        )
        for new in fresh
    ]
    return Night(
        on=on,
        newcomers=tuple(newcomers),
        moves=tuple(moves_on(histories, on, unhealthy, books.share_at)),
        leaks=tuple(leak for leak in store.leaks() if leak.first_seen == on),
        relocations=tuple(e for e in store.events(on, on) if e.kind == "moved"),
        health=tuple(store.health(on)),
        unhealthy=unhealthy,
        pages=_pages(store, run_id, on),
        told=_told(store, on),
    )


def _run_by(store: Store, fresh: set[str]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Other channels of the operators of these, and the kinds of what each shares with them."""
    groups = [[member.channel for member in one.members] for one in store.operators()]
    mine = {key: group for group in groups for key in group if key in fresh}
    kinds: dict[str, set[str]] = defaultdict(set)
    for tie in store.operator_ties() if mine else ():
        for key in fresh & {tie.one, tie.other}:
            kinds[key] |= {shared.kind for shared in tie.shared if shared.counts}
    return {
        key: (tuple(other for other in group if other != key), tuple(sorted(kinds[key])))
        for key, group in mine.items()
    }


def picture_of(store: Store, channel: str, books: Books) -> tuple[str, Picture]:
    """A channel's name, and what its score is made of."""
    view = store.channel(channel)
    if view is None:
        return channel, Picture(last_seen=None, sources=0)
    facts = [fact for fact in store.facts(channel) if fact.gone_on is None]
    return view.name or channel, Picture(
        last_seen=view.last_seen,
        sources=len(view.sources),
        shares=_medians(store.offers_on(books.on, channel), books),
        supply=_supply(facts),
        volumes=_quotes(facts, Volume, Stock),
        contacts=tuple(sorted({f.value.platform for f in facts if isinstance(f.value, Contact)})),
    )


def best_share(offers: Iterable[Offer], books: Books) -> Share | None:
    """The offer that asks the smallest share of list; equal ones by name."""
    shares = [Share(offer, share) for offer in offers if (share := books.share(offer)) is not None]
    return min(shares, key=_cheapest_first, default=None)


def _cheapest_first(share: Share) -> tuple[object, ...]:
    offer = share.offer
    return (share.of_list, offer.provider, offer.model, offer.group, offer.unit, offer.listed_as)


def _pages(store: Store, run_id: str, on: date) -> dict[str, tuple[EvidenceRef, ...]]:
    """What each source of the run answered with; of one without an answer, where we asked."""
    found = {}
    for planned in store.plan(run_id):
        captures = planned.visited.captures if planned.visited else ()
        asked = (EvidenceRef(planned.visit.url, "", seen_on=on),)
        found[planned.visit.name] = (
            tuple(EvidenceRef(c.evidence.url, c.evidence.digest, seen_on=on) for c in captures)
            or asked
        )
    return found


def _told(store: Store, on: date) -> frozenset[tuple[str, str, str]]:
    """Tonight's own alerts do not count: a night judged again tells the same."""
    return frozenset(
        (alert.rule, operator, provider)
        for rule in ("price_drop", "suspect_price")
        for alert in store.alerts(rule=rule)
        if on - TOLD_WITHIN < alert.on < on
        for operator in about(alert, "operator")
        for provider in about(alert, "provider")
    )


def _medians(offers: Iterable[OfferView], books: Books) -> dict[str, Decimal]:
    shares: dict[str, list[Decimal]] = defaultdict(list)
    for view in offers:
        share = books.share(view.offer)
        if share is not None:
            shares[view.offer.provider].append(share)
    return {provider: median(found) for provider, found in sorted(shares.items())}


def _supply(facts: Sequence[FactView]) -> dict[str, str]:
    claims = sorted(
        (fact.value.origin, fact.value.text) for fact in facts if isinstance(fact.value, Supply)
    )
    return {origin: words for origin, words in reversed(claims) if origin != "unknown"}


def _quotes(facts: Sequence[FactView], *kinds: type) -> tuple[str, ...]:
    """The words of these kinds of facts; what is sold out claims no volume."""
    said = (fact for fact in facts if isinstance(fact.value, kinds))
    return tuple(sorted({fact.quote for fact in said if fact.value != Stock(Decimal(0))}))
