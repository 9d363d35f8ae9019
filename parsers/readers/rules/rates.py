"""What one credited dollar costs, said as a rate: "汇率调整为1.2", "本站汇率：0.65"."""

from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import clause, line
from parsers.readers.facts import LIKELY
from parsers.readers.ledger import Ledger
from parsers.readers.rules.amounts import PaidFor, price_at
from parsers.readers.rules.bank_rate import is_bank_rate
from parsers.readers.rules.paid import is_paid
from parsers.readers.tokens import Scan

_RATE_WORDS = ("汇率", "курс", "exchange rate")
_HIGHEST = 10


def read(ledger: Ledger) -> Iterator[Fact]:
    """The rate behind each word for a rate; where it changes, the new one."""
    scan = ledger.told.text
    for word, token in enumerate(scan.tokens):
        if token.kind == "r" and token.text.endswith(_RATE_WORDS):
            yield from _rate(ledger, word)


def _rate(ledger: Ledger, word: int) -> Iterator[Fact]:
    scan = ledger.told.text
    places = [at for at in _behind(scan, word) if ledger.free(at) and is_paid(scan, at)]
    if len(places) != 1:
        return
    at = places[0]
    token = scan.tokens[at]
    asked = scan.tokens[word].text.startswith("充")
    if not 0 < (token.amount or 0) <= _HIGHEST or (
        not asked and is_bank_rate(token.amount, token.value or None)
    ):
        return
    yield price_at(ledger, at, (word, at), PaidFor("usd_credit", sure=LIKELY))


def _behind(scan: Scan, word: int) -> Iterator[int]:
    """Bare numbers behind the word, in its clause or behind the word of a change in the next."""
    end = clause(scan.shape, word)[1]
    later = clause(scan.shape, min(end + 1, len(scan.shape) - 1))[1]
    changes = any(token.value == "to" for token in scan.tokens[end:later])
    stop = min(later if changes else end, line(scan.shape, word)[1])
    for at in range(word + 1, stop):
        if scan.shape[at] in "xsr":
            return
        behind = scan.shape[at + 1 : at + 2]
        if scan.shape[at] in "nm" and behind not in ("=", "x", "z", "%", "u", "p", "c", "m"):
            yield at
