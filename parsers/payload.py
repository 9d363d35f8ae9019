"""JSON bodies as values: decoded once, bounded, and with numbers that stay what was written.

Nothing here raises on hostile input but :class:`~parsers.adapter.Drifted`.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson

from market.types import Page
from parsers.adapter import Drifted

LARGEST = 20_000_000  # bytes of a body we are willing to decode
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?")
_WIDEST = 30  # digits of a number that can still mean money


def is_json(page: Page) -> bool:
    """Whether the body starts like a JSON object or array."""
    return page.body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def document(page: Page) -> Any:
    """The decoded body, None when it is no JSON, or broken, or too large."""
    return _decoded(page.body)[0] if is_json(page) else None


def required(page: Page) -> Any:
    """The decoded body; raises Drifted saying what is wrong with it."""
    if not is_json(page):
        raise Drifted("not JSON where JSON was expected")
    value, problem = _decoded(page.body)
    if problem:
        raise Drifted(problem)
    return value


@lru_cache(maxsize=4)
def _decoded(body: bytes) -> tuple[Any, str]:
    # orjson itself refuses NaN, Infinity, numbers beyond a double and nesting beyond 1024.
    if len(body) > LARGEST:
        return None, f"body of {len(body)} bytes is too large"
    # PostgreSQL cannot store NUL, and no price sheet has an honest use for it.
    text = body.decode("utf-8-sig", "replace").replace("\\u0000", "\\ufffd")
    try:
        return orjson.loads(text), ""
    except orjson.JSONDecodeError as broken:
        return None, f"broken JSON: {broken}"


def mapping(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """The value if it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def first(value: Any) -> dict[str, Any]:
    """The first value of an array if it is an object, else an empty one."""
    return mapping(next(iter(sequence(value)), None))


def data(page: Page) -> dict[str, Any]:
    """The object that an answer's envelope holds under "data", else an empty one."""
    return mapping(mapping(document(page)).get("data"))


def words(value: Any) -> str:
    """The value if it is a string, trimmed, else ""."""
    return value.strip() if isinstance(value, str) else ""


def written(value: Any) -> str:
    """A JSON value as the sheet writes it, to be quoted."""
    return repr(value) if isinstance(value, float) else str(value).strip()


def number(value: Any) -> Decimal | None:
    """A number ≥ 0, or a string that is one, exactly as written; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = written(value)
    # Decimal also reads "Infinity", "1_0" and Arabic-Indic digits; a sheet writes none of these.
    if len(text) > _WIDEST or not _NUMBER.fullmatch(text):
        return None
    amount = Decimal(text)
    return amount if abs(amount.adjusted()) <= 15 else None


def pointer(*steps: str | int) -> str:
    """The JSON pointer (RFC 6901) of the value these steps lead to."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def resolve(value: Any, place: str) -> Any:
    """What a JSON pointer points at; raises KeyError when there is nothing."""
    for step in place.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        match value:
            case dict():
                value = value[name]
            case list() if name.isdigit() and int(name) < len(value):
                value = value[int(name)]
            case _:
                raise KeyError(place)
    return value
