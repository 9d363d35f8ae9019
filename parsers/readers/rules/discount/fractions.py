"""Parts of a price without a sign: "1/3 of the price", "半价", "a third", "в 2 раза дешевле",
"60¢ on the dollar".
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from parsers.readers.facts import found
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.discount.portions import LEFT, OFF, Portion, portion

_FRACTION = re.compile(r"n/n(?:-n/n)?(?![%zx/mcu])")
# "Claude at 0.55 of the official price and GPT at 0.15"
_OF_ONE = re.compile(r"n[.l]o\)?(?P<more>(?:[,/.]{1,2}M\.{1,3}n(?![%zxcupt/])){0,5})")
_WORD = re.compile(r"h")
_TIMES = re.compile(r"n[x.u]")
_CENTS = re.compile(r"m\.{2}c")
_COUNTED = frozenset({"lần", "kali"})  # they count calls as well
_USUAL = frozenset({"2/3", "3/4", "2/5", "3/5"})
_LARGEST = 200  # "1/100 of the official price" is said, "1/1000" is not


def fractions(scan: Scan) -> Iterator[Portion]:
    """Every part that stands without 折 or %."""
    for match in found(_FRACTION, scan):
        yield from _written(scan, match)
    for match in found(_OF_ONE, scan):
        yield from _of_one(scan, match)
    for match in found(_WORD, scan):
        yield from _in_words(scan, match.start())
    for match in found(_TIMES, scan):
        yield from _times(scan, match.start())
    for match in found(_CENTS, scan):
        yield from _cents(scan, match)


def _written(scan: Scan, match: re.Match[str]) -> Iterator[Portion]:
    """ "1/3", "1/10 to 1/60"; a fraction with another top ("3/15") is two prices, not one part."""
    tops = list(range(match.start(), match.end(), 4))
    parts = [_part(scan, at) for at in tops]
    yield from portion(tops, parts, match.start(), match.end() - 1, ranged=len(tops) == 2)


def _of_one(scan: Scan, match: re.Match[str]) -> Iterator[Portion]:
    """ "0.55 of list": a share written as a part of one, and those that go on like it."""
    of, price = scan.tokens[match.start() + 1], scan.tokens[match.start() + 2]
    if (of.value != "of" and of.text != "от") or price.value != "price":
        return
    more = (at for at in range(*match.span("more")) if scan.shape[at] == "n")
    for at in (match.start(), *more):
        if "." in scan.tokens[at].text or "," in scan.tokens[at].text:
            yield from portion([at], [scan.tokens[at].amount], at, at, LEFT)


def _part(scan: Scan, at: int) -> Decimal | None:
    top, sign, bottom = scan.tokens[at : at + 3]
    if sign.text != "/" or top.amount is None or not bottom.amount or bottom.amount > _LARGEST:
        return None
    usual = top.amount == 1 or f"{top.text}/{bottom.text}" in _USUAL
    return round(top.amount / bottom.amount, 4) if usual else None


def _in_words(scan: Scan, at: int) -> Iterator[Portion]:
    """ "half" needs words that say of what; "半价" says it itself."""
    value = scan.tokens[at].value
    sure = value == "price" or scan.tokens[at].text.endswith(" дешевле")
    share = Fraction(1, 2) if value in ("price", "half") else Fraction(value)
    part = round(Decimal(share.numerator) / share.denominator, 4)
    yield from portion([at], [part], at, at, LEFT if sure else "")


def _times(scan: Scan, at: int) -> Iterator[Portion]:
    """ "в 2 раза дешевле", "rẻ hơn 5 lần", "10 times cheaper": one part of so many is left."""
    times, word = scan.tokens[at].amount, scan.tokens[at + 1]
    if not (word.value in ("times", "fold") or word.text in _COUNTED) or not times or times <= 1:
        return
    near = scan.tokens[max(0, at - 5) : at] + scan.tokens[at + 2 : at + 4]
    if any(token.kind == "f" and token.value == "cheaper" for token in near):
        yield from portion([at], [round(1 - 1 / times, 4)], at, at + 1, OFF)


def _cents(scan: Scan, match: re.Match[str]) -> Iterator[Portion]:
    """ "60¢ on the dollar"."""
    said = [token.text for token in scan.tokens[match.start() + 1 : match.end()]]
    if said[:2] in (["on", "the"], ["on", "a"]):
        cents = scan.tokens[match.start()].amount
        yield from portion(
            [match.start()], [cents and tidy(cents)], match.start(), match.end() - 1, LEFT
        )
