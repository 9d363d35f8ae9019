"""What a table's column holds, by the words of its head: a price of what, whose, in which money."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.units import period
from parsers.readers.text.spellings import free
from parsers.readers.text.words import vocabulary

PRICED = frozenset({"price", "sale", "partner", "credit", "dollars", "both", "in", "out"})
# Numbers of these columns are no facts, and nobody else may take them for any.
ASIDE = frozenset(
    {"official", "average", "cost", "derived", "minimum", "technical", "identity", "lasting",
     "warranty", "sold", "legend", "topped"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: tokens ``first`` up to ``last`` of its scan, and its folded words."""

    scan: Scan
    first: int
    last: int
    words: str

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words as tokens."""
        return self.scan.tokens[self.first : self.last]

    @property
    def role(self) -> str:
        """What the column is for; "" where its words do not say."""
        return role(self.words)

    @property
    def unit(self) -> str:
        """The unit its words name: "1m_tokens", "call", "3 months"; "" where they name none."""
        return _named("unit", self.words) or self._period()

    @property
    def currency(self) -> str | None:
        """The money its words name."""
        return currency(self.tokens)

    @property
    def percent_off(self) -> bool:
        """Whether it states a discount of its own: "Basic (50% off)"."""
        shape = self.scan.shape[self.first : self.last]
        return "%f" in shape or ("f" in shape and "%" in shape) or "z" in shape

    def _period(self) -> str:
        """ "月付", "Giá 3 tháng", "/mo": what the column's prices last for."""
        for at in range(self.first, self.last):
            token = self.scan.tokens[at]
            if token.kind == "p":
                before = self.scan.tokens[at - 1] if at > self.first else None
                many = before.amount if before is not None and before.kind == "n" else None
                return period(token.value, many)
        return ""


def currency(tokens: tuple[Token, ...]) -> str | None:
    """The first money these words name."""
    return next((token.value.rpartition(" ")[2] for token in tokens if token.kind in "cm"), None)


@lru_cache(maxsize=2_000)
def role(words: str) -> str:
    """The role of a head with these folded words."""
    return _named("role", words)


def token_unit(words: str) -> str:
    """ "1m_tokens" or "1k_tokens" where words count tokens so; "" where they do not."""
    unit = _named("unit", words)
    return unit if unit.endswith("_tokens") else ""


@lru_cache(maxsize=4_000)
def _named(section: str, words: str) -> str:
    short = words[:_LONGEST]
    return next((name for name, way in _ways(section) if way.search(short)), "")


_LONGEST = 80  # characters of a head worth reading


@cache
def _ways(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((n, re.compile(free(found))) for n, found in vocabulary("heads")[section].items())
