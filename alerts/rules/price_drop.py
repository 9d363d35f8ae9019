"""A seller cut what the buyer pays, and a second read says so too."""

from collections.abc import Iterator

from alerts.drops import alert_per_seller
from alerts.night import Night
from market.judgement import Alert, Severity


def price_drop(night: Night) -> Iterator[Alert]:
    """One alert per operator and provider within seven days, led by its biggest move.

    Prices are the seller's own, in the seller's currency: a new list price or exchange rate is
    no drop. Cuts beyond 80 % go to ``suspect_price`` first.
    """
    believable = [move for move in night.moves if not move.suspect]
    yield from alert_per_seller("price_drop", night, believable, Severity.WARN)
