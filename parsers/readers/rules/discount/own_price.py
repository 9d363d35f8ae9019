"""Whose price a part is off: the shop's own, where a code, a first top-up, a kind of customer or an
occasion governs it; else the official one.
"""

import re

from parsers.readers.around import clause, holds, line
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.discount.portions import LEFT, Portion

_WEAK = frozenset({"recharge"})  # "充值 6折" is the shop's, "Claude 充值低至 3折" the maker's price
_LONG_PERIODS = frozenset({"quarter", "half", "year"})  # "年付 8 折"
_PAID_BY = frozenset({"月付", "周付", "日付", "包月"})
_TOPPED_UP = re.compile(r"r.?[nm][.cul]{0,4}$")  # "充 500 打 9 折"
_MANY = re.compile(r"n[u.]l")  # "10个起 9 折"


def off_own_price(scan: Scan, one: Portion, goes: str) -> bool:
    """Whether the part is off the shop's own price; it goes LEFT or OFF."""
    low, high = clause(scan.shape, one.first)
    if scan.tokens[one.last].value == "coupon" or _on_top_of_own(scan, one):  # "9折码"
        return True
    official, governing = _distance(scan, one, low, high, "ow"), _governing(scan, one, low, high)
    if governing is not None:
        return official is None or governing < official
    if _TOPPED_UP.search(scan.shape, low, one.first) and official is None:
        return True
    words = scan.shape[low:high]
    if official is not None or holds(words, "M") or (goes == LEFT and not one.way):
        return False  # "recharge à 30 %" is a share of the face value
    return _weakly(scan, one, low, high) or (not holds(words, "lg") and _before(scan, one, low))


# "都是在我们站内价格上再打", "在现价基础上", "off our already low prices"
_OWN = re.compile(
    r"(?:站内|本站|我们|小店|店内|现有|原有|目前|标价|以上|上述|此|现|会员)[^,，。;\n\d]{0,4}价格?"
    r"[^,，。;\n\d]{0,4}(?:上|再)[^,，。;\n\d]{0,3}(?:打|折|减|优惠)"
    r"|on top of our (?:\w{1,12} )?(?:price|rate)|off our (?:\w{1,12} ){0,2}(?:price|rate)s"
    r"|сверх наших цен|от наших цен|trên giá của (?:shop|chúng tôi)|sobre nuestros precios"
    r"|auf unsere preise"
)
_FAR = 60  # characters behind a part


def _on_top_of_own(scan: Scan, one: Portion) -> bool:
    """Whether its line goes on to say that the shop's own price is what it is off."""
    start, end = scan.tokens[one.first].start, scan.tokens[one.last].end
    return _OWN.search(scan.folded.text, max(0, start - _FAR), end + _FAR) is not None


def _distance(scan: Scan, one: Portion, low: int, high: int, kinds: str) -> int | None:
    ahead = (one.first - at for at in range(low, one.first) if scan.shape[at] in kinds)
    behind = (at - one.last for at in range(one.last + 1, high) if scan.shape[at] in kinds)
    return min([*ahead, *behind], default=None)


def _governing(scan: Scan, one: Portion, low: int, high: int) -> int | None:
    """How far the word stands that makes it a coupon: "首充", "promo code", "新用户", "黑五"."""
    places = [*range(low, one.first), *range(one.last + 1, high)]
    far = [min(abs(at - one.first), abs(at - one.last)) for at in places if _governs(scan, at)]
    return min(far, default=None)


def _governs(scan: Scan, at: int) -> bool:
    token = scan.tokens[at]
    if token.kind == "p":
        counted = at > 0 and scan.shape[at - 1] == "n"  # "1 year" is what is sold
        return not counted and (token.value in _LONG_PERIODS or token.text in _PAID_BY)
    if token.text == "起":
        return bool(_MANY.match(scan.shape, at - 2))
    if token.kind != "q" or token.value in _WEAK:
        return False
    # "ChatGPT Plus 会员 3折": there the membership is the goods
    return not (token.text == "会员" and at and scan.shape[at - 1] == "M")


def _weakly(scan: Scan, one: Portion, low: int, high: int) -> bool:
    """ "充值 6折", "邀请享 9折", "permanent 5% top-up discount"."""
    places = [*range(low, one.first), *range(one.last + 1, high)]
    return any(scan.shape[at] in "qbs" or _is_topping_up(scan, at) for at in places)


def _is_topping_up(scan: Scan, at: int) -> bool:
    return scan.tokens[at].kind == "r" and scan.tokens[at].value == "recharge"


def _before(scan: Scan, one: Portion, low: int) -> bool:
    """What was said before it in the line: a code to be used, or the price that it is off."""
    begin, paid = line(scan.shape, one.first)[0], False
    for at in range(low - 1, begin - 1, -1):
        if scan.shape[at] in "%z":
            return False
        if not paid and scan.shape[at] in "qr" and (_governs(scan, at) or _is_topping_up(scan, at)):
            return True
        paid = paid or scan.shape[at] == "m"
        if scan.shape[at] == "m" and one.way and "p" in scan.shape[at + 1 : at + 4]:
            return True  # "¥399/4周，9折优惠"
    return False
