"""How a seller's address, name and handles are spelt when channels are compared."""

from urllib.parse import urlsplit

from market.claims import Contact
from storage.columns import tidy

_SHORT = 200  # of a name or value nobody would write longer in good faith
_CASELESS = frozenset({"telegram", "x", "discord", "email", "github"})


def key_of(target: str | None) -> str | None:
    """The channel key of a URL or handle: its registrable site, or "telegram:@name"."""
    if not target:
        return None
    if "://" not in target:
        return tidy(target)[:_SHORT]
    host = (urlsplit(target).netloc or "").lower()
    return host.removeprefix("www.") or None


def own_site(target: str | None) -> str | None:
    """The key, where it is a site of the seller's own and not a page on a shared platform."""
    return key_of(target) if target and "://" in target else None


def host_of(target: str | None) -> str:
    """The host of a URL, "" where there is none."""
    return (urlsplit(target).hostname or "") if target and "://" in target else ""


def visitable(target: str) -> str:
    """Where a candidate would be visited: its address without affiliate codes, "" if none."""
    return target if "://" in target else ""


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
