"""How the official price book is made: two published tables in, dated rows out. Nothing here asks
the network; whoever refreshes brings the tables.
"""

from market.prices.build import build, disagreements
from market.prices.refresh import Refreshed, refresh
from market.prices.rows import PriceRow, dump_rows, parse_rows
from market.prices.tables import Quote, installed_genai_quotes, litellm_quotes

__all__ = [
    "PriceRow",
    "Quote",
    "Refreshed",
    "build",
    "disagreements",
    "dump_rows",
    "installed_genai_quotes",
    "litellm_quotes",
    "parse_rows",
    "refresh",
]
