"""Forums of Discourse: topic lists, searches and threads as JSON, and the HTML that leads to them.

Lists and search results offer nothing themselves: what they quote is anybody's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from market.types import Identifier, Listing, Page
from parsers.adapter import Adapter, Blocked, Drifted, Link
from parsers.links import asked
from parsers.payload import document, mapping, sequence, words
from parsers.posts import Post, adverts
from parsers.quotes import own_words
from parsers.readers.voice import wants
from parsers.sellers import joined, promoters

_MOST_TOPICS = 3
_MOST_POSTS = 20  # asked for at once, as many as a thread shows at first
# Titles worth one more request.
_OFFERS = re.compile(
    r"中转|倍率|号池|拼车|充值|额度|一刀|折|api|claude|gpt|codex|gemini|grok|号|卖|出售|token|relay|sell|discount",
    re.IGNORECASE,
)
_GENERATOR = re.compile(rb"<meta[^>]{0,200}generator[^>]{0,200}discourse", re.IGNORECASE)
_THREAD = re.compile(r"/t/(?:[^/]{1,300}/)?(?P<id>\d{1,12})(?:[./]|$)")
_SHUT = {"not_logged_in", "invalid_access", "rate_limit"}


class Discourse(Adapter):
    """A thread is its first poster's; of lists a few topics are followed."""

    family = "discourse"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether it is a thread's, a list's or a search's JSON, a refusal, or a forum's HTML."""
        answer = mapping(document(page))
        if not answer:
            return page.evidence.status == 200 and bool(_GENERATOR.search(page.body[:20_000]))
        thread, found = mapping(answer.get("post_stream")), mapping(answer.get("topic_list"))
        if isinstance(thread.get("posts"), list) or isinstance(found.get("topics"), list):
            return True
        return "grouped_search_result" in answer or _error(answer) != ""

    def follow(self, page: Page) -> Iterator[Link]:
        """The JSON behind HTML; the first three topics of a list whose titles speak of the trade;
        the opener's later posts, where a thread says which they are.
        """
        answer = mapping(document(page))
        if not answer:
            yield Link(urljoin(page.url, _behind(page)), "posts", vital=True)
        for number in list(_wanted(answer))[:_MOST_TOPICS]:
            yield Link(urljoin(page.url, f"/t/{number}.json"), "topic")
        if later := _later(answer):
            numbers = "&".join(f"post_ids[]={number}" for number in later)
            yield Link(
                urljoin(page.url, f"/t/{answer.get('id')}/posts.json?{numbers}"), "later posts"
            )

    def listings(self, page: Page) -> Iterator[Listing]:
        """The first poster's posts, if he sells, and adverts that others put among them."""
        return iter(_adverts(page))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The codes of promoters in what sellers link to."""
        return promoters(_adverts(page))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Later posts under the thread they belong to."""
        return joined(listings, lambda one: _thread(one.url))


@lru_cache(maxsize=2)
def _adverts(page: Page) -> tuple[Listing, ...]:
    answer = mapping(document(page))
    if wrong := _error(answer):
        if wrong in _SHUT:
            raise Blocked(wrong)
        raise Drifted(f"an error: {wrong[:60]}")
    if "post_stream" not in answer:
        return ()
    told = [mapping(post) for post in sequence(mapping(answer["post_stream"]).get("posts"))]
    if not told:
        raise Drifted("a thread without posts")
    if not all(words(post.get("username")) for post in told):
        raise Drifted("a post without its author")
    title = words(answer.get("title"))
    opener = words(told[0].get("username")) if told[0].get("post_number") == 1 else ""
    return tuple(adverts([_post(one, title, opener) for one in told], page, "discourse"))


def _post(told: dict[str, Any], title: str, opener: str) -> Post:
    return Post(
        key=f"post:{told.get('id')}",
        author=words(told.get("username")),
        text=own_words(words(told.get("cooked"))),
        title=title if opener else "",
        opens=told.get("post_number") == 1,
    )


def _error(answer: dict[str, Any]) -> str:
    """Discourse's own kind of refusal: ``{"errors": […], "error_type": "not_logged_in"}``."""
    return words(answer.get("error_type")) if isinstance(answer.get("errors"), list) else ""


def _wanted(answer: dict[str, Any]) -> Iterator[int]:
    """Topics of a list or a search whose titles offer something."""
    topics = mapping(answer.get("topic_list")).get("topics") or answer.get("topics")
    for topic in map(mapping, sequence(topics)):
        title, number = words(topic.get("title")), topic.get("id")
        if isinstance(number, int) and _OFFERS.search(title) and not wants(title):
            yield number


def _later(answer: dict[str, Any]) -> list[int]:
    """Posts beyond those shown that can only be the opener's: all where nobody else posted, the
    last one where it is his.
    """
    thread, details = mapping(answer.get("post_stream")), mapping(answer.get("details"))
    posts = [mapping(post) for post in sequence(thread.get("posts"))]
    if not posts or not details or not isinstance(answer.get("id"), int):
        return []
    opener, shown = posts[0].get("username"), [post.get("id") for post in posts]
    rest = [n for n in sequence(thread.get("stream")) if isinstance(n, int) and n not in shown]
    people = [mapping(one).get("username") for one in sequence(details.get("participants"))]
    if people == [opener]:
        return rest[-_MOST_POSTS:]
    last = mapping(details.get("last_poster")).get("username")
    return rest[-1:] if last == opener else []


def _behind(page: Page) -> str:
    """Where the posts of an HTML page are: its thread, category or search, else the newest."""
    if found := _THREAD.search(page.path):
        return f"/t/{found['id']}.json"
    if page.path.startswith("/c/"):
        return f"{page.path.rstrip('/')}.json"
    sought = asked(page.url, "q")
    return f"/search.json?q={quote(sought)}" if page.path == "/search" else "/latest.json"


def _thread(url: str) -> str:
    found = _THREAD.search(urlsplit(url).path)
    return found["id"] if found else ""
