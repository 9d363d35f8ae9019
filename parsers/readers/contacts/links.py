"""Addresses that lead to a seller: links, platforms' own links, and hosts named in prose."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, urlsplit

from market.channel import is_bystander, key, own_site
from market.claims import Contact
from parsers.readers.contacts.hosts import CJK, HOST, Linked, is_site
from parsers.readers.text.fold import Folded
from parsers.readers.text.words import vocabulary

# An address ends where markup, a bracket or Chinese goes on: "https://otter.example/a和https://…".
_ON = rf"(?:\\/|[^\s<>\"'()\[\]{{}}|\\^`*“”‘’…{CJK}])"
_ALONE = rf"(?<![^\W{CJK}])(?<![@./%=&?\\-])"
_URL = re.compile(rf"(?:https?[:：](?:\\?/){{2}}|{_ALONE}www\.){_ON}{{3,500}}", re.IGNORECASE)
_BARE = re.compile(rf"{_ALONE}{HOST}(?::\d{{2,5}})?(?P<path>/{_ON}{{0,300}})?", re.IGNORECASE)
_DEEP = re.compile(r"tg://resolve\?domain=(?P<name>\w{5,32})")
_NETLOC = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?")
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".css", ".js", ".pdf", ".mp4")


@dataclass(frozen=True, slots=True)
class Link:
    """A contact, and where its address stands in the text."""

    contact: Contact
    start: int
    end: int
    bare: bool = False  # a host without "https://"


def links(folded: Folded, context: str) -> Iterator[Link]:
    """Every address of a seller's own site or of a seller's place on a platform."""
    text = folded.original
    addresses = list(_URL.finditer(text))
    hosts = (_host_of(_split(found[0])) for found in [*addresses, *_URL.finditer(context)])
    linked = Linked.of(hosts)
    starts = [found.start() for found in addresses]
    for found in addresses:
        yield from _link(found[0], found.start())
    for found in _DEEP.finditer(text):
        yield Link(Contact("telegram", found["name"]), *found.span())
    for found in _BARE.finditer(text):
        before = bisect_right(starts, found.start()) - 1
        inside = before >= 0 and addresses[before].end() > found.start()
        if not inside and (_place(_split(found[0])) or is_site(folded, found, linked)):
            yield from _link(found[0], found.start(), bare=True)


def _link(written: str, start: int, *, bare: bool = False) -> Iterator[Link]:
    address = written.rstrip(".,;:!?~&")
    contact = _contact(_split(address))
    if contact:
        yield Link(contact, start, start + len(address), bare)


def _split(address: str) -> SplitResult:
    address = address.replace("：", ":", 1).replace("\\/", "/").replace("/joinchat/", "/+")
    try:
        return urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:  # "https://[bad"
        return SplitResult("", "", "", "", "")


def _host_of(parts: SplitResult) -> str:
    found = _NETLOC.match(parts.netloc.rpartition("@")[2].lower())
    return found[0].removeprefix("www.") if found else ""


def _contact(parts: SplitResult) -> Contact | None:
    host = _host_of(parts)
    there = f"https://{host}{parts.path}?{parts.query}"
    if platform := _place(parts):
        everybodys = ":" in key(there) and is_bystander(there)  # x.com/share, t.me/proxy
        name = "" if everybodys else _name(platform, host, parts)
        return Contact(platform, name) if name else None
    if not host or is_bystander(there) or parts.path.lower().endswith(_FILES):
        return None
    if host in vocabulary("contacts")["shop"]["shop"]:  # the path says whose shop it is
        path = parts.path.rstrip("/")
        return Contact("site", host + path) if path else None
    return Contact("site", host) if own_site(host) else None


def _place(parts: SplitResult) -> str | None:
    """The platform an address is a place on."""
    host = _host_of(parts)
    return "telegram" if host.endswith(".t.me") else _platforms().get(host)


def _name(platform: str, host: str, parts: SplitResult) -> str:
    """Who is meant there: "t.me/s/otter" and "otter.t.me" name otter."""
    path = [part for part in parts.path.split("/") if part]
    if platform in vocabulary("contacts")["address"]["address"]:
        query = f"?{parts.query}" if platform == "qq_group" and parts.query else ""
        named = bool(path or query)
        return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}" if named else ""
    if host.endswith(".t.me"):
        return host.removesuffix(".t.me")
    phone = re.search(r"(?:^|&)phone=\+?(\d{8,15})", parts.query)
    if phone:
        return phone[1]
    return _member(platform, path) if path else ""


def _member(platform: str, path: list[str]) -> str:
    match platform, path:
        case "telegram", ["s", name, *_]:
            return name
        case ("discord", [("invite" | "users"), name, *_]) | ("discord", [name]):
            return name
        case ("discord", _) | ("x", [_, "status", *_]):
            return ""
        case ("line" | "whatsapp", [*_, name]):
            return name.lstrip("~@")
        case _:
            return path[0].lstrip("@")


@cache
def _platforms() -> dict[str, str]:
    hosts = vocabulary("contacts")["host"]
    return {host: platform for platform, found in hosts.items() for host in found}
