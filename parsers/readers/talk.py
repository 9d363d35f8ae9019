"""Speech about the trade that offers nothing: questions, explanations, the rules of a group."""

import re
from collections.abc import Iterator
from functools import cache

from parsers.readers.words import any_of, vocabulary, whole

_LONGEST = 400  # characters looked at in one go: longer sentences are cut, so time stays linear
_SENTENCE = re.compile(rf"(?:[^\n。;|?!.]|\.(?!\s|\Z)){{1,{_LONGEST}}}\??")


def sentences(text: str) -> Iterator[re.Match[str]]:
    """The sentences and cells of a folded text, a question with its mark."""
    return _SENTENCE.finditer(text)


def is_talk(sentence: str) -> bool:
    """Whether a folded sentence asks or explains rather than offers."""
    return sentence.endswith("?") or _explains().search(sentence) is not None


def is_of_rules(text: str) -> bool:
    """Whether a folded listing is the rules of a group: they forbid and threaten more than once."""
    return len({rule[0] for rule in _rules().finditer(text)}) > 1


@cache
def _explains() -> re.Pattern[str]:
    return re.compile(whole(vocabulary("supply")["talk"]["explains"]))


@cache
def _rules() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary("supply")["talk"]["rules"]))
