"""What is compared with what: access, unit, provider, model tier and supply origin, in that order
of widening. Access kinds and units are different products and are never averaged together.
"""

from dataclasses import dataclass, replace

from market.types import Unit

ALL = "*"

# The fixed blend of token prices, and its two halves shown apart (market/trends/blend.py).
TOKENS = "tokens"
INPUT = "input"
OUTPUT = "output"
MEASURES = (TOKENS, INPUT, OUTPUT, Unit.USD_CREDIT, Unit.MONTH, Unit.ACCOUNT, Unit.KEY)

_WIDENING = ("supply", "tier", "provider")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One market within the market; ``*`` stands for every value of a dimension."""

    access: str
    unit: str  # one of MEASURES
    provider: str = ALL
    tier: str = ALL
    supply: str = ALL

    def __str__(self) -> str:
        """``relay_api/tokens/anthropic/premium/unknown``; what ``parse`` reads."""
        return "/".join((self.access, self.unit, self.provider, self.tier, self.supply))

    @property
    def short(self) -> str:
        """The same without ``*`` at its end: what people read, and may write."""
        return str(self).rstrip(f"/{ALL}")

    @property
    def parent(self) -> "Cell | None":
        """The next wider cell: supply, then tier, then provider given up; None for the widest."""
        for dimension in _WIDENING:
            if getattr(self, dimension) != ALL:
                return replace(self, **{dimension: ALL})
        return None

    def holds(self, other: "Cell") -> bool:
        """Whether ``other`` is this cell or lies within it."""
        if (self.access, self.unit) != (other.access, other.unit):
            return False
        return all(getattr(self, d) in {ALL, getattr(other, d)} for d in _WIDENING)


def parse(text: str) -> Cell:
    """A cell as written, missing ends taken for ``*``. Raises ValueError for anything else."""
    parts = text.split("/")
    if not 2 <= len(parts) <= 5 or not all(parts):
        raise ValueError(f"{text!r} is not like relay_api/tokens/anthropic/premium/unknown")
    if parts[1] not in MEASURES:
        raise ValueError(f"{parts[1]!r} in {text!r} is none of {', '.join(MEASURES)}")
    return Cell(*parts)
