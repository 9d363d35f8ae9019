"""Hacker News through Algolia's search: stories and comments, newest first."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Drifted
from parsers.payload import document, mapping, sequence, words
from parsers.posts import Post, adverts, targets
from parsers.quotes import own_words
from parsers.sellers import joined, promoters

_QUOTED = re.compile(r"(?:^|<p>)\s*(?:<i>)?(?:&gt;|>)[^<]*(?:</i>)?")  # "> what another said"


class HackerNews(Adapter):
    """A story is its writer's; of comments only his are read, and adverts of others."""

    family = "hacker_news"
    entry = ()
    # Nothing to follow: one page of hits is one question answered.

    def owns(self, page: Page) -> bool:
        """Whether it is a page of hits that are stories and comments."""
        answer = mapping(document(page))
        hits = answer.get("hits")
        if not isinstance(hits, list) or "nbHits" not in answer:
            return False
        return all({"objectID", "_tags"} <= mapping(hit).keys() for hit in hits[:1]) and (
            bool(hits) or "hitsPerPage" in answer
        )

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a story or comment that sells."""
        return iter(_adverts(page))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The codes of promoters in what sellers link to."""
        return promoters(_adverts(page))

    def mentions(self, page: Page) -> Iterator[Mention]:
        """What stories about the trade link to."""
        return targets(_posts(page))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """One seller for one account."""
        return joined(listings)


@lru_cache(maxsize=2)
def _adverts(page: Page) -> tuple[Listing, ...]:
    return tuple(adverts(_posts(page), page, "hacker_news"))


@lru_cache(maxsize=2)
def _posts(page: Page) -> tuple[Post, ...]:
    return tuple(_post(mapping(hit)) for hit in sequence(mapping(document(page)).get("hits")))


def _post(hit: dict[str, Any]) -> Post:
    author, number = words(hit.get("author")), words(hit.get("objectID"))
    if not author or not number:
        raise Drifted("a hit without its author or number")
    comment = words(hit.get("comment_text"))
    opens = not comment and "comment" not in sequence(hit.get("_tags"))
    written = words(hit.get("story_text")) if opens else comment
    return Post(
        key=f"item:{number}",
        author=author,
        text=own_words(_QUOTED.sub("<p>", written)),
        title=words(hit.get("title") if opens else hit.get("story_title")) or "…",
        thread=number if opens else str(hit.get("story_id")),
        opens=opens,
        link=words(hit.get("url")) if opens else "",
    )
