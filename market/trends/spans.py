"""What one offer cost over one stretch of nights, without its reasons."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """What one offer cost over one stretch of nights; ``valid_to`` is the first without it."""

    channel: str
    source: str
    provider: str
    model: str
    listed_as: str
    access: str
    group: str
    supply: str
    unit: str
    paid: Decimal
    currency: str
    basis: str
    valid_from: date
    valid_to: date | None

    def holds(self, night: date) -> bool:
        """Whether the offer cost this on that night."""
        return self.valid_from <= night and (self.valid_to is None or night < self.valid_to)
