"""Addresses as people write them, taken apart and put together without raising: "https://[bad" is
nowhere.
"""

from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit

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


def asked(url: str, name: str) -> str:
    """What the query of an address asks for under a name, "" where it does not."""
    return parse_qs(split(url).query).get(name, [""])[0]


def on_the_web(url: str) -> bool:
    """Whether it is a whole address of the web, whatever a seller wrote into the field for one."""
    parts = split(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def is_address(written: str) -> bool:
    """Whether a text is nothing but one such address: a page to be shown in a frame, not words."""
    return on_the_web(written) and len(written.split()) == 1
