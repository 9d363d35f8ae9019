"""What the keys and words of a price list mean: which tokens, for how many of them, in what money.
Nothing is guessed: what is not said is None.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from market.types import Unit

# inputPricePer1M, input_usd_per_token, cache-read, 输入价格
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+[kKmM]?|[\u4e00-\u9fff]+|[$¥￥]")
_NO_PRICES = {
    *(
        "max",
        "min",
        "limit",
        "context",
        "length",
        "window",
        "count",
        "size",
        "modalities",
        "tokens",
    ),
    *("id", "created", "updated", "time", "date", "rank", "score", "sort", "order", "supported"),
    *("audio", "video", "search", "reasoning", "discount", "original", "official", "list", "msrp"),
}
_PRICE = {"price", "prices", "pricing", "cost", "usd", "cny", "rmb", "per", "价格", "单价", "价"}
_CACHE = {"cache", "cached", "缓存"}
_SIDES = (
    (Unit.CACHE_WRITE, ({"write", "creation", "create", "写入"},)),
    (Unit.CACHE_READ, ({"read", "hit", "input", "prompt", "读取", "命中"},)),
)
_PLAIN = (
    (Unit.INPUT, {"input", "prompt", "in", "输入", "输入价格"}),
    (Unit.OUTPUT, {"output", "completion", "out", "输出", "输出价格"}),
    (Unit.CALL, {"request", "call", "次", "按次"}),
    (Unit.IMAGE, {"image", "picture", "图片"}),
)
TOKENS = frozenset({Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ, Unit.CACHE_WRITE})

# "1M tokens", "/M", "per million", "百万 tokens"; "1K", "千"; "per token", "/token"
_MANY = (
    (
        Decimal(1),
        re.compile(r"1\s?m\b|/\s?m(?:tok)?\b|\bmtok|million|百万|1,?000,?000|\bm\b", re.IGNORECASE),
    ),
    (Decimal(1000), re.compile(r"1\s?k\b|/\s?k\b|thousand|千|1,?000\b", re.IGNORECASE)),
    (
        Decimal(1_000_000),
        re.compile(r"(?:per|/|a|每)[ _-]?(?:1[ _-])?token\b|每个?\s?token", re.IGNORECASE),
    ),
)
_MONEY = (
    ("USD", re.compile(r"usd|\$|dollar|美元|美金", re.IGNORECASE)),
    ("CNY", re.compile(r"cny|rmb|yuan|元|[¥￥]", re.IGNORECASE)),
    ("EUR", re.compile(r"\beur\b|€", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Column:
    """``scale`` makes it the price of a million tokens; ``loud``: the key speaks of prices."""

    unit: Unit
    scale: Decimal | None
    currency: str | None
    loud: bool


def column(key: str, above: str = "") -> Column | None:
    """What a number under this key is the price of, None if it is no price; ``above``: the key of
    the object it stands in.
    """
    own, outer = _split(key), _split(above)
    unit = _unit(own)
    if unit is None or own & _NO_PRICES or ("tokens" in own and not own & _PRICE):
        return None
    said = f"{_spaced(key)} {_spaced(above)}"
    return Column(unit, scale(said), currency(said), bool((own | outer) & _PRICE))


def scale(said: str) -> Decimal | None:
    """What a price for so many tokens is multiplied by to be one for a million."""
    return next((factor for factor, words in _MANY if words.search(said)), None)


def currency(said: str) -> str | None:
    """The money words name, None where they name none, or two."""
    named = [code for code, words in _MONEY if words.search(said)]
    return named[0] if len(named) == 1 else None


def _unit(words: frozenset[str]) -> Unit | None:
    if words & _CACHE:
        return next((unit for unit, (names,) in _SIDES if words & names), None)
    return next((unit for unit, names in _PLAIN if words & names), None)


def _split(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(key[:80]))


def _spaced(key: str) -> str:
    return " ".join(word.lower() for word in _WORDS.findall(key[:80]))
