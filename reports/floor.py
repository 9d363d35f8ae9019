"""The share of list below which arbitrage of subscriptions no longer explains a price."""

from datetime import date
from decimal import Decimal

# From when on: the plan that yields most usage at list price per dollar paid, driven to its limit.
# 1.4% is a 200-dollar plan exhausted to 14,000 dollars of list price a month.
# Rows are appended, never edited.
_FLOORS = ((date.min, Decimal("0.014")),)


def cost_floor(on: date) -> Decimal:
    """The cost floor in force on a day; an offer below it suggests theft, promotions or swaps."""
    return max((row for row in _FLOORS if row[0] <= on), key=lambda row: row[0])[1]
