"""Who speaks: a seller, or somebody who quotes what the makers charge or tells his own bill.

"$20 a month for ChatGPT Plus" is in every tutorial. Such a price counts only where something else
says that it is for sale; a wording that nobody but this trade uses ("0.6R 一刀") speaks for itself.
"""

import re
from collections.abc import Iterable
from functools import cache

from market.channel import is_first_party, own_site
from market.claims import Coupon, Discount
from market.types import Fact
from parsers.readers.around import Said
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.table.catalogue import is_catalogue
from parsers.readers.subject import of_listing
from parsers.readers.text.talk import is_asked
from parsers.readers.text.words import any_of, vocabulary
from parsers.readers.wordings import (
    NATIVE,
    holds_more,
    is_native,
    like_a_maker,
    lists_yuan,
    trade_wording,
)

_ADDRESS = re.compile(r"(?:https?://|www\.)[\w.-]{3,100}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@[a-z]\w{3,}|t\.me/|(?:微信|wechat|telegram|qq)\W", re.IGNORECASE)
_HOST = re.compile(r"(?<![\w.@-])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,10}(?![\w(-])", re.IGNORECASE)
# A price tag of a page, as only shops have them.
_TAG = re.compile(r"""(?:class|itemprop|id)=["'][\w -]{0,40}\bprice\b""", re.IGNORECASE)
_LEGEND = re.compile(r"含义|图例|术语|名词解释|legend|glossary|\bmeaning\b")
# What this trade calls its goods without naming a model.
_TRADE = re.compile(
    r"(?<![a-z])(?:api|ai|llms?|models?|modelos|modelle|modèles|mô hình|модел|credits?|relay"
    r"|gateway|tokens?|токен|нейросет)(?![a-z])"
    r"|模型|中转|额度|倍率|一刀(?!切|两断)|/ ?刀(?![具片切])|充值|号池|官[转逆价方]|渠道|算力|签到"
    r"|モデル|クレジット|نموذج|نماذج|모델"
    r"|\d ?美?刀|[首起]充|体验金|注册福利|邀请码|站内[刀币]|크레딧|guthaben|кредит|crédit|رصيد"
)
_BUYS = re.compile(
    r"[\s【\[]{0,4}(?:本人|个人|长期|常年|高价|大量|诚意?|急|现)?(?:求?收购?|求购)"
    r"(?![费录到款益入藏集据获尾工敛取货银看藏购])[\s】\]:：]{0,3}[\w.]"
)
_OPENING = 160  # characters in which a maker is named where it is the one who speaks
_LOOKED_AT = 5000  # characters: who speaks is said early


def offered(told: Said, facts: Iterable[Fact], *, by_seller: bool = False) -> tuple[Fact, ...]:
    """The facts that somebody offers: none of another trade, none where a maker promotes its own
    goods, and none that look like a maker's price where nothing says that anything is sold.
    ``by_seller``: it stands on a page of the seller's own.
    """
    words = told.text.folded.original
    kept = tuple(fact for fact in facts if not is_asked(words, fact.span[1]))
    if not kept or not may_offer(told):
        return ()
    ours = of_the_trade(told) or any(trade_wording(fact.value) for fact in kept)
    if not ours or _any_of("quoted").search(_beginning(told.text)):
        kept = tuple(fact for fact in kept if trade_wording(fact.value))
    if of_listing(told).provider in NATIVE and not (by_seller or sells(told)):
        kept = tuple(fact for fact in kept if not isinstance(fact.value, Coupon))
    if not any(like_a_maker(fact.value) for fact in kept):
        return kept
    cut = any(
        isinstance(fact.value, Discount | Coupon) for fact in kept if not is_native(fact.value)
    )
    shop = cut or lists_yuan(kept) or holds_more(kept)
    if by_seller or shop or "o" in told.text.shape or sells(told):
        return kept
    return tuple(fact for fact in kept if not like_a_maker(fact.value))


def may_offer(told: Said) -> bool:
    """Whether a seller may be speaking at all: no maker of its own goods, no lesson, no quarrel."""
    return not (_speaks_for_a_maker(told) or _explains(told) or _grumbles(told) or _buys(told.text))


def of_the_trade(told: Said) -> bool:
    """Whether the listing or its head names a model, or speaks as relays do."""
    scans = (told.text, told.head)  # addresses are left out of folded text: "otter-api.example"
    return any(
        "M" in scan.shape or _TRADE.search(words)
        for scan in scans
        for words in (scan.folded.text, scan.folded.original.lower())
    )


def sells(told: Said) -> bool:
    """Whether a shop speaks: by its words, how it is reached or how it lays out its goods."""
    if told.text.folded.struck or is_catalogue(told):
        return True  # who strikes a price out has another
    return any(
        _any_of("seller").search(_beginning(scan)) or _is_reached(scan.folded.original[:_LOOKED_AT])
        for scan in (told.text, told.head)
    )


def _beginning(scan: Scan) -> str:
    return scan.folded.text[:_LOOKED_AT]


def _explains(told: Said) -> bool:
    """Whether the head is that of a legend, or the text begins as a lesson does."""
    legend = _LEGEND.search(told.head.folded.text)
    return legend is not None or bool(_any_of("lesson").match(_beginning(told.text).lstrip("#* ")))


def _grumbles(told: Said) -> bool:
    return _any_of("grumble").search(_beginning(told.text)) is not None


def _buys(scan: Scan) -> bool:
    """ "收 gemini 号，10 块一个"; not "收费", "收到"."""
    return _BUYS.match(_beginning(scan)) is not None


def _is_reached(text: str) -> bool:
    hosts = (found[0] for found in [*_ADDRESS.finditer(text), *_HOST.finditer(text)])
    if _HANDLE.search(text) or _TAG.search(text):
        return True
    return any(own_site(host) for host in hosts)


def _speaks_for_a_maker(told: Said) -> bool:
    """Whether the only addresses are makers' own, or a maker is named as the one who offers."""
    words = f"{told.head.folded.text[:_OPENING]}\n{told.text.folded.text[:_OPENING]}"
    if _any_of("first_party").search(words):
        return True
    texts = (told.head.folded.original, told.text.folded.original)
    found = [host[0] for text in texts for host in _ADDRESS.finditer(text[:_LOOKED_AT])]
    return any(map(is_first_party, found)) and not any(own_site(host) for host in found)


@cache
def _any_of(section: str) -> re.Pattern[str]:
    """Whole words of alphabetic scripts ("*" for any ending); others wherever they stand."""
    words = [word for found in vocabulary("stance")[section].values() for word in found]
    stems = any_of(word[:-1] for word in words if word.endswith("*"))
    whole = any_of(word for word in words if _alphabetic(word))
    rest = any_of(word for word in words if not word.endswith("*") and not _alphabetic(word))
    ways = [rf"(?<!\w)(?:{stems})"] * bool(stems) + [rf"(?<!\w)(?:{whole})(?!\w)"] * bool(whole)
    return re.compile("|".join(ways + [rest] * bool(rest)))


def _alphabetic(word: str) -> bool:
    return not word.endswith("*") and word[0].isalpha() and ord(word[0]) < 0x0700
