"""Tokens by their place in the original text, for readers that look at quotes and brackets."""

from bisect import bisect_left
from decimal import Decimal

from market.claims import Value
from market.types import Fact
from parsers.readers.facts import LIKELY, SURE
from parsers.readers.ledger import Ledger


class Places:
    """The numbers of a listing between two places of its text."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._scan = ledger.told.text
        starts = self._scan.folded.starts
        self._starts = [starts[token.start] for token in self._scan.tokens]

    def _numbers(self, low: int, high: int) -> list[int]:
        first, last = bisect_left(self._starts, low), bisect_left(self._starts, high)
        return [at for at in range(first, last) if self._scan.shape[at] in "nm"]

    def free(self, low: int, high: int) -> bool:
        """Whether no number here has a meaning yet."""
        return self._ledger.free(*self._numbers(low, high))

    def aside(self, low: int, high: int) -> None:
        """These numbers are no facts."""
        self._ledger.take("aside", *self._numbers(low, high))

    def repeated(self, low: int, high: int, amount: Decimal) -> None:
        """The same amount said again here is no second fact."""
        tokens = self._scan.tokens
        again = [at for at in self._numbers(low, high) if tokens[at].amount == amount]
        self._ledger.take("aside", *again)

    def fact(self, low: int, high: int, value: Value, reader: str, *, sure: bool) -> Fact:
        """A fact that quotes this stretch; its numbers mean nothing else."""
        self._ledger.take("price", *self._numbers(low, high))
        text = self._scan.folded.original
        high += text[high : high + 1] in ('"', "'", "`") and high < len(text)
        return Fact(
            value=value,
            quote=text[low:high],
            span=(low, high),
            reader=reader,
            confidence=SURE if sure else LIKELY,
        )
