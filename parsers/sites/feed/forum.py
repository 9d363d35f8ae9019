"""The HTML of forum software, known by its own marks, and the feeds it names."""

import re
from functools import lru_cache

from lxml import html

from market.types import Page
from parsers.embedded import is_html, lowered
from parsers.links import resolved, split

_HEAD = 200_000
# XenForo, phpBB, MyBB, Flarum, vBulletin, SMF, Invision, NodeBB
_SOFTWARE = re.compile(
    rb"<html[^>]{0,300}id=[\"']xf[\"']|<body[^>]{0,300}id=[\"']phpbb[\"']|my_post_key"
    rb"|id=[\"']flarum-(?:json-payload|loading|content)[\"']"
    rb"|<meta[^>]{0,200}generator[^>]{0,200}(?:xenforo|phpbb|mybb|flarum|vbulletin|smf|nodebb)"
    rb"|ips_theme_version|ipslayout_"
)
_TYPES = {"application/rss+xml", "application/atom+xml"}


@lru_cache(maxsize=2)
def feeds_of(page: Page) -> tuple[str, ...]:
    """The feeds of its own that a forum's page names, in its order; none for any other page."""
    if page.evidence.status != 200 or not is_html(page):
        return ()
    head = lowered(page.body)[:_HEAD]
    if b"alternate" not in head or not _SOFTWARE.search(head):
        return ()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        links = html.document_fromstring(page.body[:_HEAD], parser=parser).iter("link")
    except html.etree.ParserError:  # nothing but comments
        return ()
    found = (one.get("href") for one in links if (one.get("type") or "").strip().lower() in _TYPES)
    urls = (resolved(page.url, href.strip()) for href in found if href)
    return tuple(dict.fromkeys(url for url in urls if split(url).netloc.lower() == page.host))
