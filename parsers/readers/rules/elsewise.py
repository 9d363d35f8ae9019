"""Percentages that are no part of a price: of fees, gifts, technique, rises, and of what another
model or shop costs.
"""

from parsers.readers.around import clause, holds, in_line
from parsers.readers.rules.nearby import (
    MAKERS,
    REACH,
    Near,
    compares,
    is_price,
    of_another,
    says_off,
)
from parsers.readers.rules.portions import Portion
from parsers.readers.tokens import Scan

_IS = frozenset({"is", "are"})
_DEAD = "k^"  # technique, what is dearer


def of_something_else(scan: Scan, one: Portion, words: Near) -> bool:
    """Whether the words around make it no part of the price that a buyer pays."""
    clause_of = scan.shape[slice(*clause(scan.shape, one.first))]
    return (
        holds(words.kinds(), _DEAD if one.way else _DEAD + "s")  # fees come in percent, too
        or ("k" in clause_of and "o" not in clause_of)
        or in_line(scan.shape, one.first, "W")
        or (bool(words.ahead) and words.ahead[0].kind == "!")
        or _compares_or_gives(one, words)
        or _of_goods(one, words)
        or ("o" not in clause_of and _beside_another(scan, one, words))
    )


def _of_goods(one: Portion, words: Near) -> bool:
    """ "saves 60% of your tokens", "省了 80% 的时间", students' prices, somebody's own story."""
    if any(token.value in ("student", "story") for token in words.ahead + words.behind):
        return True
    near = words.behind[:REACH]
    goods = next((i for i, t in enumerate(near) if t.value in ("goods", "tokens")), None)
    if goods is None or any(token.text == "on" for token in near[:goods]):
        return False
    return not any(t.kind in "ow" or is_price(t) for t in words.behind)


def _compares_or_gives(one: Portion, words: Near) -> bool:
    """ "30% faster", "extra 30% bonus credit"; not "extra 30% off"."""
    if one.way or says_off(words.behind[:1]):
        return False
    gift = "".join(token.kind for token in words.ahead[:2] + words.behind[:3])
    return holds(words.kinds(2), "d") or "b" in gift


def _beside_another(scan: Scan, one: Portion, words: Near) -> bool:
    """ "5x cheaper than the API", "40% cheaper than Opus", "比同行便宜 30%": off nobody's price."""
    price = next((i for i, t in enumerate(words.behind[:3]) if is_price(t)), None)
    if price is not None and of_another(words.behind[price + 1 :]):
        return True
    if words.ahead[:1] and words.ahead[0].text in _IS and words.behind[:1]:
        return words.behind[0].value == "cheaper"  # "Sonnet is 40% cheaper" than Opus
    than = compares(words.behind[:REACH])
    if than and scan.shape[one.last] not in "%z":
        return True
    around = words.behind[: REACH + 3] * than + words.ahead[: REACH + 1]
    compared = than or compares(words.ahead[: REACH + 1])
    other = any(token.kind == "M" and token.text not in MAKERS for token in around)
    return (compared and other) or any(token.value == "rival" for token in around)
