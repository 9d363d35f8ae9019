"""Contacts that are written in base64, so that no search finds them: "+v (base64 解码): …"."""

import base64
import binascii
import re
from collections.abc import Iterator

from market.claims import Contact
from parsers.readers.contacts.handles import MOBILE, handles
from parsers.readers.contacts.links import Link, links
from parsers.readers.text.fold import fold

_CODE = re.compile(
    r"(?P<said>[^\n]{0,24})base ?64(?P<between>[^\n]{0,30}?)(?<![A-Za-z0-9+/])"
    r"(?P<code>[A-Za-z0-9+/]{8,120}={0,2})(?![A-Za-z0-9+/=])",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[\x20-\x7e]{5,90}")


def encoded(text: str) -> Iterator[Link]:
    """What a text says in base64, where it is an address or fits the platform named before it. A
    telephone number is nobody's to keep.
    """
    if "64" not in text:
        return
    for found in _CODE.finditer(text):
        plain = _decoded(found["code"])
        if plain and not MOBILE.fullmatch(plain.replace(" ", "").replace("-", "")):
            for contact in _contacts(found["said"], plain):
                yield Link(contact, *found.span("code"))


def _decoded(code: str) -> str:
    try:
        plain = base64.b64decode(code + "=" * (-len(code) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return plain.strip() if _PLAIN.fullmatch(plain.strip()) else ""


def _contacts(said: str, plain: str) -> Iterator[Contact]:
    folded = fold(f"{said.strip(' (（[:：')}: {plain}")
    low = len(folded.text) - len(plain)
    found = [one for one in handles(folded.text) if one.start >= low]
    yield from (Contact(one.platform, plain[one.start - low : one.end - low]) for one in found[:1])
    if not found:
        yield from (link.contact for link in links(fold(plain), ""))
