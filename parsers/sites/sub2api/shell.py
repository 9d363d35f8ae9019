"""The HTML shell, which assigns the settings to a variable. Its script is read, never run."""

import re
from typing import Any

import orjson

from market.types import Page

_ASSIGNED = re.compile(r"window\.__APP_CONFIG__\s{0,20}=\s{0,20}(\{)")
# A string that never ends goes to the end of the text: no other may begin inside of it.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}]', re.DOTALL)
_LONGEST = 500_000  # characters of settings in a shell


def settings(page: Page) -> dict[str, Any] | None:
    """The settings in a page's window.__APP_CONFIG__, None if it has none."""
    if b"__APP_CONFIG__" not in page.body:
        return None
    text = page.text
    found = _ASSIGNED.search(text)
    if not found:
        return None
    try:
        told = orjson.loads(_object(text[found.start(1) : found.start(1) + _LONGEST]))
    except orjson.JSONDecodeError:
        return None
    return told if isinstance(told, dict) and "site_name" in told else None


def _object(text: str) -> str:
    """The JSON object a text begins with, by its balanced braces; all of it if they never close."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return text[: token.end()]
    return text
