"""Which way a part of a price goes: what is left to pay ("19% of original price") or what is taken
off ("81% off"); neither where it is a part of something else.
"""

from parsers.readers.around import clause, holds
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.discount.nearby import (
    REACH,
    Near,
    compares,
    is_price,
    near,
    of_price,
    says_off,
)
from parsers.readers.rules.discount.other_percentages import of_something_else
from parsers.readers.rules.discount.portions import LEFT, OFF, Portion

_FOR = frozenset({"за", "por", "par", "for"})  # they say other things, too
_BY = frozenset({"低", "少", "低了", "少了"})  # 比官方低 40%
# "lebih murah 60% dari harga resmi", "más barato en un 60% del precio oficial": cheaper by so much
_DEGREE = frozenset(
    {
        "by",
        "um",
        "на",
        "de",
        "en",
        "un",
        "em",
        "uns",
        "d'",
        "bis",
        "zu",
        "بنسبة",
        "بـ",
        "約",
        "sebesar",
        "sampai",
    }
)
# What may stand between the maker's name and a part of its price: 官方的 30%, 公式の 30%
_IS = frozenset("的の是为仅约只要=:等于之") | {"等于", "相当于", "只有", "只需", "が", "は"}
# "from 40%" alone says nothing of a price; "as low as 40%" does.
MERELY_FROM = frozenset(
    {"from", "ab", "от", "从", "desde", "từ", "dès", "mulai", "起", "a partir de"}
)


def way(scan: Scan, one: Portion) -> str:
    """LEFT, OFF, or nothing where the words make it no part of a price."""
    words = near(scan, one)
    if of_something_else(scan, one, words):
        return ""
    if one.way:
        return one.way
    if _takes_off(scan, one, words):
        return OFF
    return LEFT if _leaves(scan, one, words) else ""


def _takes_off(scan: Scan, one: Portion, words: Near) -> bool:
    if says_off(words.behind) or _has_minus(scan, one):
        return True
    if words.ahead[:1] and words.ahead[0].text in _BY:
        return holds(words.kinds(), "ow")
    if any(token.value == "rest" for token in words.ahead[:REACH]):  # "折扣高达 90%"
        return any(token.value == "up_to" for token in words.ahead[:2])
    said = next((at for at, token in enumerate(words.ahead[:REACH]) if token.kind == "f"), None)
    return said is not None and _off_ahead(words, said)


def _off_ahead(words: Near, said: int) -> bool:
    """Whether the word so far ahead takes the part off, rather than leading down to it."""
    word, between = words.ahead[said], words.ahead[:said]
    if _down_to(between):
        return False
    if word.value == "lessened":  # "降低 60%" of what? "比官方降低 60%"
        return _against_official(words)
    price = next((token for token in between if token.kind in "ow"), None)
    if price is not None:  # "便宜：官方的 40%" names a part; "save on official prices 40%" saves
        return word.value != "off" and not price.text.endswith(("的", "の"))
    if word.value != "cheaper" or not of_price(words.behind):
        return True
    return all(token.kind == "l" or token.text in _DEGREE for token in between)


def _against_official(words: Near) -> bool:
    every = words.ahead + words.behind
    maker = any(token.kind == "o" for token in every) and compares(every)
    return maker or any(token.kind == "o" and token.value == "price" for token in every)


def _has_minus(scan: Scan, one: Portion) -> bool:
    """ "Claude -50%": a minus glued to its number, with nothing before it to subtract from."""
    sign = scan.tokens[one.first - 1] if one.first else None
    if sign is None or sign.text not in ("-", "↓") or sign.end != scan.tokens[one.first].start:
        return False
    before = scan.tokens[one.first - 2] if one.first > 1 else None
    return before is None or (before.kind not in "nm%" and before.end < sign.start)


def _down_to(between: list[Token]) -> bool:
    """ "discounted to 30%", "降到官方的 30%"."""
    return any(token.value in ("to", "down") or token.text in ("to", "至") for token in between)


def _leaves(scan: Scan, one: Portion, words: Near) -> bool:
    fraction = scan.shape[one.last] not in "%z"  # "1/3 price"
    if of_price(words.behind) or (fraction and any(map(is_price, words.behind[:1]))):
        return True
    return _price_is(words.ahead) or _price_behind(words.behind) or _paid(scan, one, words)


def _price_is(ahead: list[Token]) -> bool:
    """ "官方价的 7%", "公式価格の 35%", "resmi fiyatın %30'u", "official price: 30%"."""
    at = next((i for i, t in enumerate(ahead[:REACH]) if t.kind in "ow"), None)
    if at is None or compares(ahead[at + 1 : at + 2]):
        return False
    if ahead[at].value == "price":
        return True
    joined = all(t.kind == "l" or is_price(t) or t.text in _IS for t in ahead[:at])
    return joined and not ahead[at].text.isascii()


def _price_behind(behind: list[Token]) -> bool:
    """ "30% giá gốc", "30% official price"."""
    at = next((i for i, t in enumerate(behind[:3]) if t.kind in "ow"), None)
    return at is not None and behind[at].value == "price" and not compares(behind[:at])


def _paid(scan: Scan, one: Portion, words: Near) -> bool:
    """ "价格低至 7%", "you pay 30%", "recharge à 30 %", "30% recharge pricing"."""
    kinds = scan.shape[slice(*clause(scan.shape, one.first))]
    ahead, behind = words.ahead[:3], words.behind[:2]
    priced = any(map(is_price, words.ahead + words.behind[:3]))
    if any(token.value == "low" or token.kind == "a" for token in ahead):
        return priced or "o" in kinds or _low_for(words)
    if any(token.value == "approx" for token in ahead[:2]) and any(map(is_price, words.ahead)):
        return True  # "Preise von nur 35 %"
    if any(token.value == "pay" for token in ahead):
        return priced or "o" in kinds or not behind
    at = any(token.value == "at" or token.text in _FOR for token in ahead[:2])
    recharged = "r" in kinds or "q" in kinds or any(map(_is_credit, ahead))
    return (at and (priced or recharged)) or (recharged and bool(behind) and priced)


def _low_for(words: Near) -> bool:
    """ "GPT 低至 5%", "Claude ab 10 %": a name, "as low as", and nothing behind."""
    low, *names = words.ahead[:2]
    named = any(token.kind == "M" for token in words.ahead)
    direct = bool(names) and names[0].kind == "M"
    return named and not words.behind and (direct or low.text not in MERELY_FROM)


def _is_credit(token: Token) -> bool:
    return token.value == "credit" and token.text not in ("usage", "用量")
