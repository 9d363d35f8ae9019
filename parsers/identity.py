"""Values that tie sites to one operator, and the defaults that tie nobody to anybody."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from market.types import Identifier
from parsers.payload import words

# Cloudflare's public test keys, and what the software ships with.
_DEFAULTS = re.compile(
    r"[123]x0{10,}[A-F0-9]*|localhost|/logo\.png|.*\.newapi\.pro.*", re.IGNORECASE
)

# Google Analytics and Tag Manager, Baidu Tongji, Umami, Cloudflare's beacon, Microsoft Clarity.
_ANALYTICS = re.compile(
    r"\b(?P<google>G-[A-Z0-9]{6,12}|UA-\d{4,10}-\d{1,3}|GTM-[A-Z0-9]{4,9})\b"
    r"|hm\.baidu\.com/hm\.js\?(?P<baidu>[0-9a-f]{32})"
    r"|data-website-id=[\"'](?P<umami>[0-9a-f-]{36})[\"']"
    r"|\"token\":\s*\"(?P<cloudflare>[0-9a-f]{32})\""
    r"|clarity\.ms/tag/(?P<clarity>[a-z0-9]{8,12})"
)


def named(data: Mapping[str, Any], fields: Mapping[str, bool]) -> Iterator[Identifier]:
    """An identifier for each field that is set and no default; the flag says if it is strong."""
    for field, strong in fields.items():
        value = words(data.get(field))
        if value and not _DEFAULTS.fullmatch(value):
            yield Identifier(field, value, strong)


def analytics(markup: str) -> Iterator[Identifier]:
    """Analytics accounts whose scripts a page or a footer loads."""
    for found in _ANALYTICS.finditer(markup[:200_000]):
        yield Identifier(f"analytics_{found.lastgroup}", found[str(found.lastgroup)])
