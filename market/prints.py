"""Marks that words leave: the same advert under another name and address has the same one."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b")
_HANDLE = re.compile(r"@\w{3,32}")
_CELL = re.compile(r"[|\n]")
_TITLE = re.compile(r"\s*[^:：|]{1,30}[:：]\s")
_WORD = re.compile(r"\w+")
_TELLING = 24  # letters of a cell that says more than a table's other rows do; a sign counts two
_ENOUGH = 40  # letters of a text nobody writes twice by chance


def text_print(text: str, names: Iterable[str] = ()) -> str | None:
    """SHA-256 (hex, 32 of 64) of a text's words without the seller's names and addresses, or None
    where too little is left to tell anybody by. Case, width and punctuation do not matter.
    """
    folded = fold(text)
    for name in sorted({fold(name) for name in names if len(name) >= 2}, key=len, reverse=True):
        folded = folded.replace(name, " ")
    folded = _HANDLE.sub(" ", _ADDRESS.sub(" ", folded))
    cells = (" ".join(_WORD.findall(_TITLE.sub("", cell, 1))) for cell in _CELL.split(folded))
    told = [cell for cell in cells if _letters(cell) >= _TELLING]
    if sum(map(_letters, told)) < _ENOUGH:
        return None
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def fold(text: str) -> str:
    """One spelling for what people read as the same: width, case and compatible signs."""
    return unicodedata.normalize("NFKC", text).casefold()


def _letters(words: str) -> int:
    """Letters; of scripts that write a word with a sign or two, each sign counts as two."""
    return sum(1 + (sign >= "\u2e80") for sign in words if sign.isalpha())
