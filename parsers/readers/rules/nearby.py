"""The words around a part of a price that no other number owns, and what they say of it."""

from dataclasses import dataclass

from parsers.readers.around import clause
from parsers.readers.rules.portions import Portion
from parsers.readers.token import Token
from parsers.readers.tokens import Scan

REACH = 4  # words that may stand between a part and the word that says its way
_STOPS = frozenset("nm%|,;")  # another number owns the words beyond it
_FAR = 12


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
    """ "20% off", "85%+ savings", "30 % Rabatt", "10% 长期折扣"; not "30% of the ... discount"."""
    if behind[:1] and behind[0].value == "of" and of_price(behind):
        return False
    return any(t.kind == "f" or (t.kind == "z" and t.value == "rest") for t in behind[:REACH])


def of_price(behind: list[Token]) -> bool:
    """ "of the official price", "of OpenAI pricing", "des Originalpreises", "от номинала"."""
    if not behind or not (behind[0].value == "of" or behind[0].text == "от"):
        return False
    return any(token.kind in "ow" or token.value in ("price", "rate") for token in behind[:6])


def compares(words: list[Token]) -> bool:
    """Whether one of the words is "than", 比, "чем", "als", ..."""
    return any(token.value == "than" or token.text in ("比", "于", "than") for token in words)
