"""How a seller's address, name and handles are spelt when channels are compared."""

from urllib.parse import urlsplit

from market import channel
from market.claims import Contact
from storage.columns import tidy

_SHORT = 200  # of a name or value nobody would write longer in good faith
HANDLES = frozenset(
    {"telegram", "qq", "qq_group", "wechat", "discord", "email", "x", "whatsapp", "line", "github"}
)
_CASELESS = frozenset({"telegram", "x", "discord", "email", "github"})


def key_of(target: str | None) -> str | None:
    """The channel key of a URL or handle: its registrable site, or "telegram:@name"."""
    return str(channel.key(tidy(target)))[:_SHORT] or None if target else None


def own_site(target: str | None) -> str | None:
    """The key, where it is a site of the seller's own and not a page on a shared platform."""
    return key_of(target) if target and channel.own_site(tidy(target)) else None


def host_of(target: str | None) -> str:
    """The very host (and port) of an own site, "" where there is none."""
    if not target or own_site(target) is None:
        return ""
    place = urlsplit(target if "://" in target else f"//{target}").netloc.rpartition("@")[2]
    return place.lower().removeprefix("www.")[:_SHORT]


def visitable(target: str) -> str:
    """Where a candidate would be visited, without affiliate codes; "" where nobody can look."""
    if "://" in target:
        return channel.canonical_url(tidy(target))
    if target.startswith("telegram:@"):
        return f"https://t.me/s/{target.removeprefix('telegram:@')}"
    return ""


def kind_of(key: str) -> str:
    """What a channel key names: "site", or the platform or list it stands on."""
    label, colon, rest = key.partition(":")
    return label if colon and not rest.isdecimal() and not rest.endswith("]") else "site"


def name_key(name: str) -> str:
    """A name with its white space normalised; letters keep their case."""
    return " ".join(tidy(name).split())[:_SHORT]


def handle(contact: Contact) -> tuple[str, str] | None:
    """Platform and value of a handle in one spelling; None for plain sites."""
    if contact.platform == "site" or not contact.value.strip():
        return None
    value = tidy(contact.value).strip()[:_SHORT]
    if contact.platform in _CASELESS:
        value = value.lower().removeprefix("@")
    return contact.platform, value
