"""The one ratio a channel shows of a cell in a period, and what of its move is not the seller's."""

from dataclasses import dataclass
from datetime import date

from market.trends.cells import Cell


@dataclass(frozen=True, slots=True)
class Observation:
    """Hundreds of rows that share one group ratio are one observation.

    ``log_ratio`` is ln(what the buyer pays ÷ official price of the day): the median over the nights
    of the period of the median over the rows. ``list_part`` and ``fx_part`` are what list prices
    and exchange rates have done to it since a fixed day: the rest, the seller's part, is the same
    median with every model at its first list price in the book and every currency at its first
    rate in the table. They are levels, not steps: Δ log_ratio = Δ seller + Δ list_part + Δ fx_part
    between any two periods, whatever was missed in between.
    """

    period: date  # its first day: a Monday, where periods are weeks
    channel: str
    operator: str  # who runs it as far as is known now; its own key if nobody knows
    cell: Cell  # a leaf
    log_ratio: float
    list_part: float
    fx_part: float
    lowest: float  # of the rows that were read without assumption; log_ratio where none was
    rows: int  # offers behind it
    nights: int  # on which it was read
    implausible: int  # rows left out, as 0.001 to 3 is all a share of list can be
    exact: int  # rows read without assumption
    currency: str  # that most rows ask for
