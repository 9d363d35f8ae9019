"""One claim in people's words, and what its surroundings add to it."""

from dataclasses import dataclass

from market import supply
from market.claims import Supply
from market.names import ModelName, plan, resolve
from market.types import Access, Fact, Issue, Level, Listing, Unit

TOKENS = frozenset({Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ, Unit.CACHE_WRITE})
_RELAYED = TOKENS | {Unit.USD_CREDIT, Unit.CALL, Unit.IMAGE}
_PLAN_UNITS = {Unit.MONTH, Unit.ACCOUNT}


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in the listing it was made in."""

    fact: Fact
    listing: Listing

    def origin(self, group: str) -> str:
        """The supply origin its group claims, else the listing's title and supply words."""
        own = supply.origin(group)
        if own != "unknown":
            return own
        claims = [f.value.text for f in self.listing.facts if isinstance(f.value, Supply)]
        return supply.origin(" | ".join((self.listing.title, *claims)))

    def issue(self, code: str, message: str, level: Level = Level.WARNING) -> Issue:
        """Why it was not priced."""
        title = self.listing.title or self.listing.key
        return Issue(level, code, f"{title}: {message}", self.fact.place)


def named(text: str, unit: Unit) -> ModelName | None:
    """The model a text names; the plan, where months and accounts are sold."""
    if not text:
        return None
    return plan(text) if unit in _PLAN_UNITS else resolve(text)


def access(written: str, unit: Unit) -> Access:
    """How the buyer gets at it; tokens and credit are a relay's unless said otherwise."""
    try:
        said = Access(written)
    except ValueError:
        said = Access.UNKNOWN
    return Access.RELAY_API if said is Access.UNKNOWN and unit in _RELAYED else said
