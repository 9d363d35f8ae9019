"""What was read, in short strings that may be published: kinds, numbers and units, nothing else.

Hosts, handles and the sentences of a corpus stay where the corpus is.
"""

import re

from benchmarks.scoring.judge import MONEY
from benchmarks.scoring.words import Fact, unit

_VALUE = {"discount": "off", "coupon": "off", "multiplier": "value"}
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _]{0,24}")


def spoken(fact: Fact) -> str:
    """A fact about money in a few words: "price 0.6 CNY usd credit"; of any other its kind."""
    kind: str = fact["kind"]
    if kind not in MONEY:
        return kind
    said = [kind, _number(fact.get(_VALUE.get(kind, "amount")))]
    match kind:
        case "price":
            said += [_word(fact.get("currency")), _word(unit(fact.get("per")))]
        case "volume" | "bonus":
            said += [_word(fact.get("unit")), _word(fact.get("period") or "total")]
    return " ".join(said)


def _number(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, int | float) else "?"


def _word(value: object) -> str:
    """A unit or currency; whatever is no plain word might be the seller's own."""
    written = str(value or "")
    return written if _WORD.fullmatch(written) else "?"
