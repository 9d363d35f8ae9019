"""Addresses and handles that lead out of what was read: tomorrow's candidates."""

import re
from collections.abc import Collection, Iterable, Iterator

from market.channel import affiliate, is_bystander, key
from market.claims import Contact
from market.types import How, Listing, Mention
from parsers.links import split

_URL = re.compile(r"https?://[^\s<>\"'`()\[\]{}|\\^，。；、！？）】》\u4e00-\u9fff]{4,300}")
_SHOP = re.compile(
    r"购买|充值|兑换|卡密|发卡|商店|店铺|\b(?:buy|shop|store|recharge|top.?up|pay|faka|ka)\b",
    re.IGNORECASE,
)
# base_url="…", OPENAI_BASE_URL=…, "baseURL": "…", api_base = …, API 地址：…, 接口地址是 …
_SETTING = re.compile(
    r"(?:base_?\s?url|api_?\s?(?:base|host|url|address|endpoint)|endpoint|(?:api|接口|请求|代理)\s?地址)"
    r"[\"'`]?\]?\s{0,3}(?:=>|[=:：,]{1,2}|是|为)?\s{0,3}[\"'`(]?$",
    re.IGNORECASE,
)
_CURL = re.compile(r"\bcurl\b[^\n]{0,100}$", re.IGNORECASE)
_API_PATH = re.compile(
    r"/v1(?:beta)?/?$|/v1(?:beta)?/(?:chat/completions|completions|messages|models|responses"
    r"|embeddings|images)",
)
_FILES = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|css|js|mjs|woff2?|pdf|mp4|zip)$", re.IGNORECASE
)
_PLACES = {"telegram", "discord", "qq_link", "wechat_link", "whatsapp", "x"}
_REACHED = {"telegram", "qq_group", "discord"}
_TRAIL = ".,;:!?*_~"
_BEFORE = 120
MOST_A_LISTING = 50


def from_listings(listings: Iterable[Listing]) -> Iterator[Mention]:
    """What sellers' rows, prose and contact claims point at, at most 50 a listing."""
    for listing in listings:
        found = [*_row(listing), *from_text(listing.text, listing.key)]
        linked = {key(one.target) for one in found}
        found += (one for one in _handles(listing) if key(one.target) not in linked)
        yield from found[:MOST_A_LISTING]


def from_text(text: str, place: str) -> Iterator[Mention]:
    """Every address that words name, each by the way it is named."""
    for found in _URL.finditer(text):
        url = found[0].rstrip(_TRAIL)
        if not _FILES.search(split(url).path):
            yield link(url, "", place, text[max(0, found.start() - _BEFORE) : found.start()])


def addresses(text: str) -> Iterator[str]:
    """The addresses of pages that words name, as they stand there."""
    found = (one[0].rstrip(_TRAIL) for one in _URL.finditer(text))
    return (url for url in found if not _FILES.search(split(url).path))


def link(url: str, label: str, place: str, before: str = "") -> Mention:
    """A link as a mention: what its label, its host, its path and the words before it make of it.

    The address keeps its promoter's code here; whoever collects mentions takes it off.
    """
    return Mention(url, _how(url, label, before), label, place)


def _how(url: str, label: str, before: str) -> How:
    if _API_PATH.search(split(url).path) or _SETTING.search(before) or _CURL.search(before):
        return How.CODE_SAMPLE
    if _SHOP.search(label) or _SHOP.search(split(url).netloc):
        return How.SHOP
    if str(key(url)).partition(":")[0] in _PLACES:
        return How.HANDLE
    return How.AFFILIATE if affiliate(url) else How.LINK


def _row(listing: Listing) -> Iterator[Mention]:
    if listing.seller and listing.seller.url:
        yield Mention(listing.seller.url, How.DIRECTORY_ROW, listing.seller.name, listing.key)


def _handles(listing: Listing) -> Iterator[Mention]:
    for fact in listing.facts:
        if isinstance(fact.value, Contact):
            yield from reached(fact.value, listing.key)


def reached(contact: Contact, place: str) -> Iterator[Mention]:
    """A contact as a mention, where it may be a place that sells: a group, a channel, a site."""
    match contact:
        case Contact(platform="telegram", value=name):
            yield Mention(f"telegram:@{name.lstrip('@')}", How.HANDLE, "", place)
        case Contact(platform="site", value=host):
            yield Mention(host if "://" in host else f"https://{host}", How.LINK, "", place)
        case Contact(platform=platform, value=value) if platform in _REACHED:
            yield Mention(f"{platform}:{value}", How.HANDLE, "", place)
        case _:
            pass


def leads_out(target: str, read: Collection[str]) -> bool:
    """Whether a target may be another seller: none of the channels read, and no bystander."""
    return key(target) not in read and not is_bystander(target)
