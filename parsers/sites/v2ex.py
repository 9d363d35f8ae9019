"""V2EX by its public API: lists of topics, one topic, and the replies to it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from market.types import Identifier, Listing, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.links import asked
from parsers.payload import document, mapping, number, sequence, words
from parsers.posts import Post, adverts
from parsers.quotes import own_markdown, own_words
from parsers.readers.voice import is_about_the_trade, wants
from parsers.sellers import joined, promoters

_MOST_THREADS = 2  # an address may ask 120 times an hour
_REPLIES = "/api/replies/show.json"
_TOPIC = re.compile(r"topic:(?P<id>\d{1,12})(?:#|$)")


class V2ex(Adapter):
    """A topic is its writer's; of the replies to it only his are read, and adverts of others."""

    family = "v2ex"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether it is a list of topics with their nodes and members, or of replies."""
        rows = sequence(document(page))
        return bool(rows) and (_is_topic(mapping(rows[0])) or _is_reply(mapping(rows[0])))

    def follow(self, page: Page) -> Iterator[Link]:
        """The replies to the first two topics whose titles offer something."""
        wanted = [row["id"] for row in _rows(page) if _is_wanted(row)]
        for topic in wanted[:_MOST_THREADS]:
            yield Link(urljoin(page.url, f"{_REPLIES}?topic_id={topic}"), "replies")

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a topic or reply that sells."""
        return iter(_adverts(page))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The codes of promoters in what sellers link to."""
        return promoters(_adverts(page))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Replies under the topic they belong to."""
        return joined(listings, _thread)


@lru_cache(maxsize=2)
def _adverts(page: Page) -> tuple[Listing, ...]:
    return tuple(adverts([_post(row) for row in _rows(page)], page, "v2ex"))


def _rows(page: Page) -> list[dict[str, Any]]:
    return [mapping(row) for row in sequence(document(page))]


def _post(row: dict[str, Any]) -> Post:
    author = words(mapping(row.get("member")).get("username"))
    if not author:
        raise Drifted("a post without its member")
    rendered, written = words(row.get("content_rendered")), words(row.get("content"))
    opens = _is_topic(row)
    return Post(
        key=f"{'topic' if opens else 'reply'}:{row.get('id')}",
        author=author,
        text=own_words(rendered) if rendered else own_markdown(written),
        title=words(row.get("title")) if opens else "",
        thread=str(row.get("id")) if opens else "",
        opens=opens,
    )


def _is_topic(row: dict[str, Any]) -> bool:
    return isinstance(row.get("node"), dict) and isinstance(row.get("member"), dict)


def _is_wanted(row: dict[str, Any]) -> bool:
    title = words(row.get("title"))
    answered = isinstance(row.get("id"), int) and number(row.get("replies")) and _is_topic(row)
    return bool(answered) and is_about_the_trade(title) and not wants(title)


def _is_reply(row: dict[str, Any]) -> bool:
    return isinstance(row.get("member"), dict) and {"thanks", "content_rendered"} <= row.keys()


def _thread(one: Listing) -> str:
    if found := _TOPIC.match(one.key):
        return found["id"]
    return asked(one.url, "topic_id")
