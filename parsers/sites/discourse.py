"""Forum threads of Discourse as JSON. A thread is read for what its first poster sells; what others
write in it, and who they are, becomes no listing.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from market.channel import own_site
from market.claims import Contact
from market.types import Listing, Page, Seller
from parsers.adapter import Adapter, Drifted, Link
from parsers.mentions import leads_out
from parsers.payload import document, mapping, sequence, words
from parsers.prose import plain
from parsers.readers.contacts.contact import read_contact

_MOST_TOPICS = 3
# Titles worth one more request.
_OFFERS = re.compile(
    r"中转|倍率|号池|拼车|充值|额度|一刀|折|api|claude|gpt|codex|gemini|grok|号|卖|出售|token|relay|sell|discount",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'()\[\]（）【】，。；、]{4,300}")


class Discourse(Adapter):
    """A thread, or a list of threads of which a few are followed."""

    family = "discourse"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether it is a thread's or a topic list's JSON."""
        answer = mapping(document(page))
        thread = mapping(answer.get("post_stream"))
        topics = mapping(answer.get("topic_list"))
        return isinstance(thread.get("posts"), list) or isinstance(topics.get("topics"), list)

    def follow(self, page: Page) -> Iterator[Link]:
        """The first three topics of a list whose titles speak of the trade."""
        topics = sequence(mapping(mapping(document(page)).get("topic_list")).get("topics"))
        about = [mapping(topic) for topic in topics]
        wanted = [topic for topic in about if _OFFERS.search(words(topic.get("title")))]
        for topic in wanted[:_MOST_TOPICS]:
            if isinstance(topic.get("id"), int):
                url = urljoin(page.url, f"/t/{topic['id']}.json")
                yield Link(url, words(topic.get("title"))[:60])

    def listings(self, page: Page) -> Iterator[Listing]:
        """The first poster's posts, each under the thread's title; a topic list offers nothing."""
        answer = mapping(document(page))
        if "post_stream" not in answer:
            return
        posts = [mapping(post) for post in sequence(mapping(answer["post_stream"]).get("posts"))]
        if not posts:
            raise Drifted("a thread without posts")
        title = words(answer.get("title"))
        author = words(posts[0].get("username"))
        if not author:
            raise Drifted("a post without its author")
        own = [post for post in posts if words(post.get("username")) == author]
        texts = [_own_words(words(post.get("cooked"))) for post in own]
        seller = _seller(page, author, "\n".join(texts))
        for post, text in zip(own, texts, strict=True):
            yield from _listing(post, title, text, seller)


def _own_words(cooked: str) -> str:
    """The post without what it quotes: that is somebody else's."""
    soup = BeautifulSoup(cooked, "lxml")
    for quoted in soup.select("aside.quote, blockquote"):
        quoted.decompose()
    return plain(str(soup.body or ""))


def _listing(post: dict[str, Any], title: str, text: str, seller: Seller) -> Iterator[Listing]:
    """The opening post says its title too; later ones stand under it."""
    opening = post.get("post_number") == 1
    said = f"{title}\n{text}" if opening else text
    if text:
        context = "" if opening else title
        yield Listing(f"post:{post.get('id')}", title, said, context, seller=seller)


def _seller(page: Page, name: str, text: str) -> Seller:
    """Who posts: the name, the first site of their own that the posts link to, and the handles."""
    links = (found[0].rstrip(".,;:!?*_~") for found in _URL.finditer(text))
    sites = (link for link in links if own_site(link) and leads_out(link, [page.host]))
    handles = {
        fact.value.platform + fact.value.value: fact.value
        for fact in read_contact(text)
        if isinstance(fact.value, Contact) and fact.value.platform != "site"
    }
    return Seller(name, _origin(next(sites, None)), tuple(sorted(handles.values())))


def _origin(url: str | None) -> str | None:
    if url is None:
        return None
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
