"""Percentages that are no part of a price: of fees, gifts, technique, rises, and of what another
model or shop costs.
"""

import re

from parsers.readers.around import clause, holds, in_line, line
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.discount.nearby import (
    MAKERS,
    REACH,
    Near,
    compares,
    is_price,
    of_another,
    says_off,
)
from parsers.readers.rules.discount.portions import Portion

_OTHERS = frozenset({"student", "story", "wares"})
_IS = frozenset({"is", "are"})
_ON = frozenset(
    {"on", "на", "auf", "bei", "sur", "en", "em", "trên", "untuk", "على"}
)  # "on tokens"


def of_something_else(scan: Scan, one: Portion, words: Near) -> bool:
    """Whether the words around make it no part of the price that a buyer pays."""
    clause_of = scan.shape[slice(*clause(scan.shape, one.first))]
    return (
        _technical(scan, one, words)
        or holds(words.kinds(), "^" if one.way else "^s")  # fees come in percent, too
        or in_line(scan.shape, one.first, "W")
        or (bool(words.ahead) and words.ahead[0].kind == "!")
        or _compares_or_gives(one, words)
        or _told_of_others(scan, one, words)
        or _of_goods(words)
        or _explains_a_price(scan, one)
        or _of_wares(scan, one)
        or ("o" not in clause_of and _beside_another(scan, one, words))
    )


def _explains_a_price(scan: Scan, one: Portion) -> bool:
    """ "5 折下来是 ¥3.6", "一折都不到": a step to the price told next, and a bound of another."""
    behind = scan.folded.text[scan.tokens[one.last].end :][:6]
    if _NOT_EVEN.match(behind):
        return True
    return bool(_COMES_TO.match(behind)) and "m" in scan.shape[one.last + 1 : one.last + 6]


_NOT_EVEN = re.compile(r"都?(?:不到|没有|不足)")
_COMES_TO = re.compile(r"(?:下来|算下来|后大?约?[是合]|之后[是合]|完是|后就是)")


def _of_wares(scan: Scan, one: Portion) -> bool:
    """Half price of a course or a book about models."""
    low, high = line(scan.shape, one.first)
    clause_of = scan.shape[slice(*clause(scan.shape, one.first))]
    if holds(clause_of, "oM"):
        return False
    return any(token.value == "wares" for token in scan.tokens[low:high])


def _technical(scan: Scan, one: Portion, words: Near) -> bool:
    """Caches, uptime, a batch at half price: "缓存按 1 折计费"; not "支持缓存的 Claude 3折"."""
    low, high = clause(scan.shape, one.first)
    if any(token.value == "makers_own" for token in scan.tokens[low:high]):
        return True
    if one.way:
        between = "".join(token.kind for token in words.ahead[:REACH])
        return holds(between.partition("M")[0], "k")
    priced = any(token.kind == "o" and token.value == "price" for token in scan.tokens[low:high])
    return holds(words.kinds(), "k") or ("k" in scan.shape[low:high] and not priced)


def _told_of_others(scan: Scan, one: Portion, words: Near) -> bool:
    """Students' prices, other wares, somebody's story: "switching from Opus to Haiku saves 80%"."""
    low = line(scan.shape, one.first)[0]
    if any(token.value == "story" for token in scan.tokens[low : one.first]):
        return True
    return any(token.value in _OTHERS for token in words.ahead + words.behind)


def _of_goods(words: Near) -> bool:
    """ "saves 60% of your tokens", "省了 80% 的时间"."""
    near = words.behind[:REACH]
    goods = next((i for i, t in enumerate(near) if t.value in ("goods", "tokens")), None)
    if goods is None or any(token.text in _ON for token in near[:goods]):
        return False
    return not any(t.kind in "ow" or is_price(t) for t in words.behind)


def _compares_or_gives(one: Portion, words: Near) -> bool:
    """ "30% faster", "extra 30% bonus credit"; not "extra 30% off"."""
    if one.way or says_off(words.behind[:1]):
        return False
    gift = "".join(token.kind for token in words.ahead[:2] + words.behind[:3])
    ahead = "".join(token.kind for token in words.ahead[: REACH + 2])
    return "d" in ahead or holds(words.kinds(2), "d") or "b" in gift


def _beside_another(scan: Scan, one: Portion, words: Near) -> bool:
    """ "5x cheaper than the API", "40% cheaper than Opus", "比同行便宜 30%": off nobody's price."""
    price = next((i for i, t in enumerate(words.behind[:3]) if is_price(t)), None)
    if price is not None and (of_another(words.behind[price + 1 :]) or _two_names(words, price)):
        return True
    is_named = [token.kind for token in words.ahead[1:2]] == ["M"] and words.ahead[0].text in _IS
    if is_named and words.behind[:1] and words.behind[0].value == "cheaper":
        return True  # "Sonnet is 40% cheaper" than Opus
    if _of_the_last_name(words.ahead[:2]):
        return True
    than = compares(words.behind[:REACH])
    if than and scan.shape[one.last] not in "%z":
        return True
    around = words.behind[: REACH + 3] if than else words.ahead[: REACH + 1]
    other = any(token.kind == "M" and token.text not in MAKERS for token in around)
    compared = than or compares(around)
    return (compared and other) or any(t.value == "rival" for t in words.ahead + words.behind)


def _two_names(words: Near, price: int) -> bool:
    """ "DeepSeek costs 3% of GPT-5 price": one model beside another."""
    ahead = [token.text for token in words.ahead if token.kind == "M"]
    behind = [t.text for t in words.behind[:price] if t.kind == "M" and t.text not in MAKERS]
    return bool(ahead and behind) and ahead[0] not in behind[0] and behind[0] not in ahead[0]


def _of_the_last_name(ahead: list[Token]) -> bool:
    """ "Haiku 只要 Sonnet 的三分之一"."""
    kinds = [token.kind for token in ahead]
    return kinds == [".", "M"] and ahead[0].text in ("的", "の") and ahead[1].text not in MAKERS
