"""An amount among the words about gifts around it."""

from dataclasses import dataclass
from functools import cached_property

from parsers.readers.around import clause, line
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.quota.quantities import Quantity
from parsers.readers.text.lexicon import Word, Words

_AHEAD, _CLOSE = 36, 26  # characters looked at
_FILLERS = frozenset(
    " :=~约得可有即就能达大概最高a,的领随机改为0123456789.-调整至到是一人位名每天日でにはをと双方"
)
_GOODS = ("account", "key")
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

    def touched(self, section: str) -> bool:
        """Whether a word of this section stands right before it: "注册约 $70", "extra $10"."""
        last = self.ahead[-1] if self.ahead else None
        if last is None or last.section != section or last.meaning == "top_up":
            return False
        start = self.scan.tokens[self.amount.first].start
        return not set(self.scan.folded.text[last.end : start]) - _FILLERS

    def is_called_a_gift(self) -> bool:
        """Whether the words beside it call it given, free or a bonus."""
        told = self.decided in ("give", "gift") and not self._of_goods()
        return told or self.touched("free") or has(self.close, "gift") or self._plainly_free()

    def _plainly_free(self) -> bool:
        """ "$5 free", "10 刀免费": the word touches the amount."""
        first = self.close[0] if self.close else None
        end = self.scan.tokens[self.amount.last].end
        return first is not None and first.section == "free" and first.start <= end + 1

    def _of_goods(self) -> bool:
        """ "GCP 赠金账号 20 元": an account or key stands between the gift and the amount."""
        start, first = self.ahead[-1].end, self.amount.first
        tokens = self.scan.tokens[max(self.low, first - 6) : first]
        goods = (token for token in tokens if token.kind == "u" and token.value in _GOODS)
        return any(token.start >= start for token in goods)


def tops_up(word: Word) -> bool:
    """Whether the word says that money is put in first."""
    return (word.section, word.meaning) == ("occasion", "top_up")


def has(words: tuple[Word, ...], *sections: str) -> bool:
    """Whether one of the words is of these sections."""
    return any(word.section in sections for word in words)
