"""Whether what a text names is denied there: "非逆向", "sin reembolsos", "garanti yok"."""

import re
from functools import cache

from parsers.readers.text.words import any_of, vocabulary, whole

_FAR = 48  # characters looked at on either side
_FILLERS = 4  # words between the denial and what it denies


def is_denied(words: str, start: int, end: int) -> bool:
    """Whether the folded words from ``start`` to ``end`` are denied right before or behind."""
    low = max(0, start - _FAR)
    return (
        _before().search(words, low, start) is not None
        or _after().match(words, end, end + _FAR) is not None
    )


def holds_denial(words: str) -> bool:
    """Whether a word of denial stands among these: "prompts are never stored"."""
    return _inside().search(words) is not None


@cache
def _before() -> re.Pattern[str]:
    said = vocabulary("denial")["denial"]
    return re.compile(
        rf"{whole(said['before'])}(?:[ '\"]?{whole(said['between'])}){{0,{_FILLERS}}}[ '\"]?\Z"
    )


@cache
def _after() -> re.Pattern[str]:
    """The words go on as they like: "отсутству" stands for all its endings."""
    said = vocabulary("denial")["denial"]
    return re.compile(rf"(?: ?{whole(said['link'])}){{0,3}} ?{any_of(said['after'])}")


@cache
def _inside() -> re.Pattern[str]:
    said = vocabulary("denial")["denial"]
    return re.compile(f"{whole(said['before'])}|{whole(said['after'])}")
