"""Blocks of links to one's friends (友链): they lead to other places and offer nothing here."""

import re
import tomllib
from functools import cache
from importlib.resources import files


def speaks_of_friends(words: str) -> bool:
    """Whether a heading, or what a block begins with, announces links to friends."""
    return bool(_any_of("friends").search(words.lower()))


def named_for_friends(names: str) -> bool:
    """Whether the class or id of an element says that it holds them."""
    return bool(_any_of("marks").search(names.lower()))


@cache
def _any_of(name: str) -> re.Pattern[str]:
    words = tomllib.loads((files("parsers") / "data" / "outward.toml").read_text("utf-8"))[name]
    return re.compile("|".join(map(re.escape, words)))
