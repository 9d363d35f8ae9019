"""Any other page that sells model access: cards, tables and prose of a shop's own HTML."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from market.types import Listing, Page
from parsers.adapter import Adapter, Link
from parsers.embedded import is_html, lowered, tree
from parsers.links import resolved
from parsers.shell import needs_script
from parsers.sites.page.blocks import blocks, visible
from parsers.sites.page.stated import stated_name

SITE = "site"  # the key under which a family tells the site's own name
_MOST_LINKS = 3
_MOST_LISTINGS = 500
# Where shops keep their prices, and what is no page to read.
_PRICES = re.compile(
    r"pric|plan|shop|store|product|goods|buy|top.?up|recharge|model|价|套餐|商品|购买|充值|模型|цен|giá|harga"
    r"|precio|preis|料金",
    re.IGNORECASE,
)
_NO_PRICES = re.compile(
    r"log.?in|sign.?(?:in|up)|register|cart|checkout|order|account|logout|policy|privacy|terms|docs?/"
    r"|登录|注册|文档|\.(?:pdf|png|jpe?g|zip|js|css|svg|xml|rss)$",
    re.IGNORECASE,
)
_FORUM = re.compile(rb"<meta[^>]{0,200}generator[^>]{0,200}discourse", re.IGNORECASE)


class ShopPage(Adapter):
    """Owner of last resort: HTML that no other family knows and that speaks of selling."""

    family = "page"
    entry = ()
    last_resort = True

    def owns(self, page: Page) -> bool:
        """Whether it is HTML whose words both name models and sell something."""
        if page.evidence.status != 200 or not is_html(page):
            return False
        if not _names(page.body) and b"&#" not in page.body:
            return False  # what is nowhere in the bytes is not among the words either
        if needs_script(page) or b"tgme_" in page.body or _FORUM.search(page.body[:20_000]):
            return False
        root = tree(page)
        return root is not None and _sells(visible(root))

    def follow(self, page: Page) -> Iterator[Link]:
        """At most three same-site pages whose link speaks of prices."""
        root = tree(page)
        seen = {page.url.rstrip("/")}
        for anchor in root.iter("a") if root is not None else ():
            url = resolved(page.url, anchor.get("href") or "").partition("#")[0]
            label = anchor.text_content()[:60]
            if url.rstrip("/") in seen or urlsplit(url).netloc.lower() != page.host:
                continue
            place = f"{urlsplit(url).path} {label}"
            if _PRICES.search(place) and not _NO_PRICES.search(place):
                seen.add(url.rstrip("/"))
                yield Link(url, "prices")
                if len(seen) > _MOST_LINKS:
                    return

    def listings(self, page: Page) -> Iterator[Listing]:
        """The site by its name, then one listing a table row, card, list item or paragraph that
        says something.
        """
        root = tree(page)
        if root is None:
            return
        if name := stated_name(root):
            yield Listing(SITE, name)
        seen: dict[str, int] = {}
        for count, block in enumerate(blocks(root)):
            if count >= _MOST_LISTINGS:
                return
            seen[block.key] = again = seen.get(block.key, 0) + 1
            key = block.key if again == 1 else f"{block.key}#{again}"
            yield Listing(key, block.title, block.text, block.context)

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """One name for the site: the first page's."""
        named = next((one for one in listings if one.key == SITE), None)
        return [one for one in listings if one.key != SITE or one is named]


def _names(body: bytes) -> bool:
    lower = lowered(body)
    # A byte is found much faster than a word: no Chinese is sought where there is none.
    return any(word[:1] in lower and word in lower for word in _names_as_bytes())


@cache
def _names_as_bytes() -> tuple[bytes, ...]:
    words = _selling()["what"]
    shortest = (w for w in words if not any(other in w for other in words if other != w))
    return tuple(word.encode() for word in shortest)


def _sells(words: str) -> bool:
    lower = words.lower()
    return all(any(word in lower for word in found) for found in _selling().values())


@cache
def _selling() -> dict[str, tuple[str, ...]]:
    lines = (files("parsers") / "data" / "selling.txt").read_text("utf-8").splitlines()
    pairs = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
    return {kind: tuple(word for k, word in pairs if k == kind) for kind in ("what", "sale")}
