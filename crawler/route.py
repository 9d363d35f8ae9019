"""Where a visit looks: the adapters say it, this bounds it. No network here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from crawler.endings import Walled
from market import channel
from market.queries import SLOT
from market.types import Page
from market.visits import Visit
from parsers import families
from parsers.adapter import Adapter, Blocked, Drifted
from parsers.shell import needs_script

_GUESSES = 2  # with robots.txt and the page itself: four requests to name a family
_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One address to ask."""

    url: str
    render: bool = False
    depth: int = 0  # links away from where the visit began
    optional: bool = False  # a refusal there does not end the visit
    most: int | None = None  # bytes, where fewer than usual will do


def entries(visit: Visit) -> list[Step]:
    """Where a visit begins: its family's entry paths at the origin, else the address itself."""
    if visit.queries:
        return [Step(visit.url.replace(SLOT, quote(one, safe=""))) for one in visit.queries]
    if visit.family is None:
        return [Step(visit.url)]
    adapter = families.adapter(visit.family)
    paths = adapter.entry or (visit.url,)
    return [Step(urljoin(visit.url, path), adapter.render) for path in paths]


def guesses(page: Page, owner: Adapter | None) -> list[Step]:
    """Paths that would show what an unknown site is.

    A front page that says nothing to any adapter may still be a relay under another dress.
    """
    if owner is not None and not owner.generic:
        return []
    paths = families.entries_for(page)
    bare = owner is None and page.path in {"", "/"}
    if not paths and bare and families.weak_owner(page) is None:
        paths = families.RELAY_DOORS
    addresses = (urljoin(page.url, path) for path in paths)
    return [Step(url) for url in addresses if url != page.url][:_GUESSES]


def only_points(page: Page, owner: Adapter | None) -> bool:
    """Whether a page bears a family's signs and has nothing to read of its own."""
    return owner is None and families.is_signed(page) and families.weak_owner(page) is None


def doors(visit: Visit) -> list[Step]:
    """What to ask of an unknown site whose front page is missing: some relays have none."""
    if visit.family is not None or urlsplit(visit.url).path not in {"", "/"}:
        return []
    return [Step(urljoin(visit.url, path)) for path in families.RELAY_DOORS]


def must_render(page: Page, owner: Adapter | None) -> bool:
    """Whether the page shows nothing without its scripts, and nobody can read it as it is."""
    if page.evidence.rendered or "html" not in page.evidence.content_type:
        return False
    return needs_script(page) if owner is None else owner.render


def onward(page: Page, owner: Adapter | None, depth: int) -> list[Step]:
    """Same-site addresses the page's owner wants; raises Walled if it says we are shut out.

    An owner of last resort is asked only where the visit began: it cannot tell when to stop.
    """
    if depth >= _DEPTH:
        return []
    adapter = owner or (families.weak_owner(page) if depth == 0 else None)
    if adapter is None:
        return []
    try:
        return list(_links(page, adapter, depth + 1))
    except Drifted:  # the reading says so, with the page before it
        return []
    except Blocked as wall:
        raise Walled("blocked", str(wall)) from wall


def _links(page: Page, adapter: Adapter, depth: int) -> Iterator[Step]:
    for link in adapter.follow(page):
        url = urldefrag(urljoin(page.url, link.url)).url
        if same_site(url, page.url):
            yield Step(url, link.render, depth, link.optional)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one host or one channel."""
    return urlsplit(one).netloc == urlsplit(other).netloc or channel.key(one) == channel.key(other)


def moved_to(asked: str, hops: Sequence[tuple[str, int]], url: str) -> str:
    """The origin that permanent redirects led to, "" unless that is another channel's."""
    if not hops or same_site(asked, url) or any(status not in {301, 308} for _, status in hops):
        return ""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
