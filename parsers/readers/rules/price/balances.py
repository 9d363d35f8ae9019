"""What one credited dollar costs, where it is named as credit: "1 доллар баланса — 40 ₽", "$1 of
API credit for $0.35", "1 美元额度只需 0.5 元".
"""

import re
from collections.abc import Iterator
from functools import cache

from market.claims import TopUp
from market.types import Fact
from parsers.readers.around import before, in_line
from parsers.readers.facts import SURE, fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import tidy
from parsers.readers.rules.ratio.equations import READER, is_former
from parsers.readers.text.words import any_of, vocabulary

_NAMED = re.compile(r"(?P<left>m)[^mn;,|()]{1,6}(?P<right>m)")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Top-up rates stated as what a dollar of credit costs."""
    scan = ledger.told.text
    for match in found(_NAMED, scan):
        places = match.start("left"), match.start("right")
        credit, paid = (scan.tokens[at] for at in places)
        if credit.value != "USD" or credit.amount != 1 or not paid.amount or paid.amount == 1:
            continue
        between = scan.folded.text[credit.end : paid.start]
        if not _costs().fullmatch(between) or not ledger.free(*places):
            continue
        if before(scan.shape, places[0], "!b", reach=2) or in_line(scan.shape, places[0], "W"):
            continue
        ledger.take("top_up", *places)
        if not is_former(scan, match):
            value = TopUp(tidy(paid.amount), paid.value, "text")
            yield fact(scan, *places, value, READER, SURE)


@cache
def _costs() -> re.Pattern[str]:
    of, credit, costs = (any_of(words) for words in vocabulary("balances")["between"].values())
    return re.compile(rf"\s*(?:{of})?\s*(?:api[ -]?)?(?:{credit})\s*(?:{costs})?\s*")
