"""Which channel an address or handle belongs to: the part of it that stays when pages, invite
codes and sub-pages change.
"""

import csv
import io
import ipaddress
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NewType
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from publicsuffixlist import PublicSuffixList

from market.addresses import forbidden
from market.types import Identifier

ChannelKey = NewType("ChannelKey", str)

_HANDLE = re.compile(r"(?P<label>[a-z][a-z0-9_.]{0,20}):(?P<value>(?!//)\S.*)", re.DOTALL)
# javascript:void(0), tel:+86…; but not harbor.example:8080
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+-]*:(?!//|\d{1,5}(?:\D|$))", re.IGNORECASE | re.ASCII)
_PLATFORM_HANDLES = {
    *("telegram", "qq", "qq_group", "wechat", "discord", "email", "x", "whatsapp", "name"),
    *("line", "weibo"),
}
_TELEGRAM = {"t.me", "telegram.me", "telegram.dog"}
_TELEGRAM_PATH = re.compile(r"/(?:[sS]/)?(?P<name>[A-Za-z]\w{2,31}|\+[\w-]+)(?:/|$)")
_AFFILIATES = {
    *("aff", "aff_code", "affiliate", "ref", "ref_code", "referral", "invite", "invite_code"),
    *("invitecode", "inviter", "invitation", "promo", "start"),
}
_RESERVED = ("example", "test")  # for documents, RFC 2606
_TRACKING = re.compile(r"utm_\w+|gclid|fbclid|spm|from|source|share|yclid|msclkid|mc_[ce]id|_ga")
# /i/CODE, /invite/CODE, /r/CODE, /ref/CODE
_INVITE_PATH = re.compile(r"/(?:i|invite|r|ref|aff)/(?P<code>[\w-]{3,40})/?$")


@lru_cache(maxsize=20_000)
def key(url_or_handle: str) -> ChannelKey:
    """The stable key of a channel: "relay.example", "telegram:@name", "github:owner/name",
    "127.0.0.1:8801". The same for every spelling of case, and its own key.
    """
    text = url_or_handle.strip()
    handle = _handle(text)
    if handle:
        return ChannelKey(handle)
    url = _split(text)
    return ChannelKey((_platform_key(url) or _site_key(url)) if url.hostname else text.lower())


@lru_cache(maxsize=20_000)
def own_site(url: str) -> str | None:
    """The key of the site an address belongs to; None for handles, for platforms that many share
    and for bystanders.
    """
    text = url.strip()
    parts = _split(text)
    if not _is_web(text, parts) or _platform_key(parts):
        return None
    site = _site_key(parts)
    known = "." in site or ":" in site or site == "localhost"
    return site if known and not _stands_by(site) else None


def is_bystander(url_or_handle: str) -> bool:
    """Whether everybody may link there and nobody sells there: model vendors, clouds, the relay
    software itself, payment and documentation hosts, a platform's root, a private address.
    """
    there = str(key(url_or_handle))
    label, colon, place = there.partition(":")
    if colon and label in _labels():  # github:features/copilot, github:github.com, telegram:@
        root = place in _platforms() or not place.removeprefix("@")
        return root or not _bystanders().keys().isdisjoint((there, there.partition("/")[0]))
    return _stands_by(there) or _is_nowhere(there)


def is_first_party(url: str) -> bool:
    """Whether an address is a model maker's or a cloud's own, where nothing is resold."""
    site = str(key(url))
    kinds = {_bystanders().get(known) for known in (site, f"*.{site.partition('.')[2]}")}
    return not kinds.isdisjoint(("model vendor", "cloud"))


def _stands_by(site: str) -> bool:
    """Listed itself, or under a domain of which every host is: *.googleapis.com."""
    return not _bystanders().keys().isdisjoint((site, f"*.{site.partition('.')[2]}"))


def _is_nowhere(site: str) -> bool:
    """localhost:3000 and 192.168.1.2: what software is set up with, not where it is reached."""
    host = site.partition("]")[0].removeprefix("[") if site[:1] == "[" else site.partition(":")[0]
    return host == "localhost" or (_is_ip(host) and forbidden(host, ()) is not None)


def is_domain(host: str) -> bool:
    """Whether a name ends as domains do (a.com, b.co.uk, c.example), and not like a file's."""
    name = host.lower().rstrip(".")
    if name.rpartition(".")[2] in _RESERVED:
        return "." in name
    return bool(_suffixes().privatesuffix(name, accept_unknown=False))


def ground(key: str) -> str:
    """Whose ground a channel stands on: the domain its owner pays for, the address of an IP host,
    the label of a platform. What shares it shares one budget: a wildcard's million names are one.
    """
    label, colon, _ = key.partition(":")
    if colon and label in _labels():
        return f"{label}:"
    host = key.rpartition(":")[0] if re.fullmatch(r".+:\d{1,5}", key) else key
    return host if _is_ip(host.strip("[]")) else str(_paid_suffixes().privatesuffix(host) or host)


def canonical_url(url: str) -> str:
    """The address without fragment, default port, affiliate and tracking parameters."""
    parts = _split(url.strip())
    if not _is_web(url, parts):
        return url.strip()
    kept = [pair for pair in parts.query.split("&") if pair and not _idle(pair.partition("=")[0])]
    path = parts.path if _platform_key(parts) else _INVITE_PATH.sub("", parts.path)
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"{parts.scheme.lower() or 'https'}://{_netloc(parts)}{path or '/'}{query}"


def affiliate(url: str) -> Identifier | None:
    """The affiliate or invite code an address carries: it identifies a promoter, not a site."""
    parts = _split(url.strip())
    for name, value in parse_qsl(parts.query):
        if name.lower() in _AFFILIATES and value:
            return Identifier("affiliate_code", value, strong=False)
    found = None if _platform_key(parts) else _INVITE_PATH.search(parts.path)
    return Identifier("affiliate_code", found["code"], strong=False) if found else None


def _handle(text: str) -> str | None:
    if text.startswith("@"):
        return f"telegram:{text.lower()}"
    if text.lower().startswith("mailto:"):
        return f"email:{text[7:].partition('?')[0].lower()}"
    found = _HANDLE.fullmatch(text.lower())
    return text.lower() if found and found["label"] in _labels() else None


def _is_web(text: str, parts: SplitResult) -> bool:
    """Whether this is an address of a page, rather than a handle or another scheme's."""
    return (
        bool(parts.hostname) and parts.scheme in ("", "http", "https") and not _handle(text.strip())
    )


def _split(text: str) -> SplitResult:
    if _OTHER_SCHEME.match(text):
        return SplitResult("", "", "", "", "")
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
    except ValueError:  # "https://[bad"
        return SplitResult("", "", "", "", "")
    # "0@ 0": no host has a blank in it
    whole = parts.netloc.split() == [parts.netloc]
    return parts if whole else SplitResult("", "", "", "", "")


def _platform_key(url: SplitResult) -> str | None:
    host = (url.hostname or "").removeprefix("www.")
    if host in _TELEGRAM:
        found = _TELEGRAM_PATH.match(url.path)
        name = found["name"].lower() if found else url.path.strip("/").lower()
        return f"telegram:{name if name.startswith('+') else f'@{name}'}"
    label, keep = _platforms().get(host) or _platforms().get(_registrable(host), ("", 0))
    if not label:
        return None
    segments = [unquote(part) for part in url.path.split("/") if part][:keep]
    query = f"?{url.query}" if keep > 4 and url.query else ""
    place = "/".join(segments) + query or host
    return f"{label}:{place}".lower()


def _site_key(url: SplitResult) -> str:
    host = (url.hostname or "").rstrip(".")
    if _is_ip(host) or "." not in host:
        return _netloc(url)
    return _registrable(host)


@lru_cache(maxsize=20_000)
def _registrable(host: str) -> str:
    """The registrable domain, private suffixes (github.io, vercel.app) counted as suffixes."""
    try:
        plain = host.encode("idna").decode("ascii")
    except UnicodeError:
        plain = host
    return str(_suffixes().privatesuffix(plain) or plain)


def _netloc(url: SplitResult) -> str:
    host = (url.hostname or "").rstrip(".")
    shown = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}.get(url.scheme.lower())
    try:
        port = url.port
    except ValueError:
        port = None
    return shown if port in (None, default) else f"{shown}:{port}"


def _idle(name: str) -> bool:
    return name.lower() in _AFFILIATES or _TRACKING.fullmatch(name.lower()) is not None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@cache
def _paid_suffixes() -> PublicSuffixList:
    """Without the private section: hosts under github.io stand on github.io."""
    return PublicSuffixList(only_icann=True)


@cache
def _platforms() -> dict[str, tuple[str, int]]:
    return {row["host"]: (row["label"], int(row["keep"])) for row in _data("platforms.csv")}


@cache
def _labels() -> frozenset[str]:
    return frozenset(_PLATFORM_HANDLES | {label for label, _ in _platforms().values()})


@cache
def _bystanders() -> dict[str, str]:
    return {row["key"]: row["what"] for row in _data("bystanders.csv")}


def _data(name: str) -> Iterator[dict[str, str]]:
    text = (files("market") / "data" / name).read_text("utf-8")
    return csv.DictReader(io.StringIO(text))
