"""Speech about the trade that offers nothing: questions, explanations, the rules of a group."""

import re
from collections.abc import Iterator
from functools import cache

from parsers.readers.text.words import any_of, vocabulary, whole

_LONGEST = 400  # characters looked at in one go: longer sentences are cut, so time stays linear
# A question mark within an address asks nothing.
_STOP = re.compile(r"？|[?](?![A-Za-z0-9_=&])|[\n。!！;；]")
# "0.1 元一刀，有人要吗？", "who wants one?"
_COME = re.compile(
    r"要吗|要不|要么|有人要|需要|想要|想试|试试|了解一下|心动|考虑|interested|want|need|надо|нуж|cần"
)
_INVITED = 20  # characters before the mark
_SENTENCE = re.compile(rf"(?:[^\n。;|?!.]|\.(?!\s|\Z)){{1,{_LONGEST}}}\??")


def sentences(text: str) -> Iterator[re.Match[str]]:
    """The sentences and cells of a folded text, a question with its mark."""
    return _SENTENCE.finditer(text)


def is_talk(sentence: str) -> bool:
    """Whether a folded sentence asks or explains rather than offers."""
    return sentence.endswith("?") or _explains().search(sentence) is not None


def is_asked(text: str, end: int) -> bool:
    """Whether what ends here in a text stands in a question, unless buyers are asked to come."""
    stop = _STOP.search(text, end, end + _LONGEST)
    if stop is None or stop[0] not in "?？":
        return False
    return _COME.search(text, max(0, stop.start() - _INVITED), stop.start()) is None


def is_of_rules(text: str) -> bool:
    """Whether a folded listing is the rules of a group: they forbid and threaten more than once."""
    return len({rule[0] for rule in _rules().finditer(text)}) > 1


@cache
def _explains() -> re.Pattern[str]:
    return re.compile(whole(vocabulary("supply")["talk"]["explains"]))


@cache
def _rules() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary("supply")["talk"]["rules"]))
