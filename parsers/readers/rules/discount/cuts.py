"""Cuts of a price: each part of it with its way settled, as what it takes off and off whose."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parsers.readers.around import clause, holds, line
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.tokens import Scan
from parsers.readers.names import JOINTS
from parsers.readers.rules.discount.fractions import fractions
from parsers.readers.rules.discount.left_or_off import MERELY_FROM, way
from parsers.readers.rules.discount.nearby import near
from parsers.readers.rules.discount.own_price import off_own_price
from parsers.readers.rules.discount.portions import LEFT, Portion, portions

_LONGEST = 10  # parts of a sentence between semicolons
_BETWEEN = 5  # "25% and Claude Code at 3%"
_HEDGES_BEHIND = frozenset({"起", "以上", "左右", "から"})


@dataclass(frozen=True, slots=True)
class Cut:
    """What one number takes off a price, quoted by the tokens first to last."""

    at: int
    first: int
    last: int
    off: Decimal
    off_low: Decimal | None = None
    listed: int = 1  # how many stood in its list
    bound: str | None = None
    own: bool = False  # off the shop's own price


def cuts(scan: Scan) -> Iterator[Cut]:
    """Every cut the text speaks of, from left to right."""
    every = sorted([*portions(scan), *fractions(scan)], key=lambda one: one.first)
    ways = [way(scan, one) for one in every]
    left_until = -1  # "Claude at 19% of original price, GPT at just 1%": the line goes on so
    for at, one in enumerate(every):
        goes = ways[at]
        if not goes and at + 1 < len(every) and _joined(scan, one, every[at + 1]):
            goes = ways[at + 1]  # "at 35% and 5% of the official price"
        if not goes and one.first < left_until and _goes_on(scan, one):
            goes = LEFT
        if goes == LEFT and scan.shape[one.last] == "%":
            left_until = _sentence_end(scan, one.first)
        if goes:
            yield from _of(scan, one, goes)


def _sentence_end(scan: Scan, at: int) -> int:
    """Where the line of this token ends; a semicolon does not end it."""
    end = line(scan.shape, at)[1]
    for _ in range(_LONGEST):
        if end + 1 >= len(scan.tokens) or scan.tokens[end].text != ";":
            break
        end = line(scan.shape, end + 1)[1]
    return end


def _joined(scan: Scan, one: Portion, other: Portion) -> bool:
    """Whether the other part goes on where this one ends: "35% and 5%", "X at 35% and Y at 5%"."""
    between = scan.tokens[one.last + 1 : other.first]
    if scan.shape[one.last] != scan.shape[other.last] or not 0 < len(between) <= _BETWEEN:
        return False
    named = "M" in scan.shape[one.last + 1 : other.first]
    known = all(t.kind in "M/," or t.text in JOINTS or t.value == "at" for t in between)
    return known and (named or len(between) == 1)


def _goes_on(scan: Scan, one: Portion) -> bool:
    """Whether a bare "GPT at just 1%" can go on as the list before it began."""
    named = "M" in scan.shape[slice(*clause(scan.shape, one.first))]
    return named and not holds(near(scan, one).kinds(), "ks^bqfd!")


def _of(scan: Scan, one: Portion, goes: str) -> Iterator[Cut]:
    offs = [tidy(1 - part) if goes == LEFT else part for part in one.parts]
    bound, own = _bound(scan, one), off_own_price(scan, one, goes)
    if one.ranged:
        last = one.places[-1]
        yield Cut(last, one.first, one.last, max(offs), min(offs), bound=bound, own=own)
        return
    for at, off in zip(one.places, offs, strict=True):
        alone = len(offs) == 1
        first = one.first if alone else at
        last = one.last if alone or at == one.places[-1] else at
        yield Cut(at, first, last, off, listed=len(offs), bound=bound, own=own)


def _bound(scan: Scan, one: Portion) -> str | None:
    """How the number is hedged: "低至", "up to", "约", "85%+"."""
    words = near(scan, one)
    behind = [token for token in words.behind[:1] if token.text in _HEDGES_BEHIND]
    said = next((token for token in words.ahead[:3] + behind if token.kind == "l"), None)
    if words.ahead[:1] and words.ahead[0].text == "~" and not one.ranged:
        return "approx"
    if words.behind[:1] and words.behind[0].text == "~" and not one.ranged:
        return "up_to"  # 元の価格の 1 割〜
    if said is None:
        return "at_least" if words.behind[:1] and words.behind[0].text == "+" else None
    if one.ranged and said.text in MERELY_FROM:  # "от 30 до 60%": both ends are said
        return None
    return "up_to" if said.value == "low" else said.value
