"""Reddit's listings as JSON: new submissions, search results, and comments under one of them."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Blocked, Drifted
from parsers.payload import document, mapping, number, sequence, words
from parsers.posts import MOST_POSTS, Post, adverts, targets
from parsers.quotes import own_markdown, without_names
from parsers.sellers import joined, promoters

_REFUSED = {401, 403, 404, 429}
_GONE = {"[deleted]", "[removed]", "AutoModerator"}
# "[H] PayPal [W] Claude credits": who has money wants the rest.
_HAS_MONEY = re.compile(
    r"\[h\][^\[\]]{0,40}\b(?:paypal|cash|cashapp|venmo|zelle|money|usdt|btc|crypto|g&s)\b.{0,60}\[w\]",
    re.IGNORECASE,
)


class Reddit(Adapter):
    """A submission is its writer's; of comments only his are read, and adverts of others."""

    family = "reddit"
    entry = ()
    # Nothing to follow: anonymous visitors are allowed few requests.

    def owns(self, page: Page) -> bool:
        """Whether it is a listing of things, two of them (a submission and its comments), or a
        refusal.
        """
        answer = document(page)
        if isinstance(answer, list):
            return 0 < len(answer) <= 2 and all(_is_listing(each) for each in answer)
        return _is_listing(answer) or _refusal(mapping(answer)) != ""

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a submission or comment that sells."""
        if why := _refusal(mapping(document(page))):
            raise Blocked(why)
        return iter(_adverts(page))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The codes of promoters in what sellers link to."""
        return promoters(_adverts(page))

    def mentions(self, page: Page) -> Iterator[Mention]:
        """What submissions about the trade link to."""
        return targets(_posts(page))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """One seller for one account."""
        return joined(listings)


@lru_cache(maxsize=2)
def _adverts(page: Page) -> tuple[Listing, ...]:
    return tuple(adverts(_posts(page), page, "reddit"))


@lru_cache(maxsize=2)
def _posts(page: Page) -> tuple[Post, ...]:
    answer = document(page)
    found: list[Post] = []
    each = answer if isinstance(answer, list) else [answer]
    waiting = deque(child for one in each for child in _children(one))
    while waiting and len(found) < MOST_POSTS:
        thing = mapping(waiting.popleft())
        if post := _post(words(thing.get("kind")), mapping(thing.get("data"))):
            found.append(post)
        waiting += _children(mapping(thing.get("data")).get("replies"))
    return tuple(found)


def _post(kind: str, data: dict[str, Any]) -> Post | None:
    """A submission (t3) or comment (t1) of somebody who is still there."""
    if kind not in {"t3", "t1"}:
        return None
    author = words(data.get("author"))
    if not author:
        raise Drifted("a post without its author")
    opens = kind == "t3"
    title = words(data.get("title") if opens else data.get("link_title"))
    written = words(data.get("selftext") if opens else data.get("body"))
    if author in _GONE or written in _GONE or _HAS_MONEY.search(title):
        return None
    own = data.get("is_submitter") is True
    return Post(
        key=words(data.get("name")) or f"{kind}_{data.get('id')}",
        author=author,
        text=without_names(own_markdown(written), {author}, all_of=True),
        title=title or ("" if own else "…"),  # "": his own thread's, which may be on this page
        thread=words(data.get("name")) if opens else words(data.get("link_id")),
        opens=opens,
        link=words(data.get("url")) if opens and data.get("is_self") is False else "",
    )


def _is_listing(value: Any) -> bool:
    told = mapping(value)
    return told.get("kind") == "Listing" and isinstance(
        mapping(told.get("data")).get("children"), list
    )


def _children(value: Any) -> list[Any]:
    return sequence(mapping(mapping(value).get("data")).get("children"))


def _refusal(answer: dict[str, Any]) -> str:
    """``{"message": "Forbidden", "error": 403}``, with a reason for private or banned places."""
    if number(answer.get("error")) not in _REFUSED or "message" not in answer:
        return ""
    return f"{words(answer.get('reason')) or words(answer.get('message'))} ({answer['error']})"
