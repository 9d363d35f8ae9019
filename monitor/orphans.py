"""Pages nobody reads, put together by how they are built: the largest group is the next family."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from market.types import Outcome, Page
from monitor.house import House
from parsers.prose import plain
from parsers.readers.voice import is_about_the_trade
from parsers.signature import signature
from storage.archive import Archive, Missing, Tampered
from storage.orphans import Unread

# Why a page was left unread, by the codes of issues.
REASONS: Mapping[str, str] = {
    "orphan": "no adapter owns it",
    "ambiguous": "two adapters own it",
    "signpost": "a shell whose API gave nothing",
    "empty": "an empty body",
    "too_large": "too large to read",
    "not_fetched": "a page without which the visit says nothing",
}
_MOST_PAGES = 5_000
_MOST_HOSTS = 5
_LOOKED_AT = 30_000  # bytes in which the trade is sought
_MOST_ASKED = 5  # pages of a group in which it is sought
_NO_PAGE = "no page was stored"


@dataclass(slots=True)
class Group:
    """Pages of one signature left unread for one reason."""

    signature: str
    code: str
    first: date
    last: date
    url: str  # the newest of them, and its bytes: what `make fixture` would keep
    digest: str
    resale: bool = False  # of a source, or about the trade: worth an adapter
    pages: int = 0  # different ones
    hosts: set[str] = field(default_factory=set)

    def told(self) -> dict[str, object]:
        """The group for programs."""
        return {
            "signature": self.signature,
            "reason": self.code,
            "message": REASONS[self.code],
            "resale": self.resale,
            "pages": self.pages,
            "hosts": len(self.hosts),
            "host_names": sorted(self.hosts)[:_MOST_HOSTS],
            "url": self.url,
            "digest": self.digest,
            "first_seen": self.first,
            "last_seen": self.last,
        }


def orphans(house: House, since: date | None = None) -> list[Group]:
    """Groups of unread pages: those of sources and of the trade first, then by how many hosts have
    them. At most the newest 5,000 pages are looked at.
    """
    groups: dict[tuple[str, str], Group] = {}
    for seen in _distinct(_left(house.store.unread(REASONS, since))):
        collect(groups, seen, _page(house, seen[0]))
    return ranked(groups.values())


def ranked(groups: Iterable[Group]) -> list[Group]:
    """Those worth an adapter first, then by how many hosts and pages they have."""
    order = sorted(groups, key=lambda one: (-len(one.hosts), -one.pages, one.signature))
    return sorted(order, key=lambda one: not one.resale)


def _left(found: Iterable[Unread]) -> Iterator[Unread]:
    """Without shells that led where they say: those visits read something."""
    read = {Outcome.READ, Outcome.UNCHANGED}
    for one in found:
        if not (one.issue.code == "signpost" and (one.family or one.outcome in read)):
            yield one


def _distinct(found: Iterable[Unread]) -> list[list[Unread]]:
    """The sightings of each page together, newest first, by its bytes or else its address."""
    pages: dict[tuple[str, str], list[Unread]] = {}
    for one in found:
        key = (one.issue.code, one.capture.evidence.digest if one.capture else one.issue.place)
        if key in pages or len(pages) < _MOST_PAGES:
            pages.setdefault(key, []).append(one)
    return list(pages.values())


def collect(
    groups: dict[tuple[str, str], Group], seen: Sequence[Unread], page: Page | None
) -> None:
    """Put one page, the newest of its sightings first, with those of its like."""
    newest, oldest = seen[0], seen[-1]
    shown, code = _shown(page, newest), newest.issue.code
    group = groups.setdefault(
        (shown, code),
        Group(shown, code, oldest.on, newest.on, newest.issue.place, _digest(newest)),
    )
    if newest.on > group.last:
        group.url, group.digest = newest.issue.place, _digest(newest)
    group.first, group.last = min(group.first, oldest.on), max(group.last, newest.on)
    group.pages += 1
    group.hosts |= {urlsplit(one.issue.place).netloc for one in seen}
    group.resale |= any(one.target == "source" for one in seen)
    if not group.resale and group.pages <= _MOST_ASKED:
        group.resale = _of_trade(page)


def _digest(one: Unread) -> str:
    return one.capture.evidence.digest if one.capture else ""


def _page(house: House, one: Unread) -> Page | None:
    """The page as archived; None where none was, or its file is gone or damaged."""
    if one.capture is None:
        return None
    archive: Archive = house.archive
    first = house.store.capture(one.capture.evidence.digest) or one.capture
    try:
        return archive.page(first)
    except (Missing, Tampered):
        return None


def _shown(page: Page | None, one: Unread) -> str:
    if page is not None:
        return str(signature(page))
    return f"{_NO_PAGE}: {one.issue.message[:80]}"


def _of_trade(page: Page | None) -> bool:
    if page is None:
        return False
    words = plain(page.body[:_LOOKED_AT].decode("utf-8", "replace"))
    return any(is_about_the_trade(part) for part in _parts(words))


def _parts(words: str) -> Iterator[str]:
    for start in range(0, len(words), 5_000):
        yield words[start : start + 5_000]
