"""Pages of the generated web as bytes: the real reader of links says how others are named there."""

import hashlib
import random
from dataclasses import replace
from datetime import UTC, datetime
from html import escape

from benchmarks.discovery.web import Kind, Site, Web
from market.channel import canonical_url
from market.types import Evidence, Listing, Mention, Page, Seller
from parsers.mentions import from_listings, leads_out
from parsers.outward import outward

_SEEN = datetime(2026, 1, 1, tzinfo=UTC)
_FRIENDS = ("友情链接", "Friends", "Partners", "Партнёры", "合作伙伴", "Blogroll")
_PROMOTED = ("?aff=EXAMPLE{n}", "register?ref=EX{n}", "i/EXAMPLE{n}", "")


def mentions(web: Web, site: Site) -> list[Mention]:
    """What a visit of the site names."""
    body = _html(web, site).encode()
    digest = hashlib.sha256(body).hexdigest()
    seen = Evidence(site.url, _SEEN, 200, "text/html", digest, digest, "allowed")
    led = outward(Page(seen, body), handles=False)
    return [replace(one, target=canonical_url(one.target)) for one in led.mentions]


def rows(sites: list[Site]) -> list[Mention]:
    """The same of a list of stations that an adapter reads row by row."""
    listed = [Listing(one.url, one.title, seller=Seller(one.title, one.url)) for one in sites]
    return [one for one in from_listings(listed) if leads_out(one.target, ())]


def posts(sites: list[tuple[Site, str]]) -> list[Mention]:
    """The same of posts that name addresses in their words."""
    said = [Listing(one.url, "", f"{words} {one.url} 谢谢") for one, words in sites]
    return [one for one in from_listings(said) if leads_out(one.target, ())]


def _html(web: Web, site: Site) -> str:
    dice = random.Random(f"{web.seed}/html/{site.number}")
    linked = web.links(site.number)
    friends = site.kind in {Kind.SELLER, Kind.BLOG} and dice.random() < 0.5
    lines = [_line(one, words, site, dice) for one, words in linked]
    head = f"<h3>{dice.choice(_FRIENDS)}</h3>" if friends else ""
    vendor = '<a href="https://platform.openai.com/docs">docs</a>'
    told = f"<h1>{escape(site.title)}</h1><p>{vendor}</p>{head}{''.join(lines)}"
    return f"<html><title>{escape(site.title)}</title><body>{told}</body></html>"


def _line(one: Site, words: str, on: Site, dice: random.Random) -> str:
    url, chance = one.url, dice.random()
    if one.kind is Kind.SELLER and on.kind in {Kind.BLOG, Kind.THREAD} and "t.me" not in url:
        if chance < 0.15:
            return f'<pre>client = OpenAI(base_url="{url}v1")</pre>'
        url += dice.choice(_PROMOTED).format(n=dice.randrange(999))
    if on.kind is not Kind.FARM and chance > 0.97 and "t.me" not in url:
        return f"<pre>curl {url}v1/models</pre>"  # samples of what is no station, too
    return f'<li><a href="{escape(url)}">{escape(words)}</a></li>'
