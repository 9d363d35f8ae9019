"""How much less than the official price: 折, "N% off", "N% of official", "half", fractions.

A coupon, a first top-up or a member's rate is off the shop's own price and is no discount here.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from market.claims import Discount
from market.types import Fact
from parsers.readers.around import Said, after, before, clause, holds, is_struck, line
from parsers.readers.facts import fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.names import Subject, named
from parsers.readers.numbers import tidy
from parsers.readers.subject import names_near, subject
from parsers.readers.token import Token
from parsers.readers.tokens import Scan

READER = "discount/2"

# "3.4折", "1-2 折", "3.8 / 0.2 / 0.9 折", "84折", "0.19 折扣"
_TENTHS = re.compile(r"(?P<run>(?:n[/-]){0,8}n)(?P<z>z)")
# "省 93%", "81% オフ", "官方价的 7%", "38% / 2% / 9% of original", "30–90%", "90% 折扣"
_PERCENT = re.compile(r"(?P<run>(?:n%?[/-]){0,8}n)%(?P<z>z?)")
# "1/3 of the official price", "官方价 1/3"
_FRACTION = re.compile(r"(?P<a>n)/(?P<b>n)")
_HALF = re.compile(r"h")
# "в 2 раза дешевле", "дешевле в 2 раза"
_TIMES = re.compile(r"(?P<n>n)\.")
_TIMES_WORDS = frozenset({"раза", "раз"})
_LIST_WORDS = frozenset({"pricing", "price", "prices", "rate", "rates", "cost", "costs"})
# Without one of these nothing says that the listing is about model access at all.
_TOPIC = re.compile(r"api|token|模型|中转|额度|倍率|分组|号池|算力|渠道|model|токен")


@dataclass(frozen=True, slots=True)
class _Off:
    """A discount before it is known whose it is. ``listed``: it stood in a list with slashes."""

    at: int
    first: int
    last: int
    off: Decimal
    off_low: Decimal | None = None
    listed: int = 1
    bound: str | None = None


def read(ledger: Ledger) -> Iterator[Fact]:
    """Discounts on the official price."""
    told = ledger.told
    if _on_topic(told):
        free = (one for one in _read(told) if ledger.free(one.at))
        yield from _attributed(ledger, sorted(free, key=lambda one: one.at))


def _on_topic(told: Said) -> bool:
    if holds(told.text.shape + told.head.shape, "Mo"):
        return True
    return bool(_TOPIC.search(told.text.folded.text) or _TOPIC.search(told.head.folded.text))


def _read(told: Said) -> Iterator[_Off]:
    scan = told.text
    for match in found(_TENTHS, scan):
        if not _off_own_price(scan, match.start("z")):
            yield from _spread(
                match, scan, [_tenth(t, scan.tokens[match.start("z")]) for t in _run(match, scan)]
            )
    last_share = -1
    for match in found(_PERCENT, scan):
        way = _percent_way(scan, match, last_share)
        if way is None:
            continue
        if way == "share":
            last_share = line(scan.shape, match.start())[1]
        shares = [t.amount / 100 if t.amount else None for t in _run(match, scan)]
        offs = [None if s is None or s > 1 else 1 - s if way == "share" else s for s in shares]
        yield from _spread(match, scan, offs)
    yield from _plainly(told)


def _run(match: re.Match[str], scan: Scan) -> list[Token]:
    low, high = match.span("run")
    return [token for token in scan.tokens[low:high] if token.kind == "n"]


def _spread(match: re.Match[str], scan: Scan, offs: list[Decimal | None]) -> Iterator[_Off]:
    """One discount, a range of two, or a slash list of several; nothing if one is no discount."""
    if any(off is None or not 0 < off < 1 for off in offs):
        return
    good = [tidy(off) for off in offs if off is not None]
    low, high = match.span("run")
    places = [at for at in range(low, high) if scan.shape[at] == "n"]
    first, last = match.start(), match.end() - 1
    bound = _bound(scan, first, last)
    if len(good) == 2 and "-" in match["run"]:
        yield _Off(places[-1], first, last, max(good), min(good), bound=bound)
        return
    for at, off in zip(places, good, strict=True):
        begin, end = (first, last) if len(good) == 1 else (at, last if at == places[-1] else at)
        yield _Off(at, begin, end, off, listed=len(good), bound=bound)


def _tenth(token: Token, sign: Token) -> Decimal | None:
    """What 折 takes off: 3折 0.7, 84折 and 8.4折 0.16, 0.7折 0.93; 0.19 折扣 0.81."""
    amount = token.amount
    if amount is None or amount <= 0 or amount >= 100 or _either(token.text):
        return None
    if sign.value == "rest" and amount < 1:
        return 1 - amount
    two_digits = amount >= 10 and amount == amount.to_integral_value()
    return 1 - amount / (100 if two_digits else 10)


def _either(written: str) -> bool:
    """七八折 is "seven or eight tenths", not 78 %."""
    digits = "一二三四五六七八九"
    return len(written) == 2 and written in digits


def _off_own_price(scan: Scan, at: int) -> bool:
    """Whether the shop's own price is meant: coupons, members, top-ups, a price beside it."""
    shape = scan.shape
    low, high = clause(shape, at)
    words = shape[low:high]
    if holds(words, "qbs") or ("r" in words and "o" not in words):
        return True
    if holds(words, "oMlg"):
        return False
    begin = line(shape, at)[0]
    earlier = clause(shape, low - 1)[0] if low - 1 >= begin and low else low
    return holds(shape[max(earlier, begin) : low], "qr") or "m" in shape[begin:low]


