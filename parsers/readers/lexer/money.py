"""Numbers and currency words joined into money: "¥0.72", "0.6 R", "4分钱", "3块5", "20$"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from parsers.readers.lexer.numbers import number, tidy
from parsers.readers.lexer.small_change import small_change
from parsers.readers.lexer.token import Token

# A Chinese numeral is a number only in front of one of these: 一刀, 五折, 两个, 三倍, 一张.
_COUNTED = frozenset("cz%xupte")
_SYMBOLS = frozenset("$¥€£₽₫₱₺₹₩₴₸฿₦৳₪₼")
_LEADING = frozenset({"s/", "s/.", "r$", "us$", "nt$", "hk$", "rp", "rp.", "rm"})
_EITHER = re.compile(r"[一二三四五六七八九两]{2}")  # 两三块: two or three
# Moneys that Chinese names before the amount, 元 behind it or not.
_NAMED_FIRST = frozenset(
    {"人民币", "台币", "新台币", "港币", "港元", "日元", "美元", "美金", "欧元", "新币"}
)
_BESIDE_LIST = frozenset({"of", "below", "under", "off", "vs", "vs.", "than", "at", "to"})
_GOES_ON = frozenset({"and", "for", "on", "or", "with", "at", "in", ")"})
_LOOSE_GAP = 1  # blanks between a number and its money


def settled(tokens: list[Token]) -> list[Token]:
    """Provisional Chinese numerals become numbers where they count something, words elsewhere;
    digits glued to letters ("GPT4o", "883ms", "200k上下文") are no amounts.
    """
    out = []
    for at, token in enumerate(tokens):
        if token.kind not in "Nn":
            listed = token.text == "list" and _is_list_price(tokens, at)
            out.append(token._replace(kind="o", value="price") if listed else token)
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        before = tokens[at - 1] if at else None
        kind = token.kind
        if kind == "N":
            counts = after is not None and after.kind in _COUNTED and _gap(token, after) <= 1
            counts = counts or _in_ratio(before) or _in_ratio(after)
            kind = "n" if counts else "."
        elif kind == "n" and (_glued(before, token) or _glued(token, after)):
            kind = "."
        out.append(token if kind == token.kind else token._replace(kind=kind))
    return out


def _is_list_price(tokens: list[Token], at: int) -> bool:
    """ "12% of list", "70% below list": the list of prices; not "a list of models"."""
    behind = tokens[at + 1 : at + 2]
    ends = not behind or behind[0].kind != "." or behind[0].text in _GOES_ON
    return at > 0 and tokens[at - 1].text in _BESIDE_LIST and ends


def _in_ratio(sign: Token | None) -> bool:
    """ "一比一": numerals on either side of it count."""
    return sign is not None and sign.text == "比"


def _gap(left: Token, right: Token) -> int:
    return right.start - left.end


def _glued(left: Token | None, right: Token | None) -> bool:
    """A bare Latin word touching a number: then both are one name or measure."""
    if left is None or right is None or _gap(left, right):
        return False
    word = left if left.kind == "." else right
    return word.kind == "." and word.text[-1:].isascii() and word.text[:1].isalpha()


def joined(tokens: list[Token]) -> Iterator[Token]:
    """The tokens with every number and its currency as one money token."""
    at = 0
    while at < len(tokens):
        width, money = _money(tokens, at) if tokens[at].kind in "nc" else (1, None)
        yield money or tokens[at]
        at += width if money else 1


def _money(tokens: list[Token], at: int) -> tuple[int, Token | None]:
    """Money that begins at this token, and how many tokens it takes."""
    here = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or _gap(here, after) > _LOOSE_GAP:
        return 1, None
    if here.kind == "n" and after.text == "-" and _is_hyphened(tokens, at):
        return 3, _worth(tokens[at + 2], here, tokens[at + 2])
    if here.kind == "c" and after.kind == "n" and _leads(tokens, at):
        last = tokens[at + 2] if at + 2 < len(tokens) else None
        # "¥6元", "$20 USD": the same money said twice
        if last is not None and _is_same(here, last) and not _leads(tokens, at + 2):
            money = _worth(here if last.text == "元" else last, after, last)
            return 3, money and money._replace(start=here.start)
        return 2, _worth(here, after, after)
    if here.kind == "n" and after.kind == "c" and not _belongs_ahead(tokens, at + 1):
        return _behind(tokens, at)
    return 1, None


def _is_hyphened(tokens: list[Token], at: int) -> bool:
    """ "der 4,90-€-Tarif", "a 5-dollar gift": number and money held together by a hyphen."""
    three = tokens[at : at + 3]
    if len(three) < 3 or three[2].kind != "c" or _leads(tokens, at + 2):
        return False
    return three[0].end == three[1].start and three[1].end == three[2].start


def _behind(tokens: list[Token], at: int) -> tuple[int, Token | None]:
    """Money with its currency behind it, small change included: 3块5 is 3.5, 一毛五 0.15."""
    here, currency = tokens[at], tokens[at + 1]
    rest = tokens[at + 2] if at + 2 < len(tokens) else None
    if rest is not None and rest.text == "人民币" and currency.value == "CNY":
        return 3, _worth(currency, here, rest)  # "17.5 元人民币"
    width, change = small_change(tokens, at + 1)
    money = _worth(currency, here, tokens[at + 1 + width])
    if money is None or money.amount is None:
        return 1, None
    return 2 + width, money._replace(amount=tidy(money.amount + change))


def _is_same(first: Token, last: Token) -> bool:
    """Whether two currency words name one money: "¥6元", "Rp 25rb"."""
    names = {token.value.rpartition(" ")[2] for token in (first, last)}
    local = first.text in _NAMED_FIRST and last.text == "元"  # "台币 399 元"
    return first.kind == last.kind == "c" and (len(names) == 1 or local)


def _leads(tokens: list[Token], at: int) -> bool:
    """Whether a currency word stands before its number ("$3", "US$ 3", "RMB 3") and not behind
    another ("3 $", "3元")."""
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.kind != "n" or _gap(token, after) > _LOOSE_GAP:
        return False
    before = tokens[at - 1] if at else None
    behind_number = before is not None and before.kind == "n"
    if token.text in _SYMBOLS or token.text in _LEADING:
        touches = before is not None and _gap(before, token) == 0
        return not (behind_number and touches and _gap(token, after) > 0)
    return not behind_number and (token.text.isascii() or token.text in _NAMED_FIRST)


def _belongs_ahead(tokens: list[Token], at: int) -> bool:
    """Whether the symbol at this place belongs to the number after it: "0.5 ¥20"."""
    token = tokens[at]
    return token.text in _SYMBOLS | _LEADING and _leads(tokens, at)


def _worth(currency: Token, amount: Token, last: Token) -> Token | None:
    """The money token; None when the digits are no amount."""
    digits = amount.text[:1] in "0123456789."
    if _EITHER.fullmatch(amount.text):
        return None
    value = _value(amount.text if digits else amount.amount, currency.value)
    if value is None:
        return None
    start, end = min(currency.start, amount.start), max(last.end, amount.end, currency.end)
    code = currency.value.rpartition(" ")[2]
    return Token("m", start, end, amount.text, code, value)


@lru_cache(maxsize=5_000)
def _value(amount: str | Decimal | None, currency: str) -> Decimal | None:
    """An amount in whole units of a currency: digits as that currency groups them, 4 of 0.01."""
    scale, _, code = currency.rpartition(" ")
    plain = number(amount, code) if isinstance(amount, str) else amount
    return None if plain is None else tidy(plain * Decimal(scale or "1"))
