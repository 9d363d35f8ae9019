"""What is this site, what does it charge, how sure are we: one visit, nothing stored."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from crawler.run import crawl
from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import (
    Chosen,
    PricedSheet,
    against_list,
    choose_top_up,
    offers,
    plain_decimal,
)
from market.types import Issue, Level, Listing, Offer, Outcome, Page, Priced, Seller
from market.visits import Reading, Visit, Visited
from market.wire import plain
from monitor.errands import crawl_plan
from monitor.settings import Settings
from parsers.read import read_visit
from storage.archive import Archive

SHOWN = 8  # significant digits
NOTHING = PricedSheet((), (), None)


def probe(url: str, settings: Settings, book: PriceBook, fx: FxRates, on: date) -> dict[str, Any]:
    """The object of DESIGN §10: outcome, family, top-up, offers, facts, identifiers, issues."""
    visited, pages = visit(url, settings)
    if visited.outcome is not Outcome.READ:
        return _answer(url, visited, Reading(visited.outcome, visited.family), NOTHING)
    reading = read_visit(pages)
    if reading.outcome is not Outcome.READ:  # what half of a site says is no price
        bare = Reading(reading.outcome, reading.family, issues=reading.issues)
        return _answer(url, visited, bare, NOTHING)
    shown = _by_seller(reading.listings)
    sheet = _together([offers(listings, book, fx, on) for listings in shown])
    answer = _answer(url, visited, reading, sheet)
    answer["top_up"] = _top_up(sheet, choose_top_up(shown[0] if shown else []))
    answer["offers"] = [_offer(offer, against_list(offer, book, fx, on)) for offer in sheet.offers]
    return answer


def _by_seller(listings: Iterable[Listing]) -> list[list[Listing]]:
    """What the site itself shows; where it only lists others, what each of them does."""
    groups: dict[Seller | None, list[Listing]] = {}
    for listing in listings:
        groups.setdefault(listing.seller, []).append(listing)
    return [groups[None]] if None in groups else list(groups.values())


def _together(sheets: Sequence[PricedSheet]) -> PricedSheet:
    """Each seller's prices stand on his own recharge price: of several, none is the site's."""
    made = tuple(offer for sheet in sheets for offer in sheet.offers)
    issues = tuple(issue for sheet in sheets for issue in sheet.issues)
    return PricedSheet(made, issues, sheets[0].top_up if len(sheets) == 1 else None)


def visit(url: str, settings: Settings) -> tuple[Visited, list[Page]]:
    """One polite visit and the pages it brought; its archive is gone when this returns."""
    with tempfile.TemporaryDirectory(prefix="resalewatch-") as folder:
        return _visit(url, settings, Path(folder))


def _visit(url: str, settings: Settings, folder: Path) -> tuple[Visited, list[Page]]:
    store = settings.store.model_copy(update={"archive": folder})
    here = settings.model_copy(update={"store": store})
    arrived: list[Visited] = []
    plan = crawl_plan(here, "probe", [Visit(id="probe", name="probe", url=url)])
    crawl(
        replace(plan, settings=replace(plan.settings, icons=False)),  # four requests are enough
        on_visited=arrived.append,
        on_progress=lambda _detail: None,
    )
    visited = arrived[0]
    archive = Archive(folder)
    return visited, [
        replace(archive.page(capture), evidence=capture.evidence) for capture in visited.captures
    ]


def _answer(url: str, visited: Visited, reading: Reading, sheet: PricedSheet) -> dict[str, Any]:
    issues = {
        *visited.issues,
        *reading.issues,
        *sheet.issues,
        *(issue for listing in reading.listings for issue in listing.issues),
    }
    if reading.outcome is Outcome.READ and not sheet.offers:
        issues.add(Issue(Level.INFO, "no_offer", "nothing here could be priced"))
    return {
        "url": url,
        "outcome": reading.outcome.value,
        "family": reading.family,
        "requests": visited.requests,
        "named_after": visited.named_after,
        "top_up": None,
        "offers": [],
        "facts": [_fact(listing, i) for listing in reading.listings for i in _told(listing)],
        "identifiers": [
            {"kind": one.kind, "value": one.value} for one in sorted(reading.identifiers)
        ],
        "issues": [plain(issue) for issue in sorted(issues)],
    }


def _top_up(sheet: PricedSheet, chosen: Chosen) -> dict[str, str] | None:
    if sheet.top_up is None:
        return None
    return {
        "amount": plain_decimal(sheet.top_up.amount),
        "currency": sheet.top_up.currency,
        "source": sheet.top_up.source,
        "basis": chosen.basis.value,
    }


def _told(listing: Listing) -> list[int]:
    """Facts a person wants to see; the rates of a price sheet are shown as offers instead."""
    return [i for i, fact in enumerate(listing.facts) if fact.kind != "rate"]


def _fact(listing: Listing, index: int) -> dict[str, Any]:
    fact = listing.facts[index]
    value = plain(fact.value)
    told = value if isinstance(value, dict) else {}
    seller = {} if listing.seller is None else {"seller": listing.seller.name}
    return {"kind": fact.kind, **told, "quote": fact.quote, "place": fact.place, **seller}


def _offer(offer: Offer, priced: Priced) -> dict[str, Any]:
    return {
        "provider": offer.provider,
        "model": offer.model,
        "listed_as": offer.listed_as,
        "access": offer.access.value,
        "group": offer.group,
        "supply": offer.supply,
        "unit": offer.unit.value,
        "currency": offer.currency,
        "basis": offer.basis.value,
        "factors": [plain(factor) for factor in offer.factors],
        "credit_usd": _number(offer.credit_usd),
        "paid": _number(offer.paid),
        "paid_usd": _number(priced.paid_usd, SHOWN),
        "list_usd": _number(priced.list_usd),
        "share_of_list": _number(priced.share_of_list, SHOWN),
    }


def _number(value: Decimal | None, significant: int | None = None) -> str | None:
    """What a site states is shown to its last digit, what we divide to eight."""
    return None if value is None else plain_decimal(value, significant)
