"""The data of a status page as its HTML carries it: an object literal of JavaScript, read as JSON
and never run. Both 1.x and 2.x write it with single quotes.
"""

import re
from typing import Any

import orjson

from market.types import Page
from parsers.payload import mapping

_ASSIGNED = re.compile(r"window\.preloadData\s{0,20}=\s{0,20}(?=\{)")
# A string that never ends goes to the end of the text: no other may begin inside of it.
_TOKEN = re.compile(
    r""""(?:[^"\\]|\\.)*+(?:"|\\?\Z)|'(?:[^'\\]|\\.)*+(?:'|\\?\Z)|[{}]""", re.DOTALL
)
_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})|\\([0v'])|\"")
_MEANT = {"0": "\\u0000", "v": "\\u000b", "'": "'"}
_LONGEST = 2_000_000  # characters


def status_page(page: Page) -> dict[str, Any]:
    """What ``window.preloadData`` holds, empty where there is none or it cannot be read."""
    if b"window.preloadData" not in page.body:
        return {}
    text = page.text
    found = _ASSIGNED.search(text)
    if not found:
        return {}
    try:
        return mapping(orjson.loads(_json(text[found.end() : found.end() + _LONGEST])))
    except orjson.JSONDecodeError:
        return {}


def _json(text: str) -> str:
    """The literal a text begins with, up to the brace that closes it, its strings made JSON's."""
    depth, done, parts = 0, 0, []
    for token in _TOKEN.finditer(text):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        parts += [text[done : token.start()], _string(token[0])]
        done = token.end()
        if depth == 0:
            break
    return "".join(parts)


def _string(token: str) -> str:
    if token[0] != "'":
        return token
    return f'"{_ESCAPE.sub(_escaped, token[1:-1])}"'


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\u00{found[1]}"
    return _MEANT[found[2]] if found[2] else '\\"'
