"""The amount that a field or a place in a row of code holds: 129_000, "350.000đ", "$9.99/mo"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.readers.lexer.numbers import number, tidy
from parsers.readers.lexer.tokens import scan
from parsers.readers.rules.code.literals import Piece
from parsers.readers.rules.table.cells import amounts

# 1999, 129_000, 250000.0000, 9.99m, -5; a comment may stand behind
_BARE = re.compile(
    r"(?P<digits>-?\d[\d_]{0,15}(?:\.\d{1,6})?)(?:[nNlLfFdDmM]|\s*(?://|#|--|/\*).*)?"
)
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LONGEST = 60  # characters of a price


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as written, with the money and unit written beside it."""

    amount: Decimal
    money: str | None = None
    per: str = ""


def figure(piece: Piece, money: str | None = None) -> Figure | None:
    """What the literal amounts to, in this money where it names none; None for no amount."""
    words = piece.text.strip()
    if not words or len(words) > _LONGEST:
        return None
    if found := _BARE.fullmatch(words):
        return _plain(found["digits"].replace("_", ""), money, quoted=piece.kind == "string")
    return _said(words, money) if piece.kind == "string" or not words[0].isalpha() else None


def _plain(digits: str, money: str | None, *, quoted: bool) -> Figure | None:
    """Digits alone. Dots between groups of three in a string part thousands: no price has mills."""
    if quoted and _DOTTED.fullmatch(digits):
        digits = digits.replace(".", "")
    amount = number(digits, None)
    return None if amount is None or amount < 0 else Figure(amount, money)


def _said(words: str, money: str | None) -> Figure | None:
    """Money with its sign, and one amount alone: "350.000đ", "от 500 ₽", "$5 / month"."""
    told = scan(words)
    found = amounts(told, 0, len(told.tokens))
    if len(found) != 1 or "%" in told.shape or "x" in told.shape:
        return None
    token = told.tokens[found[0].at]
    amount, code = token.amount, token.value or money
    if token.kind == "n" and money:
        amount = number(token.text, money)
    return None if amount is None else Figure(tidy(amount), code, found[0].per)
