"""schema.org's and OpenGraph's words for whether something is to be had."""

import re

from market.claims import StockBand
from market.types import Fact
from parsers.goods import Tag

_BANDS = {
    "instock": "in_stock", "onlineonly": "in_stock", "instoreonly": "in_stock",
    "limitedavailability": "some", "outofstock": "sold_out", "soldout": "sold_out",
    "discontinued": "sold_out", "oos": "sold_out", "preorder": "preorder", "presale": "preorder",
    "backorder": "preorder", "availablefororder": "preorder", "pending": "preorder",
}  # fmt: skip


def band(told: Tag | None) -> tuple[Fact, ...]:
    """The band a word like "https://schema.org/InStock" or "out of stock" stands for."""
    if told is None:
        return ()
    word = re.sub(r"[^a-z]", "", told.quote.lower().rpartition("/")[2])
    return (told.fact(StockBand(_BANDS[word])),) if word in _BANDS else ()
