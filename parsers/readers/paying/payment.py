"""How the buyer pays: methods named in a list, beside a word of paying, or in a column of payments.
How the seller or a subscriber pays the maker, and what is not needed, is no way to pay here.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from market.claims import Payment
from market.types import Fact
from parsers.readers.facts import LIKELY, SURE, said_once
from parsers.readers.paying.heads import cells_under
from parsers.readers.paying.methods import FREE, Mention, lists, mentions
from parsers.readers.text.fold import Folded, fold
from parsers.readers.text.spellings import free, may_say
from parsers.readers.text.words import vocabulary

READER = "payment/1"

_CLAUSE = re.compile(r"[\n。;!?|]|\.\s")  # what is said behind it is said anew
_PART = re.compile(r"[,，]")
_BEFORE = 40  # characters around a list that may say what it is for
_AFTER = 15
_DENIAL = 22  # a denial stands close: "no credit or debit card"
# "pay with a card", "оплата по карте": between the cue and the method.
_SIGNS = " :=>→~(-"
_LINK = re.compile(r"\b(?:an?|by|with|via|in|is|are|en|per|mit|par|con|com|по|через|bằng|qua)$")


def read_payment(text: str, context: str = "") -> Iterator[Fact]:
    """Every way to pay the seller that the text names, each once."""
    if not may_say("payments", text):
        return iter(())
    return said_once(_read(fold(text), context))


def _read(folded: Folded, context: str) -> Iterator[Fact]:
    text = folded.text
    for low, high in cells_under(_cue("label"), text, fold(context).text):
        for one in mentions(text, low, high, (*FREE, "column")):
            yield _fact(folded, one)
    for found in lists(text, mentions(text, 0, len(text), FREE)):
        run = found if _says(text, found) else _behind_comma(text, found)
        if run is found or (run and _says(text, run)):
            for one in run:
                yield _fact(folded, one)


def _says(text: str, run: Sequence[Mention]) -> bool:
    """Whether a list of methods is said to be how one pays here."""
    low, high = run[0].start, run[-1].end
    before = _CLAUSE.split(text[max(0, low - _BEFORE) : low])[-1]
    after = _CLAUSE.split(text[high : high + _BEFORE])[0]
    part = _PART.split(before)[-1] + text[low:high] + _PART.split(after)[0]
    if _cue("spent").search(part) or _denied(_PART.split(before)[-1], _PART.split(after)[0]):
        return False
    if _cue("asked").search(before) or text[high : high + 5].partition("吗")[1]:
        return False
    cards = all(one.method == "card" for one in run)
    if cards and _cue("needed").search(_PART.split(before)[-1]):
        return False  # advice on how to pay the maker
    if any(one.level == "sure" for one in run) or _labelled(before):
        return True
    near = any(one.level == "near" for one in run)
    return near and bool(_cue("near").search(before) or _cue("near").search(after[:_AFTER]))


def _behind_comma(text: str, run: Sequence[Mention]) -> Sequence[Mention]:
    """What is said anew: "无需信用卡，支付宝直接付"."""
    comma = text.find("，", run[0].end, run[-1].start)
    return [one for one in run if one.start > comma] if comma >= 0 else []


def _denied(before: str, after: str) -> bool:
    """ "no credit card required", "无需信用卡", "信用卡不支持"."""
    refused = _cue("refused").match(after.lstrip())
    if refused and not after.lstrip()[refused.end() :].strip(" 的了)."):
        return True
    return bool(_cue("denied").search(before[-_DENIAL:]))


def _labelled(before: str) -> bool:
    """Whether a cue stands right before: "支付方式：", "pay with a "."""
    tail = _LINK.sub("", before.rstrip(_SIGNS)).rstrip(_SIGNS)
    return any(found.end() == len(tail) for found in _cue("label").finditer(tail))


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(free(vocabulary("payments")["cue"][name]))


def _fact(folded: Folded, one: Mention) -> Fact:
    span = folded.where(one.start, one.end)
    quote = folded.original[slice(*span)]
    sure = SURE if one.level == "sure" else LIKELY
    return Fact(Payment(one.method), quote, span, reader=READER, confidence=sure)
