"""What a page is built like, whatever it says: pages of one software look alike here.

A signature names what a person would recognise the software by; it recognises nothing itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from market.types import Page
from parsers.payload import document, is_json, mapping

_HEAD = 200_000
_MOST_NAMES = 12
_MOST_ASSETS = 6
_MOST_TAGS = 24
_LONGEST = 300

# /assets/index-5f2c1a9b.js, /app.0d3e2f11.css, /static/v1.2.3/x.js: what changes with each build
_BUILD = re.compile(r"[.\-_](?=[\w]{0,16}\d)[0-9A-Za-z_]{6,24}(?=\.)|v?\d+(?:\.\d+){1,3}")
_COUNTERS = re.compile(
    r"google|gtag|clarity\.ms|hm\.baidu|umami|plausible|cloudflare|cnzz|51\.la|sentry|hotjar"
)
_FRAMEWORKS = (
    ("next", re.compile(r"__NEXT_DATA__|/_next/static/")),
    ("nuxt", re.compile(r"__NUXT__|/_nuxt/")),
    ("vue", re.compile(r"\bdata-v-[0-9a-f]{6,8}\b|<div id=[\"']?app[\"' >]")),
    ("react", re.compile(r"data-reactroot|<div id=[\"']?root[\"' >]")),
    ("angular", re.compile(r"\bng-version=")),
    ("svelte", re.compile(r"__sveltekit|data-sveltekit")),
    ("astro", re.compile(r"<astro-island")),
    ("wordpress", re.compile(r"/wp-(?:content|includes)/")),
    ("laravel", re.compile(r"<meta[^>]{0,40}name=[\"']csrf-token")),
    ("layui", re.compile(r"layui(?:\.all)?\.(?:js|css)|class=[\"']layui-")),
    ("element", re.compile(r"class=[\"'][^\"'<>]{0,80}\bel-(?:row|container|menu|card)")),
    ("bootstrap", re.compile(r"bootstrap(?:\.min)?\.(?:css|js)")),
    ("shopify", re.compile(r"cdn\.shopify\.com|Shopify\.theme")),
    ("xenforo", re.compile(r"XenForo|data-xf-")),
    ("flarum", re.compile(r"flarum-content|id=[\"']flarum")),
    ("discuz", re.compile(r"discuz_uid|Powered by Discuz", re.IGNORECASE)),
    ("nodebb", re.compile(r"nodebb", re.IGNORECASE)),
)
_PARTS = re.compile(r"\s+[-–—·•:_]\s+|\s*[|｜»]\s*")


@dataclass(frozen=True, slots=True)
class Signature:
    """``form`` is what sort of document it is, ``marks`` what it has in common with its like."""

    form: str
    marks: tuple[str, ...]

    def __str__(self) -> str:
        """One line for people; equal for pages that look alike."""
        return " · ".join((self.form, *self.marks))[:_LONGEST]


def signature(page: Page) -> Signature:
    """The signature of a page, of its bytes alone but for the host, which is no part of it."""
    if is_json(page):
        value = document(page)
        return Signature("json", tuple(_json(value)) if value is not None else ("broken",))
    head = page.body[:_HEAD].decode("utf-8-sig", "replace").replace("\0", "")
    begins = head.lstrip()[:300].lower()
    if begins.startswith("<?xml") or re.match(r"<(?:rss|feed|urlset|sitemapindex)\b", begins):
        return Signature("xml", _root(head))
    if begins.startswith("<"):
        return Signature("html", tuple(_html(head, page.host)))
    return _text(head, page)


def _json(value: Any) -> Iterator[str]:
    """Top-level names, then those of the first row of the first list of objects."""
    if isinstance(value, dict):
        yield _names(value)
    for place, rows in _rows(value, "", 0):
        yield f"{place}[]{_names(mapping(rows[0]))}"
        return


def _rows(value: Any, place: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            yield place, value
    elif isinstance(value, dict) and depth < 3:
        for name in sorted(value)[:200]:
            yield from _rows(value[name], f"{place}.{name}" if place else name, depth + 1)


def _names(value: dict[str, Any]) -> str:
    """Names, sorted; where there are more than a few, they are data and only counted by kind."""
    if len(value) > 5 * _MOST_NAMES:
        return "{many names}"
    shown = sorted(name[:30] for name in value)
    more = ",…" if len(shown) > _MOST_NAMES else ""
    return "{" + ",".join(shown[:_MOST_NAMES]) + more + "}"


def _root(head: str) -> tuple[str, ...]:
    tags = re.findall(r"<([A-Za-z][\w:.-]{0,40})", head[:5_000])
    return tuple(dict.fromkeys(tags))[:4]


def _text(head: str, page: Page) -> Signature:
    first = head.lstrip().partition("\n")[0].strip()[:400]
    marks = [mark for mark in ",;\t|" if first.count(mark) > 1]
    if marks:
        names = [name.strip().strip('"')[:30] for name in first.split(marks[0])]
        return Signature("table", (",".join(names[:_MOST_NAMES]),))
    if first.startswith("#"):
        return Signature("markdown", ())
    kind = page.evidence.content_type.partition(";")[0].strip().lower()
    return Signature("other", (kind or "no content type",))


def _html(head: str, host: str) -> Iterator[str]:
    """Generator, frameworks and assets; of a page with none of them its title and its outline."""
    try:
        tree = html.document_fromstring(head.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except html.etree.ParserError:
        yield "no element"
        return
    made_by = [f"by {name}" for name in _generators(tree)]
    marks = [name for name, mark in _FRAMEWORKS if mark.search(head)]
    assets = sorted(set(_assets(tree, host)))[:_MOST_ASSETS]
    yield from (*made_by, *marks, *assets)
    if not made_by and not assets:
        yield from _titles(tree, host)
        yield _outline(tree)


def _generators(tree: html.HtmlElement) -> Iterator[str]:
    for said in tree.xpath("//meta[@name='generator']/@content")[:2]:
        yield re.sub(r"[\s/v]*\d[\d.]*.*", "", str(said))[:40].strip().lower()


def _assets(tree: html.HtmlElement, host: str) -> Iterator[str]:
    """Where scripts and styles come from: another host, or a path without what a build adds."""
    for said in tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")[:60]:
        try:
            place = urlsplit(str(said).strip()[:500])
        except ValueError:  # "https://[bad"
            continue
        if place.netloc and place.netloc.lower() != host:
            if not _COUNTERS.search(place.netloc):
                yield place.netloc.lower()[:60]
        elif place.path:
            yield re.sub(r"\d+", "#", _BUILD.sub("*", place.path))[:60]


def _titles(tree: html.HtmlElement, host: str) -> Iterator[str]:
    """What a title says beside the site's own name, where that is in its host."""
    title = " ".join((tree.findtext(".//title") or "").split())
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    left = [part for part in parts if not _names_host(part, host)]
    if parts and len(left) < len(parts):
        yield from (f"title {re.sub(r'[0-9]+', '#', part.lower())[:40]}" for part in left[:2])


def _names_host(part: str, host: str) -> bool:
    words = re.findall(r"[a-z]{3,}", part.lower())
    return any(word in host for word in words)


def _outline(tree: html.HtmlElement) -> str:
    """The tags beneath the body, two deep, those repeated once."""
    body = tree.find(".//body")
    tags = list(_tags(body if body is not None else tree))[:_MOST_TAGS]
    return ">".join(("body", *tags)) if tags else "bare words"


def _tags(element: html.HtmlElement) -> Iterator[str]:
    for name in _distinct(element):
        inner = [sub for child in element if child.tag == name for sub in _distinct(child)]
        shown = ",".join(dict.fromkeys(inner))
        yield f"{name}({shown})" if shown else name


def _distinct(element: html.HtmlElement) -> Iterable[str]:
    tags = (child.tag for child in element if isinstance(child.tag, str))
    return dict.fromkeys(tag for tag in tags if tag not in {"script", "style", "noscript", "link"})
