"""Words that strangers wrote, made safe to look at: nothing hides, nothing reorders the line, no
address becomes a link by accident. HTML escaping is the template's business.
"""

import re
import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Invisible though Unicode does not call them format characters: fillers, joiners, selectors.
_VANISHING = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")
_PILED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with invisible characters gone, and those that reorder or control it spelt out."""
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(map(_shown, _VANISHING.sub("", text)))
    return _PILED_MARKS.sub(r"\1", shown)


def _shown(char: str) -> str:
    if char.isprintable() or char in "\t\n":
        return char
    match unicodedata.category(char):
        case "Cf" if char not in _BIDI:
            return ""
        case "Zs" | "Zl" | "Zp":
            return " "
        case _:
            return f"\u27e8U+{ord(char):04X}\u27e9"


def brief(text: str, limit: int = 200) -> str:
    """One line of at most ``limit`` characters."""
    line = _SPACES.sub(" ", visible(text)).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def defanged(url: str) -> str:
    """An address nobody can follow by a slip of the finger: hxxps://shop[.]example/path."""
    scheme, found, rest = url.partition("://")
    if not found:
        scheme, rest = "", url
    host, slash, path = rest.partition("/")
    head = re.sub("(?i)^http", "hxxp", scheme) + found
    return f"{head}{host.replace('.', '[.]')}{slash}{path}"
