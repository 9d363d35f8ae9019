"""What a call, an image, an account or a key costs: "19元/个", "1 毛一张", "每次4分钱"."""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.rules.amounts import PaidFor, price

# "19元/个", "1 毛一张", "4分钱一次", "$0.05/image"
_BEHIND = re.compile(r"(?P<paid>m)(?P<per>/?)(?P<one>n?)(?P<unit>u)")
# "每次4分钱"
_AHEAD = re.compile(r"(?P<unit>u)\.?(?P<paid>m)")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of one thing that is counted."""
    scan = ledger.told.text
    for match in found(_BEHIND, scan):
        unit = scan.tokens[match.start("unit")]
        one = match["one"] and scan.tokens[match.start("one")].amount == 1
        if one or (not match["one"] and (match["per"] == "/" or unit.text in "次张")):
            yield from price(ledger, match, "paid", PaidFor(unit.value))
    for match in found(_AHEAD, scan):
        unit = scan.tokens[match.start("unit")]
        if unit.text.startswith(("每", "单", "/")):
            yield from price(ledger, match, "paid", PaidFor(unit.value))
