"""What is said about an amount: right beside it, in its clause, in its line, in the head."""

from dataclasses import dataclass
from functools import cached_property

from parsers.readers.around import before, clause, in_line, line
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.quota.quantities import Quantity
from parsers.readers.rules.quota.stretches import billed, stretch
from parsers.readers.text.lexicon import Words, words

_AHEAD, _BEHIND = 16, 20  # characters
_HEAD = 400
_SOLD = frozenset({"price", "discount", "multiplier", "top_up"})
_WITH = frozenset(
    {"with", "for", "mit", "avec", "con", "com", "с", "kèm", "dengan", "→", "->", "含"}
)
_COMPARED = frozenset("≥≤><")


@dataclass(frozen=True)
class Whole:
    """The listing of an amount: its words, and what its head says."""

    ledger: Ledger
    words: Words
    head: frozenset[str]
    billed: str | None
    sold: bool

    @classmethod
    def of(cls, ledger: Ledger) -> "Whole":
        """The listing, with what its text and its head say about quotas."""
        head, text = ledger.told.head, ledger.told.head.folded.text[-_HEAD:]
        said = frozenset(word.section for word in words("quotas", text).between(0, len(text)))
        spoken = words("quotas", ledger.told.text.folded.text)
        return cls(ledger, spoken, said, billed(head), not _SOLD.isdisjoint(ledger.roles.values()))


class Surroundings:
    """An amount and the sections of the words around it."""

    def __init__(self, whole: Whole, amount: Quantity, between: tuple[int, int]) -> None:
        """``between``: the amounts before and behind, whose words are their own."""
        self.whole, self.ledger, self.amount = whole, whole.ledger, amount
        self._others = between
        self.scan: Scan = whole.ledger.told.text
        self._clause = clause(self.scan.shape, amount.first)
        self._line = line(self.scan.shape, amount.first)

    @cached_property
    def period(self) -> str | None:
        """The stretch of time the amount is for, where one is named."""
        return stretch(self.scan, self.amount.first, self.amount.last)

    @cached_property
    def near(self) -> set[str]:
        """Words right beside the amount."""
        tokens = self.scan.tokens
        start, end = tokens[self.amount.first].start, tokens[self.amount.last].end
        first, last = max(self._clause[0], self._others[0]), min(self._clause[1], self._others[1])
        ahead = self.whole.words.between(max(tokens[first].start, start - _AHEAD), start)
        stop = min(tokens[last - 1].end, end + _BEHIND)
        behind = self.whole.words.between(end, stop)
        if last == self._others[1]:  # what touches the next amount speaks of that one
            behind = tuple(word for word in behind if word.end < tokens[last - 1].end)
        return {word.section for word in (*ahead, *behind)}

    @cached_property
    def line(self) -> set[str]:
        """Words of the line."""
        return self._among(*self._line)

    @cached_property
    def lasting(self) -> str | None:
        """The only period of a line that has a price: how long is paid for, and may be used."""
        scan = self.scan
        named = {
            scan.tokens[at].value
            for at in range(*self._line)
            if scan.shape[at] == "p" and scan.shape[at - 1 : at] not in ("n", "!")
        }
        return named.pop() if self.priced and len(named) == 1 else None

    @property
    def priced(self) -> bool:
        """Whether the line has a price."""
        return any(self.ledger.roles.get(at) == "price" for at in range(*self._line))

    def comes_with(self) -> bool:
        """ "$19/mo with $110": more dollars than the price just before, for the same month."""
        tokens, first = self.scan.tokens, self.amount.first
        if self.lasting is None or first == 0 or tokens[first - 1].text not in _WITH:
            return False
        priced = (at for at in range(self._line[0], first) if self.ledger.roles.get(at) == "price")
        price = tokens[max(priced, default=first)]
        return price.value == "USD" and (price.amount or 0) < self.amount.amount

    def is_money(self) -> bool:
        """Whether the amount is in a currency."""
        return self.scan.shape[self.amount.at] == "m"

    def is_a_price(self) -> bool:
        """ "$5/day": a price, unless the next words make it a limit."""
        return self.scan.shape[self.amount.last + 1 : self.amount.last + 2] == "/"

    def names_a_model(self) -> bool:
        """Whether the clause names a model: "gpt-4.1 一天5次"."""
        return "M" in self.scan.shape[slice(*self._clause)]

    def is_possible(self) -> bool:
        """Nothing says that the amount is paid, somebody else's, an example, or goes through."""
        scan, at = self.scan, self.amount.first
        if before(scan.shape, at, "bswo!") or in_line(scan.shape, at, "W"):
            return False
        compared = self.is_money() and at > 0 and scan.tokens[at - 1].text in _COMPARED
        if compared or self._asked() or "k" in scan.shape[slice(*self._clause)]:
            return False
        if "told" in self._ahead(self._clause) or "example" in self._ahead(self._line):
            return False
        said = self._among(*self._clause)
        if "cloud" in said and not self.whole.sold:
            return False
        if self.period == "minute":  # what one account may do, not what a platform can take
            return bool(self.near & {"limit", "quota"}) and "goods" in self.line
        return "through" not in said or "capacity" in said

    def _asked(self) -> bool:
        """Whether the line is a question."""
        tokens, end = self.scan.tokens, self._line[1]
        return end < len(tokens) and tokens[end].text in ("?", "？")

    def _ahead(self, place: tuple[int, int]) -> set[str]:
        tokens = self.scan.tokens
        return self._between(tokens[place[0]].start, tokens[self.amount.first].start)

    def _among(self, low: int, high: int) -> set[str]:
        tokens = self.scan.tokens
        return self._between(tokens[low].start, tokens[high - 1].end)

    def _between(self, start: int, end: int) -> set[str]:
        return {word.section for word in self.whole.words.between(start, end)}
