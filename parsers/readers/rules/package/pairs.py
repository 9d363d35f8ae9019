"""Two amounts of which one buys the other: "9.9 元/150 刀额度", "$1.99 Trial Plan worth $50".

Which of the two is paid, the money says: dollars are had for other money, and of one currency the
smaller sum is the price.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from parsers.readers.around import clause, holds
from parsers.readers.lexer.tokens import Scan
from parsers.readers.lexer.tokens import scan as scan_of
from parsers.readers.rules.price import units
from parsers.readers.rules.price.paid import is_paid
from parsers.readers.rules.quota.quantities import Quantity, quantities
from parsers.readers.rules.quota.stretches import stretch
from parsers.readers.text.lexicon import Words, words

_FAR = 60  # characters between the two amounts
_NEAR = 16  # characters beside them
_APART = ";|mnxz%tk"  # a token of these kinds between two amounts parts them
_RATE = (Decimal("6.2"), Decimal("7.7"))  # yuan a dollar at the bank: the same money said twice
_OTHERS = frozenset({"percent", "images"})
_FEWEST_REQUESTS = 10
# "$29→$87、$79→$237 每月用量": the period of the whole list
LISTED = re.compile(r"(?:m=m[,/]?){1,12}\.?(?P<period>p)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amounts next to each other, and what is said between and beside them."""

    left: Quantity
    right: Quantity
    per: str  # period named right behind the left one
    gap: str  # kinds of the tokens between them
    between: frozenset[str]  # sections of words
    behind: frozenset[str]
    ahead: frozenset[str]


def packages(scan: Scan) -> tuple[tuple[Pair, Quantity], ...]:
    """Two amounts of which one buys the other, and the one that is paid."""
    return _packages(scan.folded.original)


@lru_cache(maxsize=8)
def _packages(text: str) -> tuple[tuple[Pair, Quantity], ...]:
    scan = scan_of(text)
    amounts = [one for one in quantities(scan) if _is_lump(one)]
    said = words("packages", scan.folded.text) if len(amounts) > 1 else None
    pairs = [_pair(scan, said, *two) for two in pairwise(amounts)] if said is not None else []
    told = ((pair, _paid(pair)) for pair in pairs if pair is not None)
    return tuple((pair, paid) for pair, paid in told if paid and is_paid(scan, paid.at))


def _pair(scan: Scan, spoken: Words, left: Quantity, right: Quantity) -> Pair | None:
    first, per = _period(scan, left)
    start, end = scan.tokens[left.last].end, scan.tokens[right.first].start
    gap = scan.shape[first : right.first]
    if end - start > _FAR or holds(gap, _APART) or gap.count(",") > 1:
        return None
    listed = LISTED.match(scan.shape, left.first)
    quota = "p" in gap or (stretch(scan, right.first, right.last) and not listed)
    if quota or scan.shape[right.last + 1 : right.last + 2] == "/":
        return None  # of a day or a week, or the price of something else
    ahead, behind = scan.tokens[left.first].start, scan.tokens[right.last].end
    begin = scan.tokens[clause(scan.shape, left.first)[0]].start
    stop = scan.tokens[clause(scan.shape, right.first)[1] - 1].end
    places = (
        (start, end),
        (behind, min(stop, behind + _NEAR)),
        (max(begin, ahead - _NEAR), ahead),
    )
    said = ({word.section for word in spoken.between(*place)} for place in places)
    return Pair(left, right, per, gap, *map(frozenset, said))


def _period(scan: Scan, left: Quantity) -> tuple[int, str]:
    """Where the words behind the left amount and its period begin: "299¥/月，可使用600$"."""
    at = left.last + 1
    at += scan.shape[at : at + 1] in ("/", ".")
    count = scan.tokens[at].amount if scan.shape[at : at + 1] == "n" else None
    at += count is not None
    if scan.shape[at : at + 1] != "p":
        return left.last + 1, ""
    return at + 1, units.period(scan.tokens[at].value, count)


def _paid(pair: Pair) -> Quantity | None:
    """The amount that is paid; None where neither buys the other."""
    left, right = pair.left, pair.right
    if "other" in pair.between | pair.ahead or not _linked(pair):
        return None
    moneys = [one for one in (left, right) if _is_money(one)]
    if len(moneys) < 2:
        return moneys[0] if moneys else None
    if left.unit == right.unit:
        told = bool({"worth", "paid"} & (pair.between | pair.behind | pair.ahead))
        smaller = min(moneys, key=lambda one: one.amount)
        of_plan = pair.per and smaller is left and left.unit == "usd"  # "$19/mo with $110"
        return smaller if (told or of_plan) and left.amount != right.amount else None
    others = [one for one in moneys if one.unit != "usd"]
    dollars = sum(one.amount for one in moneys if one.unit == "usd")
    said = pair.between | pair.behind | pair.ahead
    if len(others) != 1 or not dollars or dollars == 1:
        return None
    plain = not {"worth", "paid", "gets"} & said
    return None if plain and _RATE[0] < others[0].amount / dollars < _RATE[1] else others[0]


def _linked(pair: Pair) -> bool:
    """Whether something says that one is had for the other."""
    if {"gets", "only"} & pair.between or "=" in pair.gap:
        return True
    if "requests" in (pair.left.unit, pair.right.unit):
        return pair.gap in ("", "/")
    if "worth" in pair.between | pair.behind:
        return "," not in pair.gap or "paid" in pair.ahead
    if "worth" in pair.ahead and pair.gap == "-":
        return True  # "Ключ OpenAI с балансом 5$ — 150 ₽"
    goods = not (_is_money(pair.left) and _is_money(pair.right))  # "10元/1000积分"
    return (pair.gap == "/" and goods) or (pair.gap == "" and pair.left.unit != pair.right.unit)


def _is_lump(one: Quantity) -> bool:
    """Whether the amount is money, or as much as is sold at once: "10元1000次"."""
    few = one.unit == "requests" and one.amount < _FEWEST_REQUESTS
    return one.unit not in _OTHERS and not few


def _is_money(one: Quantity) -> bool:
    return one.unit is not None and len(one.unit) == 3
