"""Numbers as people write them: digits with either decimal sign, thousands in four fashions,
magnitudes (1.2万, 3亿, 50k) and Chinese numerals (五, 两百, 十五, 八五, 七点五).
"""

import re
from decimal import Decimal
from functools import lru_cache

# "1 875 000", "350.000", "450,000", "1,234.56", "0,3", "9.9", ".5", "4000万", "1.2w", "50k"
NUMBER = (
    r"(?:\d{1,3}(?:[, ']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?|\.\d+)"
)
MAGNITUDE = (
    r"(?:\s?(?:千万|百万|万亿|万|亿|千|million|billion|mln|млн|тыс\.?|triệu|nghìn|juta|ribu)"
    r"|(?:kk|k|w|m|b)(?![a-z0-9]))"
)
CHINESE = r"[〇零一二两三四五六七八九十百千万亿半点]"

_SCALE = {
    "千万": 10**7, "百万": 10**6, "万亿": 10**12, "万": 10**4, "亿": 10**8, "千": 10**3,
    "million": 10**6, "billion": 10**9, "mln": 10**6, "млн": 10**6, "тыс": 10**3, "triệu": 10**6,
    "nghìn": 10**3, "juta": 10**6, "ribu": 10**3, "kk": 10**6, "k": 10**3, "w": 10**4,
    "m": 10**6, "b": 10**9,
}  # fmt: skip
_DIGIT = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SHORT = {"百": 10, "千": 100, "万": 1000}  # what a last digit counts right behind these
_MOST = Decimal(10) ** 18
_LONGEST = 30  # characters; no price is longer
_WRITTEN = re.compile(rf"({NUMBER})\s*({MAGNITUDE})?")
_POINT_AND_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")  # "1.234,56"
_GROUPED = re.compile(r"\d{1,3}(?:([, '.])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
# Money in which a thousand is small change, or that is written with dots between thousands:
# "350.000đ" and "S/ 1.200" are not 350 and 1.2 with three decimals.
SMALL_MONEY = frozenset(
    {"VND", "IDR", "RUB", "KRW", "MMK", "UZS", "JPY", "DZD", "KZT", "PEN", "BRL", "TRY", "COP",
     "ARS", "CLP"}
)  # fmt: skip


@lru_cache(maxsize=5_000)
def number(written: str, currency: str | None = None) -> Decimal | None:
    """The value of digits as written; None when they are no plausible amount.

    A single group of three after a dot is decimals ("0.125"), unless the money is one in which
    thousands are small change; after a comma it is thousands ("450,000"), unless it begins with 0.
    """
    found = _WRITTEN.fullmatch(written) if len(written) <= _LONGEST else None
    if found is None:
        return None
    digits, magnitude = found[1], (found[2] or "").strip(" .")
    value = _plain(digits, currency)
    return None if value is None else _plausible(tidy(value * _SCALE.get(magnitude, 1)))


def _plausible(value: Decimal | None) -> Decimal | None:
    """Nothing for what nobody has: arithmetic with it would not even fit a Decimal."""
    return None if value is None or value > _MOST else value


def tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent: 12000.0 and 1.2E+4 are 12000."""
    whole = value == value.to_integral_value()
    return Decimal(int(value)) if whole else value.normalize()


def _plain(digits: str, currency: str | None) -> Decimal | None:
    if _POINT_AND_COMMA.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    grouped = _GROUPED.fullmatch(digits)
    if grouped and not digits.startswith("0") and _is_thousands(grouped[1], digits, currency):
        head, *groups = re.split(rf"[{grouped[1]}]", digits)
        tail = re.split(r"[.,]", groups[-1]) if groups else [""]
        whole = "".join([head, *groups[:-1], tail[0]])
        return Decimal(".".join([whole, *tail[1:]]))
    if digits.count(",") + digits.count(".") > 1:  # "0,600.6"
        return None
    return Decimal(digits.replace(",", ".").replace(" ", "").replace("'", ""))


def _is_thousands(sign: str, digits: str, currency: str | None) -> bool:
    return sign != "." or digits.count(".") > 1 or currency in SMALL_MONEY


@lru_cache(maxsize=5_000)
def chinese(written: str) -> Decimal | None:
    """The value of Chinese numerals: 五 5, 十五 15, 两百 200, 八五 85, 七点五 7.5, 半 0.5, 三亿."""
    if written == "半":
        return Decimal("0.5")
    whole, point, decimals = written.partition("点")
    if point:
        return _with_point(whole, decimals)
    if all(mark in _DIGIT for mark in written):
        return _plausible(Decimal("".join(str(_DIGIT[mark]) for mark in written[:_LONGEST])))
    return _plausible(_positional(written))


def _with_point(whole: str, decimals: str) -> Decimal | None:
    head = chinese(whole) if whole else None
    if head is None or not decimals or any(mark not in _DIGIT for mark in decimals):
        return None
    return Decimal(f"{head}." + "".join(str(_DIGIT[mark]) for mark in decimals[:_LONGEST]))


def _positional(written: str) -> Decimal | None:
    """两百五十, 三千, 一万二千, 四千万; None for what is not one number."""
    if len(written) > _LONGEST or "半" in written:
        return None
    total = section = digit = 0
    for mark in written:
        if mark in _DIGIT:
            digit = _DIGIT[mark]
        elif mark in _TENS:
            section, digit = section + (digit or 1) * _TENS[mark], 0
        else:
            scale = _SCALE.get(mark)
            if scale is None:
                return None
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    short = digit and written[-2] in _SHORT  # 两百五 is 250, 一万二 12000
    return Decimal(total + section + digit * (_SHORT[written[-2]] if short else 1))
