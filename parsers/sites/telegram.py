"""The public preview of a Telegram channel (t.me/s/NAME): each message is one of its listings.

What a channel passes on from another is its own advert; the other one is a way onward.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import html

from market.claims import Contact
from market.types import How, Identifier, Issue, Level, Listing, Mention, Page, Seller
from parsers.adapter import Adapter, Link
from parsers.embedded import is_html, tree, words
from parsers.links import on_the_web, resolved, split
from parsers.mentions import link
from parsers.prose import shown
from parsers.readers import read
from parsers.readers.voice import opens_a_shop
from parsers.sellers import promoters

_MARKS = (
    *(b"tgme_channel_info", b"tgme_widget_message_text", b"tgme_channel_history"),
    b'class="tgme_page',  # what stands where a channel shows no preview
)
_MOST_MESSAGES = 200
_NAME = re.compile(r"^/(?:s/)?(?P<name>[A-Za-z]\w{2,31})(?:/|$)")
_BEFORE = re.compile(r"(?:^|&)before=")


class Telegram(Adapter):
    """Messages of the channel itself; service messages ("pinned", "joined") say nothing, and what
    a message replies to is on offer elsewhere.
    """

    family = "telegram"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether the page carries the preview's own class names."""
        if not is_html(page) or b"tgme_" not in page.body:
            return False
        return any(mark in page.body for mark in _MARKS)

    def follow(self, page: Page) -> Iterator[Link]:
        """The page of older messages before the newest one."""
        if _BEFORE.search(split(page.url).query):
            return
        root = tree(page)
        for older in root.xpath("//link[@rel='prev']/@href") if root is not None else ():
            if "before=" in str(older):
                yield Link(resolved(page.url, str(older)), "older messages")
                return

    def listings(self, page: Page) -> Iterator[Listing]:
        """The channel's description where it offers something; one listing a message, by its
        number in the channel.
        """
        return iter(_listings(page))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The codes of promoters in what messages link to."""
        return promoters(_listings(page))

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Channels that messages were forwarded from, and the buttons below messages."""
        for number, message in _messages(page):
            for source in message.find_class("tgme_widget_message_forwarded_from_name"):
                if found := _NAME.match(split(source.get("href") or "").path):
                    target = f"telegram:@{found['name'].lower()}"
                    yield Mention(target, How.HANDLE, "", f"post:{number}")
            for button in message.find_class("tgme_widget_message_inline_button"):
                target = button.get("href") or ""
                if on_the_web(target):
                    yield link(target, words(button)[:80], f"post:{number}")


def _messages(page: Page) -> list[tuple[str, html.HtmlElement]]:
    """Numbers and elements of what the channel said, the newest if there are many."""
    root = tree(page)
    found = root.xpath("//*[@data-post]") if root is not None else []
    said = [one for one in found if "service_message" not in (one.get("class") or "").split()]
    return [(one.get("data-post").rpartition("/")[2], one) for one in said[-_MOST_MESSAGES:]]


@lru_cache(maxsize=2)
def _listings(page: Page) -> tuple[Listing, ...]:
    seller = _channel(page)
    messages = _messages(page)
    said = [(number, _text(message)) for number, message in messages]
    posts = [
        Listing(f"post:{number}", text.split("\n")[0][:80], text, seller=seller)
        for number, text in said
        if text
    ]
    return (*_about(page, seller), *posts, *_silence(page, messages))


def _channel(page: Page) -> Seller:
    """The channel by its title and handle; the handle is the address's, or the messages'."""
    found = _NAME.match(page.path)
    handles = (one.get("data-post").rpartition("/")[0] for _, one in _messages(page))
    handle = next(handles, "") or (found["name"] if found else "")
    title = _first(page, "tgme_channel_info_header_title") or _first(page, "tgme_page_title")
    contacts = (Contact("telegram", handle),) if handle else ()
    return Seller(" ".join(title.split()) or handle, None, contacts)


def _about(page: Page, seller: Seller) -> Iterator[Listing]:
    """How the channel describes itself. Where there is no preview it may be a person's account,
    who is left alone unless something is sold there.
    """
    if _BEFORE.search(split(page.url).query):
        return  # said on the newest page
    for name in ("tgme_channel_info_description", "tgme_page_description"):
        text = _first(page, name)
        told = Listing("about", seller.name, text, seller=seller)
        if text and opens_a_shop("", text, read(told)):
            yield told
            return


def _silence(page: Page, messages: list[tuple[str, html.HtmlElement]]) -> Iterator[Listing]:
    """No messages is no error: some channels show none to visitors, a search may find none."""
    if not messages:
        preview = b"tgme_channel_history" in page.body or b"tgme_channel_info" in page.body
        code = "no_messages" if preview else "no_preview"
        issue = Issue(Level.INFO, code, "no messages are shown to visitors", page.url)
        yield Listing("messages", "", issues=(issue,))


def _text(message: html.HtmlElement) -> str:
    """The message's own words, not those it replies to."""
    for body in message.find_class("tgme_widget_message_text"):
        above = {name for one in body.iterancestors() for name in (one.get("class") or "").split()}
        if "tgme_widget_message_reply" not in above and "js-message_reply_text" not in (
            body.get("class") or ""
        ):
            return shown(body)
    return ""


def _first(page: Page, name: str) -> str:
    root = tree(page)
    found = root.find_class(name) if root is not None else []
    return shown(found[0]) if found else ""
