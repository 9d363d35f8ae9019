"""Supply words of one sentence and whether each counts, by its role and its neighbours: "AWS" is
where access comes from in "AWS 渠道", and a product in "Buy AWS accounts".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from market import supply
from parsers.readers.origins.setting import CHINESE, Setting
from parsers.readers.text.denial import is_denied
from parsers.readers.text.words import any_of, vocabulary, whole

_NEAR = 12  # characters in which a neighbour changes what is meant
_AHEAD = 40  # characters that plan and adjectives before a word may take
# "az 1元", "（az 0.3R）", '"az":4', "aws倍率0.5"; not "aws 3 年", "AWS 300 credits"
_PRICED = re.compile(
    r"[\"' )]{0,2}(?:分组|渠道)?[ :=(约仅只要是倍率价低至]{0,6}"
    r"[¥$]?\d[\d.]{0,6}(?![\d.]| ?[年月天万亿kg核])"
)
# "GPT Pro 号池", "20x号池"
_PLAN = (
    r"(?:(?:(?:gpt|chatgpt|codex|claude|cc|openai)[ -]?)?"
    r"(?:max|pro|plus|team|ultra|business)[ -]?)?(?:(?:5|10|20)x)?"
)
_GLUED = r"(?<![\w.+-])[a-z][a-z0-9.+-]{1,30}-?"  # "gpt-4o-all逆向", "openrouter-cc-官key"
_OFFICIAL = re.compile(
    r"(?:官方|正规|offici|offizi|oficia|официальн|公式|正規|공식|resmi|kênh|nguồn|القنوات|قن)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A supply word of a sentence; ``counts``: it says where access comes from even alone."""

    start: int
    end: int
    role: str
    counts: bool
    denied: bool


def origin_words(sentence: str, where: Setting) -> Iterator[Word]:
    """The vocabulary's words from left to right, each with the adjectives and channel it takes."""
    for start, end in supply.places(sentence):
        if _is_elsewhere(sentence, start, end):
            continue
        channel = _channel().match(sentence, end)
        counts = _counts(sentence, (start, end), where, beside=channel is not None)
        begin, stop = _beginning(sentence, start, end), channel.end() if channel else end
        role = _roles().get(sentence[start:end], "")
        yield Word(begin, stop, role, counts, is_denied(sentence, begin, stop))


def _counts(sentence: str, place: tuple[int, int], where: Setting, *, beside: bool) -> bool:
    start, end = place
    match _roles().get(sentence[start:end]):
        case "tag":
            return False
        case "plan":
            return beside
        case "account":
            return where.shares
        case "client":
            return beside or where.chinese
        case "cloud":
            priced = where.chinese and _PRICED.match(sentence, end) is not None
            return beside or priced or _is_gone_through(sentence, start)
        case _:
            return True


def _is_elsewhere(sentence: str, start: int, end: int) -> bool:
    """Whether the word means something else here: a product, a social channel, one of two."""
    near = sentence[max(0, start - _NEAR) : end + _NEAR]
    if _elsewhere("plain").search(near) or _elsewhere("choice").search(near):
        return True
    term = sentence[start:end]
    if _OFFICIAL.match(term) and _elsewhere("contact").search(near):
        return True
    role = _roles().get(term)
    if role == "client" and _elsewhere("tools").search(near):
        return True
    if role not in ("cloud", "client") or _is_gone_through(sentence, start):
        return False
    return _product().match(sentence, end) is not None


def _is_gone_through(sentence: str, start: int) -> bool:
    """Whether the access is said to go through what begins here: "走AWS", "powered by Azure"."""
    return _through().search(sentence, max(0, start - _AHEAD), start) is not None


def _beginning(sentence: str, start: int, end: int) -> int:
    """Where a Chinese saying begins: "自持海量账号池", "GPT Pro 号池", "gpt-4o-all逆向"."""
    if not CHINESE.search(sentence, start, end):
        return start
    ahead = _ahead().search(sentence, max(0, start - _AHEAD), start)
    return ahead.start() if ahead else start


@cache
def _ahead() -> re.Pattern[str]:
    quality = rf"(?:{whole(_said('beside', 'quality'))} ?){{0,3}}"
    return re.compile(rf"(?:{quality}(?<![a-z0-9.]){_PLAN}(?: ?的)? ?|{_GLUED})\Z")


@cache
def _channel() -> re.Pattern[str]:
    return re.compile(rf" ?{whole(_said('beside', 'channel'))}")


@cache
def _through() -> re.Pattern[str]:
    return re.compile(rf"{whole(_said('beside', 'through'))} ?\Z")


@cache
def _product() -> re.Pattern[str]:
    return re.compile(rf"[^,，、|]{{0,{_NEAR}}}{whole(_said('elsewhere', 'product'))}")


@cache
def _elsewhere(name: str) -> re.Pattern[str]:
    return re.compile(any_of(_said("elsewhere", name)))


def _said(section: str, name: str) -> tuple[str, ...]:
    return vocabulary("supply")[section][name]


@cache
def _roles() -> dict[str, str]:
    named = vocabulary("supply")["role"].items()
    return {word: role for role, words in named for word in words}
