"""Bare numbers behind plans in lists of Chinese sellers: "代充 Claude Pro 138，Max 5x 680"."""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.facts import LIKELY, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.official import list_prices
from parsers.readers.rules.price.spoken import is_chinese

_BARE = re.compile(r"(?P<plan>M)[.=]{0,3}(?P<paid>n)(?=[,;|()]|$)")
# Somebody hands over or renews: without it the number may be anything.
_SELLING = re.compile(
    r"代充|直充|代开|成品|出售|售价|卖|价格|价目|报价|现货|批发|卡密|秒发|独享|会员"
)
_LEAST, _MOST = 5, 20_000


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of plans without money or time, where the listing says that they are sold."""
    scan = ledger.told.text
    if not is_chinese(scan) or not _SELLING.search(scan.folded.text[:_FAR]):
        return
    for match in found(_BARE, scan):
        plan, amount = scan.tokens[match.start("plan")], scan.tokens[match.start("paid")].amount
        if not is_plan(plan.text) or amount is None or amount in list_prices(plan.text, plan.value):
            continue
        if _LEAST <= amount <= _MOST:
            yield from price(ledger, match, "paid", PaidFor("account", "CNY", sure=LIKELY))


_FAR = 2000  # characters in which a seller says what he does
