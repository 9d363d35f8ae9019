"""Feeds of any software, RSS 2.0, RSS 1.0 and Atom; and the HTML of forums that lead to theirs.

Read with lxml: feedparser believes an encoding declaration over the bytes, expands declared
entities and takes six times as long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from market.types import Identifier, Listing, Page, Seller
from parsers.adapter import Adapter, Link
from parsers.posts import Post, adverts
from parsers.sellers import joined, origin, promoters
from parsers.sites.feed.entries import Entry, Feed, feed, is_feed
from parsers.sites.feed.forum import feeds_of

_MOST_FEEDS = 2


class AnyFeed(Adapter):
    """An entry that opens a thread is its author's; where none has an author, the feed's."""

    family = "feed"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether it is a feed, or HTML of forum software that names its feeds."""
        return is_feed(page) or bool(feeds_of(page))

    def follow(self, page: Page) -> Iterator[Link]:
        """The first two feeds a forum's HTML names."""
        for url in feeds_of(page)[:_MOST_FEEDS]:
            yield Link(url, "posts", vital=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing an entry that sells."""
        return iter(_adverts(page))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The codes of promoters in what sellers link to."""
        return promoters(_adverts(page))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """One seller for one author."""
        return joined(listings)


@lru_cache(maxsize=2)
def _adverts(page: Page) -> tuple[Listing, ...]:
    if not is_feed(page):
        return ()
    told = feed(page)
    signed = any(one.author for one in told.entries)
    posts = [_post(one, told) for one in told.entries]
    if signed:
        return tuple(adverts(posts, page, "forum"))
    own = [replace(one, author=told.title or page.host) for one in posts]
    return tuple(_in_its_own_voice(one, page) for one in adverts(own, page, "forum"))


def _post(one: Entry, told: Feed) -> Post:
    thread = one.subject.lower()
    # Several entries of one title that are no replies by name: it is not told which began it.
    same = sum(other.subject == one.subject and not other.is_reply for other in told.entries)
    opens = one.opens if one.opens is not None else not one.is_reply and same == 1
    title = one.subject or ("" if opens else "…")
    return Post(one.key, one.author, one.text, title, thread, opens, "")


def _in_its_own_voice(one: Listing, page: Page) -> Listing:
    """A feed without authors is its site's own."""
    if one.seller is None:
        return one
    contacts = tuple(each for each in one.seller.contacts if each.platform != "forum")
    return replace(one, seller=Seller(one.seller.name, origin(page.url), contacts))
