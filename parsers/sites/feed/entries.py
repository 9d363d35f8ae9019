"""Entries of a feed in whichever of its three dialects, as one shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from lxml import etree

from market.channel import canonical_url
from market.types import Page
from parsers.adapter import Drifted
from parsers.embedded import is_html
from parsers.prose import LONGEST
from parsers.quotes import own_words

_MOST_ENTRIES = 200
_ROOT = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]")
# Signs XML does not allow: they would end the reading there.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:(?P<name>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});)?")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
_REPLY = re.compile(
    r"^(?:(?:re|aw|sv|отв|回复|回覆|答复)\s?[:：]|comment on |by: )\s*", re.IGNORECASE
)
_TAGS = re.compile(r"<[^<>]{0,300}>")
_MAILBOX = re.compile(r"^(?P<box>[^\s@()]{1,64})@\S{1,200}\s*(?:\((?P<name>[^()]{1,80})\))?$")
_POST = re.compile(r"-post-\d{1,12}-(?P<number>\d{1,6})$")  # Discourse numbers a thread's posts
_BODIES = ("encoded", "content", "description", "summary")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``subject`` is its title without "Re:"; ``opens`` None: the feed does not say."""

    key: str
    subject: str
    author: str
    text: str
    is_reply: bool
    opens: bool | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own title, and its first two hundred entries."""

    title: str
    entries: tuple[Entry, ...]


def is_feed(page: Page) -> bool:
    """Whether the body begins as a feed does."""
    head = page.body[:4_096].lower()
    return is_html(page) and b"<html" not in head and bool(_ROOT.search(head))


@lru_cache(maxsize=2)
def feed(page: Page) -> Feed:
    """The feed of a page; raises Drifted where it is broken, empty of structure or a bomb."""
    if b"<!ENTITY" in page.body:
        raise Drifted("a feed that declares entities of its own")
    root = _root(page)
    channel = next((one for one in root if _name(one) == "channel"), root)
    nodes = [one for one in (*channel, *root) if _name(one) in {"item", "entry"}]
    unique = list(dict.fromkeys(nodes))[:_MOST_ENTRIES]
    return Feed(_said(channel, "title"), tuple(_entry(one) for one in unique))


def _root(page: Page) -> etree._Element:
    """The feed as a tree. Not with libxml2's ``recover``: behind the first mistake it loses every
    "&lt;", and what was quoted would look said.
    """
    parser = etree.XMLParser(
        encoding="utf-8",  # the crawler stores UTF-8 whatever the declaration still says
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    text = _AMPERSAND.sub(_escaped, _CONTROL.sub("", page.text)).strip()
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as broken:
        raise Drifted(f"a feed whose XML is broken in line {broken.lineno}") from broken
    if _name(root) not in {"rss", "feed", "RDF"}:
        raise Drifted("XML that is no feed")
    return root


def _escaped(found: re.Match[str]) -> str:
    """XML's own five entities as they are, HTML's as the signs they mean, a bare "&" as one."""
    if found["name"] in _OF_XML:
        return found[0]
    meant = unescape(found[0])
    return escape(_CONTROL.sub("", meant), quote=True)


def _entry(node: etree._Element) -> Entry:
    title = _said(node, "title").rpartition("•")[2].strip()  # phpBB: "Forum • Re: subject"
    ident = _said(node, "guid") or _said(node, "id") or _link(node) or title
    numbered = _POST.search(ident)
    subject = _REPLY.sub("", title)
    return Entry(
        key=f"post:{ident[:200]}",
        subject=subject,
        author=_author(node),
        text=next((text for name in _BODIES if (text := _written(node, name))), ""),
        is_reply=subject != title,
        opens=numbered["number"] == "1" if numbered else None,
    )


def _author(node: etree._Element) -> str:
    """The name of who wrote it, without mark-up or mailbox."""
    for one in _children(node, "creator", "author"):
        nested = _said(one, "name") or _said(one, "email") or "".join(map(str, one.itertext()))
        name = " ".join(_TAGS.sub("", nested).split()).removeprefix("/u/").lstrip("@")
        if found := _MAILBOX.match(name):
            name = found["name"] or found["box"]
        if name:
            return name[:100]
    return ""


def _written(node: etree._Element, name: str) -> str:
    """A body as plain text: escaped HTML as most have it, or elements as XHTML has them."""
    for one in _children(node, name):
        nested = len(one) and one.get("type") == "xhtml"
        markup = etree.tostring(one, encoding="unicode", with_tail=False) if nested else _all(one)
        if text := own_words(markup[:LONGEST]):
            return text
    return ""


def _said(node: etree._Element, name: str) -> str:
    """The words of the first child of this name, in one line."""
    for one in _children(node, name):
        return " ".join(_TAGS.sub("", unescape(_all(one)[:LONGEST])).split())
    return ""


def _link(node: etree._Element) -> str:
    for one in _children(node, "link"):
        return canonical_url(one.get("href") or _all(one))
    return ""


def _all(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def _children(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (one for name in names for one in node if _name(one) == name)


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
