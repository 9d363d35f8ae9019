"""Parts of a price as sellers write them: "3.4折", "1-2 折", "38% / 2% / 9%", "3割", "%20".
Whether a part is left to pay or taken off, the words around it say: ``ways`` reads them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parsers.readers.facts import found
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan

LEFT, OFF = "left", "off"  # what remains to pay, what is taken away


@dataclass(frozen=True, slots=True)
class Portion:
    """One part, a range of two or a list of several, quoted by the tokens first to last."""

    places: tuple[int, ...]  # its numbers
    parts: tuple[Decimal, ...]  # between 0 and 1, one a number
    first: int
    last: int
    way: str = ""  # LEFT or OFF where the wording itself says it
    ranged: bool = False


_SIGNED = re.compile(r"(?:n[%z]?[-/,.l]){0,8}n[%z]")
_SIGN_FIRST = re.compile(r"(?<![nm%])%n(?![%z])")  # "%20 indirim"
_TENTHS_OFF = re.compile(r"nf")  # "3割引"
_RANGES = frozenset(
    {"到", "до", "bis", "à", "a", "đến", "hasta", "até", "hingga", "sampai", "から"}
)
_LISTS = frozenset({"/", "、"})
# 七八折 is "seven or eight tenths" or 78 %: nobody knows. 两 is never the digit of a longer number.
_EITHER = re.compile(r"一二|二三|三四|四五|五六|六七|七八|八九")
_FEW = {"一两": (1, 2), "两三": (2, 3)}


def portions(scan: Scan) -> Iterator[Portion]:
    """Every part with a sign of its own, from left to right."""
    for match in found(_SIGNED, scan):
        yield from _signed(scan, match)
    for match in found(_SIGN_FIRST, scan):
        at, sign = match.end() - 1, scan.tokens[match.start()]
        if scan.tokens[at].start - sign.end <= len(sign.text) - 1:  # "%20", "yüzde 20"
            yield from portion([at], [_percent(scan.tokens[at], sign)], at - 1, at)
    for match in found(_TENTHS_OFF, scan):
        at = match.start()
        if scan.tokens[at + 1].text == "割引":
            tenths = scan.tokens[at].amount
            yield from portion([at], [tenths and tenths / 10], at, at + 1, OFF)


def portion(
    row: list[int],
    parts: list[Decimal | None],
    first: int,
    last: int,
    way: str = "",
    ranged: bool = False,
) -> Iterator[Portion]:
    """The portion, when every part is one."""
    good = tuple(tidy(part) for part in parts if part is not None and 0 < part < 1)
    if len(good) == len(row):
        yield Portion(tuple(row), good, first, last, way, ranged)


def _signed(scan: Scan, match: re.Match[str]) -> Iterator[Portion]:
    """Numbers with a sign behind the last at least, parted where they do not belong together."""
    row: list[int] = []
    for at in (at for at in range(match.start(), match.end()) if scan.shape[at] == "n"):
        if row and not _joined(scan, row[-1], at):
            yield from _row(scan, row)
            row = []
        row.append(at)
    yield from _row(scan, row)


def _joined(scan: Scan, left: int, right: int) -> bool:
    """Whether two numbers are one list or range: "3.8 / 0.2", "30%-80%", "3、5"."""
    joint, signs = scan.tokens[right - 1], scan.shape[left + 1] + scan.shape[right + 1]
    return (joint.text in _LISTS or _is_range(joint)) and signs not in ("%z", "z%", "%/", "z/")


def _is_range(joint: Token) -> bool:
    return joint.kind == "-" or joint.text in _RANGES


def _row(scan: Scan, row: list[int]) -> Iterator[Portion]:
    last = row[-1]
    number, sign = scan.tokens[last], scan.tokens[last + 1]
    if sign.kind == "%":
        parts = [_percent(scan.tokens[at], sign) for at in row]
        yield from portion(row, parts, row[0], last + 1, ranged=_ranged(scan, row))
    elif sign.kind == "z" and number.text in _FEW:
        few = [Decimal(tenth) / 10 for tenth in _FEW[number.text]]
        yield from portion([last, last], list(few), last, last + 1, LEFT, ranged=True)
    elif sign.kind == "z":
        parts = [_tenth(scan.tokens[at], sign) for at in row]
        yield from portion(row, parts, row[0], last + 1, LEFT, _ranged(scan, row))


def _ranged(scan: Scan, row: list[int]) -> bool:
    return len(row) == 2 and _is_range(scan.tokens[row[1] - 1])


def _tenth(token: Token, sign: Token) -> Decimal | None:
    """What 折 leaves: 3折 0.3, 84折 and 8.4折 0.84, 0.7折 0.07; 0.19 折扣 0.19; 10折 is no cut."""
    amount = token.amount
    if amount is None or _EITHER.fullmatch(token.text):
        return None
    if sign.value == "rest" and amount < 1:
        return amount
    return amount / (100 if amount > 10 else 10)


def _percent(token: Token, sign: Token) -> Decimal | None:
    return token.amount and token.amount / (10 if sign.value == "tenths" else 100)
