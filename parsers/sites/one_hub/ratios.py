"""Models and the ratios of the groups that may use them, which stand on two pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from market.claims import Multiplier, Rate
from market.supply import says_free
from market.types import Fact, Issue, Level, Listing, Unit

# What done-hub bills cached tokens of Anthropic's models at, as a part of the input price, where a
# price says nothing of them (the map in its own source). Other vendors' are billed as input.
_UNSAID = (
    (Unit.CACHE_READ, "default_cached_read_tokens", Decimal("0.1")),
    (Unit.CACHE_WRITE, "default_cached_write_tokens", Decimal("1.25")),
)


def joined(listings: Sequence[Listing]) -> list[Listing]:
    """Models with their groups' ratios, which then are no claims of their own.

    The bare price list adds nothing where the models say who may use them.
    """
    groups = _groups(listings)
    modelled = any(listing.key.startswith("model:") for listing in listings)
    priced = modelled or any(listing.key.startswith("price:") for listing in listings)
    dropped = ("group:",) if priced else ()
    if modelled:
        dropped = (*dropped, "price:")
    kept = [one for one in listings if one.issues or not one.key.startswith(dropped)]
    if any(fact.reader.startswith("done_hub/") for one in listings for fact in one.facts):
        kept = [_with_defaults(one) for one in kept]
    return [_with_ratios(listing, groups) for listing in kept]


def _groups(listings: Sequence[Listing]) -> dict[str, dict[str, Any]]:
    groups = {}
    for listing in listings:
        for fact in listing.facts:
            match fact.value:
                case Multiplier(value=ratio, group=name):
                    groups[name] = {
                        "group_ratio": ratio,
                        "group_place": fact.place,
                        "group_text": listing.title,
                        "free_group": says_free(f"{name} {listing.title}"),
                    }
                case _:
                    pass
    return groups


def _with_ratios(listing: Listing, groups: dict[str, dict[str, Any]]) -> Listing:
    """A group the map does not know leaves its rates without a ratio: hidden, not free."""
    facts = tuple(
        replace(fact, value=replace(fact.value, **groups.get(fact.value.group, {})))
        if isinstance(fact.value, Rate)
        else fact
        for fact in listing.facts
    )
    return replace(listing, facts=facts)


def _with_defaults(listing: Listing) -> Listing:
    added = tuple(fact for told in listing.facts for fact in _unsaid(told, listing))
    if not added:
        return listing
    message = f"{listing.title}: cached tokens are billed at done-hub's own defaults"
    issue = Issue(Level.INFO, "default_cache_ratio", message, added[0].place)
    return replace(listing, facts=(*listing.facts, *added), issues=(*listing.issues, issue))


def _unsaid(told: Fact, listing: Listing) -> Iterator[Fact]:
    rate, units = told.value, {f.value.unit for f in listing.facts if isinstance(f.value, Rate)}
    if not isinstance(rate, Rate) or rate.unit != Unit.INPUT or rate.owner.lower() != "anthropic":
        return
    for unit, name, part in _UNSAID:
        if unit not in units:
            factors = (*rate.factors, (name, part, ""))
            yield replace(told, value=replace(rate, unit=unit.value, factors=factors))
