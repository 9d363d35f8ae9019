"""The words around a part of a price that no other number owns, and what they say of it."""

import re
from dataclasses import dataclass

from parsers.readers.around import clause
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.names import JOINTS
from parsers.readers.rules.discount.portions import Portion

REACH = 4  # words that may stand between a part and the word that says its way
_STOPS = frozenset("nm%|,;")  # another number owns the words beyond it
_AND = JOINTS - {"+"}  # "85%+ savings"
_FAR = 12
_OF_OFF = 2  # "60% de desconto", "50% de un descuento"; not "85% of users save"
_PRICE = re.compile(r"^list$|preis|kosten|gebühr|tarif|pric(?:e|ing)")  # within longer words
_THAN = frozenset({"比", "于", "below", "under", "unter", "ниже", "低于", "thấp hơn"})
MAKERS = frozenset({"openai", "anthropic", "google", "xai"})  # names of those who set the price


@dataclass(frozen=True, slots=True)
class Near:
    """The words on both sides of a part that no other number owns, the nearest first."""

    ahead: list[Token]
    behind: list[Token]

    def kinds(self, reach: int = REACH) -> str:
        """The letters of the words at most so far away."""
        return "".join(token.kind for token in self.ahead[:reach] + self.behind[:reach])


def near(scan: Scan, one: Portion) -> Near:
    """The words around a part, in its clause; brackets open outwards only."""
    low, high = clause(scan.shape, one.first)
    ahead = _until(scan.tokens[max(low, one.first - _FAR) : one.first][::-1], ")")
    behind = _until(scan.tokens[one.last + 1 : min(high, one.last + 1 + _FAR)], "()")
    return Near(ahead, behind)


def _until(tokens: tuple[Token, ...], stops: str) -> list[Token]:
    end = next((i for i, t in enumerate(tokens) if t.kind in _STOPS or t.kind in stops), None)
    return list(tokens[:end])


def says_off(behind: list[Token]) -> bool:
    """ "20% off", "85%+ savings", "60% de desconto", "10% 折扣"; not "30% of the price"."""
    if behind[:1] and behind[0].kind == "q" and behind[0].value == "code":
        return True  # "a 10% coupon"
    off = next((i for i, t in enumerate(behind[:REACH]) if _is_off(t) or t.text in _AND), None)
    if off is None or not _is_off(behind[off]):
        return False
    return off <= _OF_OFF if behind[0].value == "of" else not of_price(behind[:off])


def _is_off(token: Token) -> bool:
    return (token.kind == "f" and token.value != "lessened") or token.value == "rest"


def of_price(behind: list[Token]) -> bool:
    """ "of the official price", "of OpenAI pricing", "des Originalpreises", "от номинала"."""
    if not behind or not (behind[0].value == "of" or behind[0].text == "от"):
        return False
    price = next((i for i, t in enumerate(behind[:6]) if t.kind in "ow" or is_price(t)), None)
    return price is not None and names_price(behind[price:])


def names_price(words: list[Token]) -> bool:
    """Whether the first of these is a price to compare with: "official", "official Claude rates",
    "the original", "the cost"; not "official limits", "the original quality", "the cost of Opus".
    """
    first, rest = words[0], words[1:5]
    if first.value == "price" and first.kind == "o":
        return True
    if is_price(first):
        return not of_another(rest)
    return any(map(is_price, rest)) or all(token.kind == "M" for token in rest[:2])


def of_another(words: list[Token]) -> bool:
    """ "... of GPT-4": another model's price, not the maker's for the same."""
    of = bool(words) and words[0].value == "of"
    return of and any(t.kind == "M" and t.text not in MAKERS for t in words[1:3])


def is_price(token: Token) -> bool:
    """ "price", "cost", "rates", 价格, "стоимости", "API-Preises"."""
    if token.value in ("price", "rate") and token.kind in ".r":
        return True
    return token.kind == "." and _PRICE.search(token.text) is not None


def compares(words: list[Token]) -> bool:
    """Whether one of the words is "than", 比, "чем", "als", ..."""
    return any(token.value == "than" or token.text in _THAN for token in words)
