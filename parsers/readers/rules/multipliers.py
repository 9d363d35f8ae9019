"""Multipliers (倍率) as written, with the group they belong to; cache ratios, plan tiers, sizes and
comparisons are none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import Multiplier
from market.types import Fact
from parsers.readers.around import after, before, clause, in_line, is_struck
from parsers.readers.facts import LIKELY, SURE, fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.rules.cells import Cell
from parsers.readers.subject import subject
from parsers.readers.tokens import Scan

READER = "multiplier/2"

# "0.2倍率", "0.16 倍倍率", "0.02x", "2.5×", "0.5 倍消耗"; a range "0.4x - 0.7x" is two
_BEHIND = re.compile(r"(?P<n>n)(?P<x>x)")
# "倍率0.12", "倍率定为7.5（原5）", "倍率: 0.2", "倍率 2→2.5" and "倍率 ~~0.5~~ 0.4" (the new one)
_AHEAD = re.compile(r"(?P<x>x)[.=l(]{0,4}(?P<old>n=|n(?=n))?(?P<n>n)")
_HEAD = re.compile(r"倍率|multiplier|倍数|group ratio|ratio", re.IGNORECASE)
_HIGHEST = Decimal(50)
_PLAN_WORDS = frozenset({"plus", "pro", "max", "team", "ultra"})  # "6.25X Plus" is a tier
# the name before the word for group, or right behind it: "claude-max 分组 1.4", "分组：vip 0.8"
_GROUP_WORD = re.compile(r"组|group|tier", re.IGNORECASE)  # without one, do not even look
_GROUP = re.compile(
    r"(?P<a>[a-z][\w.+-]*(?: [a-z\d][\w.+-]*){1,3}|\w[\w.+-]*) ?(?:分组|组|group|tier)\W{0,3}$"
    r"|(?:分组|group|tier)[:：\s]\s*(?P<b>\w[\w.+-]*)\W{0,3}$",
    re.IGNORECASE,
)


def read(ledger: Ledger) -> Iterator[Fact]:
    """Billing multipliers stated in words."""
    for pattern in (_BEHIND, _AHEAD):
        for match in found(pattern, ledger.told.text):
            at, word = match.start("n"), match.start("x")
            if ledger.free(at) and _counts(ledger.told.text, at, word, match):
                yield multiplier_of(ledger, at, match.start(), match.end() - 1)


def is_multiplier_head(head: str) -> bool:
    """Whether a column holds multipliers."""
    return _HEAD.search(head) is not None


def _counts(scan: Scan, at: int, word: int, match: re.Match[str]) -> bool:
    """Whether the number is what usage is multiplied with."""
    shape, value = scan.shape, scan.tokens[at].amount
    if value is None or not 0 < value <= _HIGHEST or in_line(shape, at, "W"):
        return False
    if "k" in shape[slice(*clause(shape, at))]:  # a cache's ratio
        return False
    if match.re is _AHEAD:
        return _follows(scan, at, word, match)
    return scan.tokens[word].value == "rate" or _is_no_tier(scan, at, word)


def _follows(scan: Scan, at: int, word: int, match: re.Match[str]) -> bool:
    """Behind the word: "倍率 1.8 元/美元" is a price (no bare number), "倍率0.3折" a discount."""
    if match["old"] == "n" and not is_struck(scan, match.start("old")):
        return False
    return scan.tokens[word].value == "rate" and not after(scan.shape, at, "z%", reach=1)


def _is_no_tier(scan: Scan, at: int, word: int) -> bool:
    """A bare "x": "20x" is a plan tier, "10x cheaper" a comparison, "5x credit" a bonus."""
    shape, value = scan.shape, scan.tokens[at].amount or Decimal(0)
    tier = value == value.to_integral_value() and value >= 2
    if tier or after(shape, word, "fwvb") or before(shape, at, "!", reach=1):
        return False
    return scan.tokens[min(word + 1, len(shape) - 1)].text not in _PLAN_WORDS


def multiplier_of(ledger: Ledger, at: int, first: int, last: int, cell: Cell | None = None) -> Fact:
    """The number at this token as a multiplier, quoted with the tokens ``first`` to ``last``."""
    ledger.take("multiplier", at)
    scan = ledger.told.text
    about = subject(ledger.told, at)
    start = scan.folded.where(scan.tokens[first].start, scan.tokens[first].end)[0]
    value = Multiplier(
        scan.tokens[at].amount or Decimal(0),
        group=cell.group if cell else _group(scan.folded.original[max(0, start - 60) : start]),
        provider=about.provider,
        model=about.model,
        withdrawn=is_struck(scan, at),
    )
    return fact(scan, first, last, value, READER, LIKELY if cell else SURE)


def _group(words: str) -> str:
    named = _GROUP.search(words) if _GROUP_WORD.search(words) else None
    return (named["a"] or named["b"]) if named else ""
