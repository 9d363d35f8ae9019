"""All that one visit showed of one seller, as offers: price sheets first, prose where no sheet
speaks. What cannot be priced becomes a named issue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from market.claims import TopUp
from market.fx import FxRates, UnknownCurrency
from market.pricebook import PriceBook
from market.pricing.against import against_list
from market.pricing.prose import text_offers
from market.pricing.sheet import Sheet, sheet_offers
from market.pricing.topup import choose_top_up
from market.types import Issue, Level, Listing, Offer

# A share of list outside of this is a misread or a gimmick far more often than a price.
PLAUSIBLE = (Decimal("0.0001"), Decimal(3))


@dataclass(frozen=True, slots=True)
class PricedSheet:
    """A seller's offers, what kept others from being made, and the top-up price reckoned with."""

    offers: tuple[Offer, ...]
    issues: tuple[Issue, ...]
    top_up: TopUp | None


def offers(listings: Sequence[Listing], book: PriceBook, fx: FxRates, on: date) -> PricedSheet:
    """Prices everything one seller shows in one visit. Every rate becomes an offer or an issue."""
    chosen = choose_top_up(listings)
    sheet = Sheet.of(listings, chosen, book, on)
    words = text_offers(listings, chosen, has_sheet=bool(sheet.rates))
    results = [_in_known_money(result, fx, on) for result in (*sheet_offers(sheet), *words)]
    kept, doubled = _once([result for result in results if isinstance(result, Offer)])
    issues = [result for result in results if isinstance(result, Issue)]
    used = any(_needs_top_up(offer) for offer in kept)
    told = chosen.issues if used else ()
    notes = (*told, *issues, *doubled, *_implausible(kept, book, fx, on))
    known = chosen.top_up if used or chosen.top_up.source != "assumed" else None
    return PricedSheet(kept, tuple(dict.fromkeys(notes)), known)


def _in_known_money(result: Offer | Issue, fx: FxRates, on: date) -> Offer | Issue:
    if isinstance(result, Offer):
        try:
            fx.rate(result.currency, on)
        except UnknownCurrency as unknown:
            message = f"{result.listed_as} ({result.unit}): {unknown}"
            return Issue(Level.WARNING, "unknown_currency", message, result.place)
    return result


def _needs_top_up(offer: Offer) -> bool:
    return any(factor.name == "top_up" for factor in offer.factors)


def _once(made: Sequence[Offer]) -> tuple[tuple[Offer, ...], list[Issue]]:
    """One offer for each thing sold; a second one of another price is an issue, not a coin toss."""
    kept: dict[tuple[str, ...], Offer] = {}
    issues = []
    for offer in made:
        identity = (offer.provider, offer.model, offer.listed_as)
        sold = (*identity, offer.access, offer.group, offer.unit)
        first = kept.setdefault(sold, offer)
        if (first.paid, first.currency) != (offer.paid, offer.currency):
            message = f"{offer.listed_as} ({offer.unit}) is priced twice; the first price is kept"
            issues.append(Issue(Level.WARNING, "priced_twice", message, offer.place))
    return tuple(kept.values()), issues


def _implausible(kept: Sequence[Offer], book: PriceBook, fx: FxRates, on: date) -> Iterator[Issue]:
    for offer in kept:
        share = against_list(offer, book, fx, on).share_of_list
        if share is not None and not PLAUSIBLE[0] <= share <= PLAUSIBLE[1]:
            group = f" in {offer.group}" if offer.group else ""
            message = f"{offer.listed_as}{group} ({offer.unit}) at {share:.6g} of list"
            yield Issue(Level.WARNING, "implausible", message, offer.place)