def _percent_way(scan: Scan, match: re.Match[str], last_share: int) -> str | None:
    """ "off" for a part taken off, "share" for a part that is left to pay, None for neither."""
    shape, at, end = scan.shape, match.start(), match.end() - 1
    words = shape[slice(*clause(shape, at))]
    if holds(words, "qbks") or before(shape, at, "!", reach=1):
        return None
    if after(shape, end, "qr", reach=5):
        return None
    if match["z"] or before(shape, at, "f", reach=3) or after(shape, end, "f", reach=2):
        return "off"
    if (
        _of_list_price(scan, end)
        or before(shape, at, "o", reach=4)
        or after(shape, end, "o", reach=4)
    ):
        return "share"
    if at < last_share and "M" in words:
        return "share"  # "Claude at 19% of original price, GPT at just 1%"
    return None


def _of_list_price(scan: Scan, sign: int) -> bool:
    """ "3% of OpenAI pricing", "7% of official Claude rates"."""
    words = [token.text for token in scan.tokens[sign + 1 : sign + 6]]
    return words[:1] == ["of"] and not _LIST_WORDS.isdisjoint(words)


def _plainly(told: Said) -> Iterator[_Off]:
    """Half, a fraction of the official price, "N times cheaper" as Russian says it."""
    scan = told.text
    for match in found(_HALF, scan):
        if "o" in scan.shape[slice(*line(scan.shape, match.start()))]:
            yield _Off(match.start(), match.start(), match.start(), Decimal("0.5"))
    for match in found(_FRACTION, scan):
        top, bottom = scan.tokens[match.start("a")].amount, scan.tokens[match.start("b")].amount
        of = before(scan.shape, match.start(), "o") or after(scan.shape, match.end() - 1, "o")
        if (
            of
            and top
            and bottom
            and top < bottom
            and scan.shape[match.end() : match.end() + 1] not in ("%", "z")
        ):
            yield _Off(
                match.start(), match.start(), match.end() - 1, tidy(round(1 - top / bottom, 4))
            )
    for match in found(_TIMES, scan):
        times = scan.tokens[match.start("n")].amount
        at, word = match.start(), scan.tokens[match.end() - 1].text
        cheaper = before(scan.shape, at, "f", reach=5) or after(scan.shape, at, "f", reach=3)
        if word in _TIMES_WORDS and times and times > 1 and cheaper:
            yield _Off(at, at, match.end() - 1, tidy(round(1 - 1 / times, 4)))


def _attributed(ledger: Ledger, offs: list[_Off]) -> Iterator[Fact]:
    """Each discount with its subject: as many names as discounts are paired in order; a slash list
    that fits no list of names is refused.
    """
    told = ledger.told
    by_row: dict[tuple[int, ...], list[_Off]] = defaultdict(list)
    for one in offs:
        by_row[tuple(names_near(told.text, one.at))].append(one)
    for row, group in by_row.items():
        distinct = [
            one for at, one in enumerate(group) if not _repeated(one, group[max(0, at - 3) : at])
        ]
        for place, one in enumerate(distinct):
            if len(row) == len(distinct) > 1:
                yield _fact(ledger, one, named(told.text, [row[place]]))
            elif one.listed == 1:
                yield _fact(ledger, one, subject(told, one.at))


def _repeated(one: _Off, earlier: list[_Off]) -> bool:
    """The same said again beside it: "约1.2折（省88%）"."""
    near = Decimal("0.003")
    return any(abs(one.off - other.off) < near and one.at - other.at < 8 for other in earlier)


def _fact(ledger: Ledger, one: _Off, about: Subject) -> Fact:
    ledger.take("discount", one.at)
    scan = ledger.told.text
    value = Discount(
        off=one.off,
        off_low=one.off_low,
        bound=one.bound,
        provider=about.provider,
        model=about.model,
        withdrawn=is_struck(scan, one.at),
    )
    return fact(scan, one.first, one.last, value, READER)


def _bound(scan: Scan, first: int, last: int) -> str | None:
    """How the number is hedged: "低至", "up to", "约"."""
    low = max(clause(scan.shape, first)[0], first - 3)
    near = scan.tokens[low:first] + scan.tokens[last + 1 : last + 2]
    return next((token.value for token in near if token.kind == "l"), None)
