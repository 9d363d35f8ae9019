"""Where the seller is reached: sites, Telegram, WeChat, QQ, mail, Discord and X, in prose, links
and mark-up. Bare handles count only behind a word that says which platform they are on.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from market.channel import own_site
from market.claims import Contact
from market.types import Fact
from parsers.readers.facts import LIKELY, SURE, said_once
from parsers.readers.fold import Folded, fold
from parsers.readers.words import any_of, vocabulary

READER = "contact/1"

_TRIGGER = re.compile(
    r"https?:|www\.|t\.me|@|qq|群|微|威信|企鹅|飞机|扣|绿泡|tele|телег|тг|tg|wx|vx|wechat"
    r"|weixin"
    r"|whatsapp|wa\.me|ｑｑ|ＱＱ"
    r"|discord|[vV信][:： (（]|\w\.(?:com|cn|ai|io|net|org|top|xyz|cc|example)",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|(?<![\w@./-])www\.)[^\s<>\"'，。；、（）【】()|`*]{3,500}", re.IGNORECASE
)
# "t.me/name", "discord.gg/abc" without a scheme
_SCHEMELESS = re.compile(
    r"(?<![\w@./-])(?:t\.me|telegram\.me|discord\.gg|wa\.me)/[\w+/=?-]{2,100}", re.IGNORECASE
)
# "otter-relay.example", "官网:api.otter.example" said without www
_BARE_HOST = re.compile(
    r"(?<![\w@./%=&?-])(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.){1,3}"
    r"(?:com|cn|ai|io|net|org|top|xyz|cc|pro|shop|vip|app|dev|fun|site|store|lol|me|us|host|inc|example)"
    r"(?![\w.@-]|\()(?:/[\w./?=&%-]{0,200})?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,24}(?![\w-])")
_HANDLE = {
    "telegram": r"@?[a-z][a-z0-9_]{4,31}",
    "wechat": r"(?=[a-z0-9_-]{0,20}\d|[a-z])[a-z0-9][a-z0-9_-]{5,19}",
    "qq": r"\d{5,11}",
    "qq_group": r"\d{6,11}",
    "whatsapp": r"\+?\d{8,15}",
    "line": r"@?[a-z0-9_.-]{4,20}",
    "x": r"@[a-z0-9_]{3,15}",
    "discord": r"[a-z0-9_.]{2,32}#\d{4}",
}
_NOT_HANDLES = frozenset(
    {"channel", "group", "support", "contact", "telegram", "wechat", "discord", "customer",
     "service", "alipay", "payment", "payments", "official", "account", "weixin", "whatsapp",
     "redacted"}
)  # fmt: skip
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".css", ".js", ".pdf", ".mp4")


def read_contact(text: str, context: str = "") -> Iterator[Fact]:
    """Every way the text gives to reach the seller, each once."""
    if not _TRIGGER.search(text):
        return iter(())
    return said_once(_read(text, fold(text)))


def _read(text: str, folded: Folded) -> Iterator[Fact]:
    links = sorted(
        [*_URL.finditer(text), *_SCHEMELESS.finditer(text)], key=lambda found: found.start()
    )
    starts = [found.start() for found in links]
    for found in links:
        yield from _link(found[0].rstrip(".,;:!?~"), found.start())
    for found in _MAIL.finditer(text):
        yield _fact("email", found[0], found[0], found.span())
    for found in _BARE_HOST.finditer(text):
        before = bisect_right(starts, found.start()) - 1
        if before < 0 or links[before].end() <= found.start():
            yield from _link(found[0].rstrip("."), found.start(), bare=True)
    for found in _handles().finditer(folded.text):
        yield from _handle(folded, found)


def _link(address: str, start: int, *, bare: bool = False) -> Iterator[Fact]:
    parts = urlsplit(address if "://" in address else f"https://{address}")
    host = (parts.netloc.rpartition("@")[2]).lower().removeprefix("www.")
    if not re.fullmatch(r"[\w.-]+(?::\d+)?", host) or "." not in host:
        return
    platform = _platforms().get(host)
    if platform is None:
        if own_site(host) is None or parts.path.lower().endswith(_FILES):
            return
        sure = LIKELY if bare else SURE
        yield _fact("site", host, address, (start, start + len(address)), sure)
        return
    name = parts.path.strip("/").removeprefix("s/").removeprefix("invite/").split("/")[0]
    if name and (platform != "x" or "/status" not in parts.path):
        yield _fact(platform, name, address, (start, start + len(address)))


@cache
def _platforms() -> dict[str, str]:
    hosts = vocabulary("contacts")["host"]
    return {host: platform for platform, found in hosts.items() for host in found}


@cache
def _handles() -> re.Pattern[str]:
    """A platform's word, then a handle: "微信：abc12345", "tg @name", "v（abc123）"."""
    ways = []
    for platform, words in vocabulary("contacts")["platform"].items():
        if platform in _HANDLE:
            named = rf"(?:{any_of(words)})(?:号|id|群|客服)?(?:群号)?[ :=(\[@是为→]{{0,4}}"
            handle = rf"(?P<{platform}>{_HANDLE[platform]})(?![\w@])(?!\.\w)"
            ways.append(rf"(?<![a-z0-9]){named}{handle}")
    telegram = any_of(vocabulary("contacts")["platform"]["telegram"])
    ways.insert(
        0, rf"(?<![a-z0-9])(?:{telegram})[^@\n]{{1,12}}(?P<told>@[a-z][a-z0-9_]{{4,31}})(?!\w)"
    )
    return re.compile("|".join(reversed(ways)))


def _handle(folded: Folded, found: re.Match[str]) -> Iterator[Fact]:
    group = found.lastgroup or ""
    platform = "telegram" if group == "told" else group  # "telegram: join us @name"
    span = folded.where(*found.span(group))
    written = folded.original[slice(*span)]
    value = written.removeprefix("@")
    spoken = found[0][: found.start(group) - found.start()]
    glued = spoken[-1:].isalpha() and spoken[-1:].isascii()
    if value.lower() in _NOT_HANDLES or (glued and not value[:1].isdigit()):
        return
    if value.isalpha() and not any(mark in spoken for mark in ":@("):
        return  # "telegram channel": a word, not a handle
    yield _fact(platform, value, written, span, LIKELY)


def _fact(
    platform: str, value: str, quote: str, span: tuple[int, int], sure: object = SURE
) -> Fact:
    confidence = LIKELY if sure is LIKELY else SURE
    return Fact(Contact(platform, value), quote, span, reader=READER, confidence=confidence)
