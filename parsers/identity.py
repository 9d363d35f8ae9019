"""Values that tie sites to one operator, and the defaults that tie nobody to anybody."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from market.channel import is_bystander
from market.defaults import is_default
from market.prints import text_print
from market.types import How, Identifier, Listing, Mention, Page
from market.wallets import wallets
from parsers.embedded import tree
from parsers.links import split
from parsers.payload import mapping, sequence, words

# Fields that relay software shows to everybody, under one name in all of its forks; the flag says
# whether sharing the value means one owner.
OWNERS: Mapping[str, bool] = {
    "turnstile_site_key": True,
    "github_client_id": True,
    "linuxdo_client_id": True,
    "discord_client_id": True,
    "oidc_client_id": True,
    "lark_client_id": True,
    "telegram_bot_name": True,
    "passkey_rp_id": True,
    "logo": False,
}

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
        if value and not is_default(field, value):
            yield Identifier(field, value, strong)


def analytics(markup: str) -> Iterator[Identifier]:
    """Analytics accounts whose scripts a page or a footer loads."""
    for found in _ANALYTICS.finditer(markup[:200_000]):
        yield Identifier(f"analytics_{found.lastgroup}", found[str(found.lastgroup)])


def providers(data: Mapping[str, Any]) -> Iterator[Identifier]:
    """Client ids of log-ins that an owner has added (``custom_oauth_providers``)."""
    for item in map(mapping, sequence(data.get("custom_oauth_providers"))):
        value = words(item.get("client_id"))
        if value and not is_default("oidc_client_id", value):
            yield Identifier("oidc_client_id", value)


def of_words(listings: Iterable[Listing]) -> Iterator[Identifier]:
    """Wallets in a site's own words, and the words themselves where they are telling."""
    own = [one for one in listings if one.seller is None]
    for wallet in dict.fromkeys(found for one in own for found in wallets(one.text)):
        yield Identifier("wallet", wallet)
    text = "\n".join(sorted({one.text for one in own if one.key in _OWN_WORDS}))
    if found := text_print(text, {one.title for one in own if one.key in _TELLS_ITS_NAME}):
        yield Identifier("text_hash", found, strong=False)


_TELLS_ITS_NAME = frozenset({"site", "status"})
_OWN_WORDS = _TELLS_ITS_NAME | {"about", "footer", "home", "notice", "page"}


def shops(mentions: Iterable[Mention]) -> Iterator[Identifier]:
    """Where credit is bought, without what differs from buyer to buyer; not a platform's root."""
    for mention in mentions:
        parts = split(mention.target)
        if mention.how == How.SHOP and parts.hostname and not is_bystander(mention.target):
            yield Identifier("top_up_shop", f"{parts.hostname}{parts.path.rstrip('/')}", False)


def dom_hash(page: Page) -> Identifier | None:
    """SHA-256 of an HTML page's tag names in their order, joined by "|" (32 hex digits), as AIL
    has it; None for other pages.
    """
    root = tree(page) if len(page.body) <= _LARGEST_TREE else None
    if root is None:
        return None
    names = "|".join(element.tag for element in root.iter() if isinstance(element.tag, str))
    return Identifier("dom_hash", hashlib.sha256(names.encode()).hexdigest()[:32], strong=False)


_LARGEST_TREE = 2_000_000
