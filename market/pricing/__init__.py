"""The arithmetic that decides everything: what the buyer really pays, and what share of list that
is. Every factor is kept, nothing is rounded, and whatever cannot be priced is a named issue.
"""

from market.pricing.against import against_list, list_price
from market.pricing.numbers import plain_decimal
from market.pricing.seller import PricedSheet, offers
from market.pricing.topup import Chosen, choose_top_up

__all__ = [
    "Chosen",
    "PricedSheet",
    "against_list",
    "choose_top_up",
    "list_price",
    "offers",
    "plain_decimal",
]
