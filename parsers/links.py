"""Addresses as people write them, taken apart and put together without raising: "https://[bad" is
nowhere.
"""

from urllib.parse import SplitResult, urljoin, urlsplit

_NOWHERE = SplitResult("", "", "", "", "")


def split(url: str) -> SplitResult:
    """The parts of an address; empty ones where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return _NOWHERE


def resolved(base: str, href: str) -> str:
    """Where a link on a page leads; "" where it is no address."""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""
