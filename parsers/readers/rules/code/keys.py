"""What a field holds by its key: "originalPrice", "gia_ban", "priceM", "amount_cents", "цена"."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from parsers.readers.rules.price import units
from parsers.readers.text.words import vocabulary

_LONGEST = 60  # characters of a key
# "originalPrice", "priceUSDMonth", "price12M"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])|(?<=[a-z][a-z])(?=[0-9])")
_PARTS = re.compile(r"[\s_.\-/()]+")
# "input_price_per_1M": a million, and no month.
_OF_TOKENS = frozenset({"input", "output", "prompt", "completion", "tokens", "token"})
_MILLION = dict.fromkeys(("1m", "m", "mtok", "mtokens", "mil", "mio", "1million"), "million")
_FILLERS = frozenset({"per", "in", "of", "the", "a"})


@dataclass(frozen=True, slots=True)
class Key:
    """The role of a field ("" where it is none we know), and the money and period its key names."""

    role: str
    money: str | None = None
    period: str = ""
    scale: Decimal = Decimal(1)  # 0.01 of a price in cents


@lru_cache(maxsize=2_000)
def key(written: str) -> Key:
    """What is said by a key as written in the code."""
    words = _words(written)
    roles = _roles()
    role = roles.get(" ".join(words)) or roles.get(" ".join(_without_noun(words)))
    if (role and role != "weak") or not words or len(written) > _LONGEST:
        return Key(role or "")
    money = next((code for word in words if (code := _section("money").get(word))), None)
    # Stripe's "unit_amount" is always in cents
    cents = any(word in _section("cents") for word in words) or words[:2] == ["unit", "amount"]
    period = next((name for word in words if (name := _section("period").get(word))), "")
    many, _, unit = period.rpartition(" ")
    named = ("money", "cents", "period")
    rest = [word for word in words if not any(word in _section(section) for section in named)]
    rest = _without_noun([word for word in rest if word not in _FILLERS] or rest)
    role = roles.get(" ".join(rest))
    if role is None:
        role = "lasting" if period and not rest else ""
        role = "weak" if money and not period and not rest else role  # "usd: 3.2"
    lasts = units.period(unit, Decimal(many or 1)) if period else ""
    return Key(role, money, lasts, Decimal("0.01") if cents else Decimal(1))


def named_price(written: str) -> tuple[str, str | None] | None:
    """What is sold and its money by a key that says both: "CHATGPT_PLUS_PRICE_RUB"."""
    words = _words(written)
    if len(words) < 2 or "price" not in map(_roles().get, words):
        return None
    money = next((code for word in words if (code := _section("money").get(word))), None)
    rest = [w for w in words if _roles().get(w) != "price" and w not in _section("money")]
    return " ".join(rest), money


def _without_noun(words: list[str]) -> list[str]:
    """ "goods_price", "const price", "self.price": the last word says what it is."""
    return words[1:] if len(words) > 1 and words[0] in _NOUNS else words


_NOUNS = frozenset(
    {"product", "goods", "item", "plan", "package", "service", "sku", "account", "subscription",
     "offer", "offers", "ware", "const", "let", "var", "self", "this", "set", "default", "my"}
)  # fmt: skip


def _words(written: str) -> list[str]:
    """ "unitPriceUSD", "unit_price-usd" → unit price usd."""
    parted = _CAMEL.sub(" ", written[:_LONGEST]).lower().lstrip("- $@")
    words = [word for word in _PARTS.split(_plain(parted)) if word]
    if _OF_TOKENS.isdisjoint(words):
        return words
    return [_MILLION.get(word, word) for word in words if word not in ("tokens", "token")]


def _plain(words: str) -> str:
    """Without diacritics: a key is often written without."""
    parted = unicodedata.normalize("NFD", words.replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(m for m in parted if not unicodedata.combining(m)))


@cache
def _roles() -> dict[str, str]:
    return _section("field")


@cache
def _section(name: str) -> dict[str, str]:
    found = vocabulary("fields")[name].items()
    return {_plain(word): meaning for meaning, words in found for word in words}
