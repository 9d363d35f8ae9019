"""A pattern for numbers that stand beside what can make them money: a currency, a tenth, a percent
sign, a count of something that is sold. For RE2: letters side by side, without tokens.
"""

from collections.abc import Iterable, Iterator

import re2

from parsers.readers.text.words import vocabulary

FREE = r"(?:\b|[0-9_])"  # no letter here, on whichever side
# Between a number and its unit: magnitudes, brackets, blanks, quotation marks, "多", "个".
_GAP = r"[\s)\]】」）》\"'”+~～\-–—,，.kwmb万亿千百多余来几个左右以上起]*"
# Between a number and the word that leads to it: "充值：¥", "送你 ".
_LEADING = r"[\s(\[【「（《\"'“:：=＝≈约~～\-–—为是到近达的至了你您,，.$¥€+]*"
# Sections whose words say nothing of a number beside them, or stand beside too many.
_NO_UNIT = frozenset(
    {"per", "equals", "range", "period", "official", "was", "bound", "off", "wish", "elsewhere",
     "negation", "plain", "technical", "group", "coupon", "minimum", "bonus", "recharge", "prefix",
     "half", "change", "comparison", "example", "spent", "small", "dearer"}
)  # fmt: skip
_LEADS = frozenset({"currency", "prefix", "times", "recharge", "side", "minimum"})
# Credit, gifts and accounts, in one sentence: "1M free tokens", "送给你们的 20". None of these
# repeats has a bound: counting would cost RE2 a state for every count at once.
_LOOSE = (("words", ("bonus", "worth", "measure")), ("gifts", ("give", "gift", "credit")))
_NEAR = r"[^0-9\n。;；!！?？]*"
_SENTENCE = r"[^\n。;；!！?？]*"
_PERIODIC = r"\s?(?:/|每|per |a |al |par |pro |por |за |в |mỗi )\s?"
_PER_MANY = r"\s?(?:/|每|per)\s?(?:1|一)?[\s,]?[mk百千0]"  # "12/M", "5 per 1,000,000"
_CENTS = "分(?:[^钟支享别析数辨秒]|$)"
_COUNTED = r"(?:^|[^第0-9.,\s])\s*[0-9][0-9.,]*"  # not "第 3 次"
_SPOKEN_PERIOD = "[一二两三四五六七八九十百千万](?:一个|一|每个?|/)[月年周季天]"
_FOR_ONE = r"[0-9]\s?(?:一个?|每个?)[月年周季天]"  # "22 一个月"
_SPOKEN = "[〇零一二两三四五六七八九十百千万半几][元块毛角分刀美折成割倍万亿u%r]"


def stands_beside(goods: str) -> str:
    """A number with a unit at its side, or a decimal that needs none: "gpt pro 0.1". ``goods`` is
    the pattern of what is sold in this trade.
    """
    counters = {word for word in _words("words", ["unit"]) if len(word) == 1}  # 个, 件, 份
    ordinary = counters | set(_words("looks", ["ordinary"]))
    units = {*_words("words", vocabulary("words").keys() - _NO_UNIT), *_words("looks", ["share"])}
    accounts = set(vocabulary("words")["unit"]["account"]) - ordinary
    loose = either([*accounts, *(word for name, of in _LOOSE for word in _words(name, of))])
    counted = rf"{_COUNTED}{_GAP}{whole(ordinary)}"
    sold = f"(?:{either(_words('looks', ['sold']))}|{goods})"
    return "|".join(
        [
            rf"[0-9]{_GAP}(?:{whole(units - ordinary)}|{_PERIODIC}{whole(_periods())})",
            rf"[0-9]{_GAP}(?:\s?[:：]\s?[0-9]|{_PER_MANY}|{_CENTS}|\s?[/每]\s?{whole(ordinary)})",
            rf"(?:[%٪]|{either(_leading())}){_LEADING}[0-9]",
            rf"[0-9]{_NEAR}{loose}|{loose}{_NEAR}[0-9]",
            rf"{sold}{_SENTENCE}{counted}|{counted}{_SENTENCE}{sold}",
            r"(?:^|[^0-9.,])0\.[0-9]",
            r"(?:^|[^0-9/.])[1-9] ?/ ?[1-9]\d?(?:[^0-9/.]|$)",  # a third of the price
            _SPOKEN,
            _SPOKEN_PERIOD,
            _FOR_ONE,
        ]
    )


def _leading() -> Iterator[str]:
    """Words that lead to an amount: "¥", "充值", "输入", "月卡", "到账"."""
    yield from _words("words", _LEADS)
    yield from (word for word in _periods() if word.endswith(("卡", "付")) or "包" in word)
    gets = vocabulary("words")["equals"]["gets"]
    yield from (word for word in gets if not word.startswith("-"))


def _words(name: str, sections: Iterable[str]) -> Iterator[str]:
    for section in sections:
        for words in vocabulary(name).get(section, {}).values():
            yield from words


def _periods() -> Iterator[str]:
    return _words("words", ["period"])


def either(words: Iterable[str]) -> str:
    """Any of the words, wherever it stands; of "рубл*" the stem."""
    stems = {word.partition("*")[0] for word in words} - {""}
    return f"(?:{'|'.join(re2.escape(stem) for stem in sorted(stems))})"


def whole(words: Iterable[str]) -> str:
    """The same, where no Latin letter goes on: the "r" of "0.6r" is none of "3 requests"."""
    known = set(words)
    closed = {word for word in known if word[-1].isascii() and word[-1].isalpha()}
    return rf"(?:{either(known - closed)}|{either(closed)}{FREE})"
