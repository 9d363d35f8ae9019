"""Model names folded to what identifies them, and the endings that do not: dates, "latest"."""

import re
import unicodedata
from collections.abc import Iterator

Key = tuple[tuple[str, ...], tuple[str, ...]]

_PIECES = re.compile(r"[a-z]+|\d+")
# These vendors' names are written in any order: claude-3-5-sonnet, claude-sonnet-3.5.
_ANY_ORDER = {"claude", "gemini", "opus", "sonnet", "haiku", "fable", "mythos"}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# claude-sonnet-4-5-20250929, gpt-4.1-2025-04-14, doubao-seed-2-0-pro-260215, grok-4-0709,
# gemini-2.5-pro-preview-05-06, gemini-2.5-flash-preview-09-2025, gemini-1.5-pro-002
_DATES = (
    re.compile(r"[-@_.](?:20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$"),
    re.compile(r"[-@_.]20[12]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"),
    re.compile(r"[-@_.]2[3-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"),
    re.compile(r"[-@]preview-(?:0[1-9]|1[0-2])-(?:[0-3]\d|20\d\d)$"),
    re.compile(r"[-@](?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"),
    re.compile(r"-00[1-9]$"),
)


def fold(text: str) -> str:
    """Lower case, half-width, no invisible characters, single blanks."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
    return " ".join(plain.split())


def key(name: str) -> Key:
    """What identifies a model whatever the punctuation: its words and its numbers.

    "Claude Sonnet 4.5", "claude-4.5-sonnet" and "claude-sonnet-4-5" share one key; "4o-mini" and
    "o4-mini" do not: where order matters, it is kept.
    """
    pieces = tuple(_PIECES.findall(fold(name).replace("+", " plus ")))
    if _ANY_ORDER.isdisjoint(pieces):
        return pieces, ()
    return (
        tuple(piece for piece in pieces if not piece.isdigit()),
        tuple(piece for piece in pieces if piece.isdigit()),
    )


def undated(name: str) -> Iterator[str]:
    """The name without the date or revision it ends in; nothing when it ends in neither."""
    for pattern in _DATES:
        bare = pattern.sub("", name)
        if bare != name:
            yield bare
            return
