"""An amount among the words about gifts around it."""

from dataclasses import dataclass
from functools import cached_property

from parsers.readers.around import clause, line
from parsers.readers.lexicon import Word, Words
from parsers.readers.rules.quantities import Quantity
from parsers.readers.tokens import Scan

_AHEAD, _CLOSE = 36, 26  # characters looked at
_DECIDING = frozenset({"give", "gift", "get", "yours", "pay"})


@dataclass(frozen=True)
class Offer:
    """An amount among the words about gifts around it."""

    scan: Scan
    words: Words
    amount: Quantity
    low: int  # first token that speaks of this amount and not of the one before
    high: int  # one behind the last

    @cached_property
    def ahead(self) -> tuple[Word, ...]:
        """Words shortly before the amount."""
        end = self.scan.tokens[self.amount.first].start
        return self.words.between(max(self.scan.tokens[self.low].start, end - _AHEAD), end)

    @cached_property
    def close(self) -> tuple[Word, ...]:
        """Words shortly after the amount."""
        start, last = self.scan.tokens[self.amount.last].end, self.scan.tokens[self.high - 1].end
        return self.words.between(start, min(start + _CLOSE, last))

    @cached_property
    def clause(self) -> tuple[Word, ...]:
        """Words of the clause."""
        return self._between(*clause(self.scan.shape, self.amount.first))

    @cached_property
    def line(self) -> tuple[Word, ...]:
        """Words of the line."""
        return self._between(*line(self.scan.shape, self.amount.first))

    def _between(self, low: int, high: int) -> tuple[Word, ...]:
        tokens = self.scan.tokens
        if low >= high:
            return ()
        return self.words.between(tokens[low].start, tokens[high - 1].end)

    @property
    def decided(self) -> str:
        """The section of the last word ahead that says who gives whom."""
        said = ["pay" if tops_up(word) else word.section for word in self.ahead]
        return next((role for role in reversed(said) if role in _DECIDING), "")


def tops_up(word: Word) -> bool:
    """Whether the word says that money is put in first."""
    return (word.section, word.meaning) == ("occasion", "top_up")


def has(words: tuple[Word, ...], *sections: str) -> bool:
    """Whether one of the words is of these sections."""
    return any(word.section in sections for word in words)
