"""The vocabularies as data: TOML files in ``data/`` that an analyst can extend without code."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """A flat table of ``data/<name>.toml``."""
    return {key: str(value) for key, value in _load(name).items()}


@cache
def vocabulary(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """``data/<name>.toml`` as section → meaning → spellings, signs as in folded texts."""
    signs = {ord(sign): one for sign, one in table("signs").items()}
    return {
        section: {
            meaning: tuple(dict.fromkeys(spelling.translate(signs) for spelling in spellings))
            for meaning, spellings in meanings.items()
        }
        for section, meanings in _load(name).items()
    }


def _load(name: str) -> Mapping[str, dict[str, list[str]]]:
    source = files("parsers.readers").joinpath("data", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of many words, as a tree by first letter: one step a letter."""
    branches: dict[str, set[str]] = {}
    for word in words:
        branches.setdefault(word[:1], set()).add(word[1:])
    ends = branches.pop("", None) is not None
    tree = [
        re.escape(first) + (any_of(rest) if rest != {""} else "")
        for first, rest in sorted(branches.items())
    ]
    if not tree:
        return ""
    joined = tree[0] if len(tree) == 1 and not ends else f"(?:{'|'.join(tree)})"
    return joined + ("?" if ends else "")


ALPHA = "a-z\u00df-\u024f\u0370-\u0559\u0561-\u06ff\u0900-\u0dff\u1000-\u109f\u1e00-\u1fff"


@cache
def whole(words: tuple[str, ...]) -> str:
    """A pattern for the longest of many words; those of alphabets match whole words only."""
    edges: dict[tuple[bool, bool], list[str]] = {}
    for word in words:
        edges.setdefault((_is_letter(word[0]), _is_letter(word[-1])), []).append(word)
    ways = [
        (rf"(?<![{ALPHA}])" if opens else "")
        + f"(?:{any_of(found)})"
        + (rf"(?![{ALPHA}])" if closes else "")
        for (opens, closes), found in sorted(edges.items(), reverse=True)
    ]
    return f"(?:{'|'.join(ways)})"


def _is_letter(mark: str) -> bool:
    return re.match(f"[{ALPHA}]", mark) is not None
