"""Rates of a structured price sheet, joined with what a credited dollar costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from market import supply
from market.claims import CreditUnit, Rate
from market.nameprefixes import prefixes, resolve_behind
from market.names import ModelName
from market.pricebook import PriceBook
from market.pricing.numbers import product
from market.pricing.topup import Chosen
from market.pricing.traps import Listed, Trap, chinese_vendor, currency_ratio, trap
from market.types import Access, Basis, Factor, Issue, Level, Listing, Offer, Unit

_USUAL_QUOTA = Decimal(500_000)
_TOKENS_PRICED = Decimal(1_000_000)
INFERRED = "inferred_formula"  # the issue by which a sheet says so


@dataclass(frozen=True, slots=True)
class Placed:
    """A rate and where it stands."""

    rate: Rate
    listing: Listing
    name: ModelName | None

    @property
    def place(self) -> str:
        """The JSON pointer of the number the price is made from."""
        return self.rate.place or (self.rate.factors[-1][2] if self.rate.factors else "")


@dataclass(frozen=True)
class Sheet:
    """Every rate of one seller, and what all of them share."""

    rates: tuple[Placed, ...]
    chosen: Chosen
    quota: Factor  # quota points that make one credited dollar
    book: PriceBook
    on: date
    inferred: bool = False  # read by a formula that nobody confirmed

    @classmethod
    def of(cls, listings: Sequence[Listing], chosen: Chosen, book: PriceBook, on: date) -> "Sheet":
        """The sheet these listings make together."""
        placed = [
            (fact.value, listing)
            for listing in listings
            for fact in listing.facts
            if isinstance(fact.value, Rate)
        ]
        known = prefixes(rate.listed_as for rate, _ in placed)
        rates = (Placed(rate, at, resolve_behind(rate.listed_as, known)) for rate, at in placed)
        codes = {issue.code for listing in listings for issue in listing.issues}
        return cls(tuple(rates), chosen, _quota(listings), book, on, INFERRED in codes)

    @cached_property
    def yuan_groups(self) -> frozenset[str]:
        """Groups whose ratio is an exchange rate: close to 1/7, and Chinese vendors only."""
        close = {
            placed.rate.group
            for placed in self.rates
            if placed.rate.group_ratio and currency_ratio(placed.rate.group_ratio)
        }
        return frozenset(group for group in close if self._serves_chinese_vendors_only(group))

    def listed(self, name: ModelName | None) -> Listed:
        """The official prices of a model, where there are any."""
        if name is None:
            return Listed()
        units = (Unit.INPUT, Unit.OUTPUT)
        return Listed(*(self.book.price(name.provider, name.model, u, self.on) for u in units))

    def _serves_chinese_vendors_only(self, group: str) -> bool:
        names = {placed.name for placed in self.rates if placed.rate.group == group}
        known = [name for name in names if name]
        return bool(known) and all(chinese_vendor(name.provider) for name in known)


def sheet_offers(sheet: Sheet) -> Iterator[Offer | Issue]:
    """An offer for each rate, or the issue that says why there is none."""
    yield from _other_quota(sheet)
    for placed in sheet.rates:
        found = _trap(sheet, placed)
        yield _issue(placed, found) if found else _offer(sheet, placed)


def _trap(sheet: Sheet, placed: Placed) -> Trap | None:
    rate, name = placed.rate, placed.name
    found = trap(rate, name, sheet.listed(name))
    if found is None and rate.group in sheet.yuan_groups:
        return Trap("currency_group", "its group ratio is an exchange rate, not a discount")
    return found


def _issue(placed: Placed, found: Trap) -> Issue:
    rate = placed.rate
    group = f" in {rate.group}" if rate.group else ""
    message = f"{rate.listed_as}{group} ({rate.unit}): {found.message}"
    return Issue(found.level, found.code, message, placed.place)


def _offer(sheet: Sheet, placed: Placed) -> Offer:
    rate, name = placed.rate, placed.name
    if name is None:
        raise ValueError("a rate without a known model has no offer")
    credit = _credit_factors(sheet, rate)
    credit_usd = product(factor.value for factor in credit)
    real_money = rate.currency is not None
    chosen = sheet.chosen
    top_up = Factor("top_up", chosen.top_up.amount, chosen.place or chosen.top_up.source)
    factors = credit if real_money else (*credit, top_up)
    return Offer(
        provider=name.provider,
        model=name.model,
        listed_as=rate.listed_as,
        access=Access.RELAY_API,
        group=rate.group,
        supply=_supply(rate, name),
        unit=Unit(rate.unit),
        paid=product(factor.value for factor in factors),
        currency=rate.currency or chosen.top_up.currency,
        basis=_basis(sheet, rate),
        credit_usd=None if real_money else credit_usd,
        factors=factors,
        place=placed.place,
        digest=placed.listing.digest,
        listing=placed.listing.key,
    )


def _basis(sheet: Sheet, rate: Rate) -> Basis:
    """Exact is only what both formula and top-up price are known to be."""
    if sheet.inferred:
        return Basis.ASSUMED_TOP_UP
    return Basis.EXACT if rate.currency is not None else sheet.chosen.basis


def _credit_factors(sheet: Sheet, rate: Rate) -> tuple[Factor, ...]:
    written = tuple(Factor(*factor) for factor in rate.factors)
    unit = Factor("usd_per_ratio", _TOKENS_PRICED / sheet.quota.value, sheet.quota.place)
    ratio = rate.group_ratio if rate.group_ratio is not None else Decimal(1)
    group = Factor("group_ratio", ratio, rate.group_place)
    return (*written, unit, group) if rate.scale == "ratio" else (*written, group)


def _supply(rate: Rate, name: ModelName) -> str:
    claimed = supply.origin(f"{rate.group} | {rate.group_text} | {' | '.join(name.supply_terms)}")
    return claimed if claimed != "unknown" else supply.origin(rate.owner)


def _quota(listings: Sequence[Listing]) -> Factor:
    for listing in listings:
        for fact in listing.facts:
            if isinstance(fact.value, CreditUnit) and fact.value.quota_per_unit > 0:
                return Factor("quota_per_unit", fact.value.quota_per_unit, fact.place)
    return Factor("quota_per_unit", _USUAL_QUOTA)


def _other_quota(sheet: Sheet) -> Iterator[Issue]:
    ratios = any(placed.rate.scale == "ratio" for placed in sheet.rates)
    if ratios and sheet.quota.value != _USUAL_QUOTA:
        times = sheet.quota.value / _USUAL_QUOTA
        message = (
            f"quota_per_unit is {sheet.quota.value}: the page shows {times:.4g} times the billed"
            " price; the billed price is used"
        )
        yield Issue(Level.INFO, "page_shows_other_price", message, sheet.quota.place)
