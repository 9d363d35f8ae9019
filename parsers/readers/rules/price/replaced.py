"""Amounts that another has taken the place of: "由 ¥598 调整为 ¥698", "$12→$15"."""

from decimal import Decimal

from parsers.readers.around import clause, holds
from parsers.readers.lexer.tokens import Scan

_ARROWS = frozenset({"→", "->", "=>"})
_REACH = 6  # tokens between the old amount and the sign of change
_NEAR = 3  # tokens between that sign and the new amount


def replaced_by(scan: Scan, at: int) -> int | None:
    """The place of the amount that holds instead of this one; None where this one holds."""
    high = clause(scan.shape, at)[1]
    for place in range(at + 1, min(at + _REACH, high)):
        token = scan.tokens[place]
        if token.kind == "a" or token.text in _ARROWS:
            later = _first_amount(scan, place + 1, min(place + _NEAR, high))
            holds_now = later is not None and (token.kind == "a" or _is_near(scan, at, later))
            return later if holds_now else None
        if token.kind in "nm" and token.amount != 1:  # one dollar, one month: what it is for
            return None
    return None


def _first_amount(scan: Scan, low: int, high: int) -> int | None:
    return next((at for at in range(low, high) if scan.shape[at] in "nm"), None)


def _is_near(scan: Scan, at: int, later: int) -> bool:
    """Whether an arrow leads to a new price rather than to the credit that is had for it."""
    old, new = scan.tokens[at], scan.tokens[later]
    words = scan.shape[slice(*clause(scan.shape, at))]
    if not old.amount or not new.amount or new.value not in ("", old.value):
        return False
    return not holds(words, "rvb") and Decimal("0.5") <= new.amount / old.amount <= 2
