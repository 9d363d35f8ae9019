"""The public preview of a Telegram channel (t.me/s/NAME): each message is one of its listings."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Tag

from market.claims import Contact
from market.types import Listing, Page, Seller
from parsers.adapter import Adapter, Link
from parsers.prose import plain

_MARKS = (b"tgme_channel_info", b"tgme_widget_message_text", b"tgme_channel_history")


class Telegram(Adapter):
    """Messages of the channel itself; service messages ("pinned", "joined") say nothing."""

    family = "telegram"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether the page carries the preview's own class names."""
        if page.body[:64].lstrip()[:1] != b"<" or b"tgme_" not in page.body:
            return False
        return any(mark in page.body for mark in _MARKS)

    def follow(self, page: Page) -> Iterator[Link]:
        """Nothing: the newest messages are all on this page."""
        del page
        return iter(())

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a message, by its number in the channel."""
        soup = BeautifulSoup(page.body, "lxml")
        title = _words(soup.select_one(".tgme_channel_info_header_title"))
        for message in soup.select(".tgme_widget_message[data-post]"):
            body = message.select_one(".tgme_widget_message_text")
            if body is None or "service_message" in (message.get("class") or []):
                continue
            handle, _, number = str(message["data-post"]).rpartition("/")
            text = plain(body.decode_contents())
            if text:
                seller = Seller(title or handle, None, (Contact("telegram", handle),))
                yield Listing(f"post:{number}", text.split("\n")[0][:80], text, seller=seller)


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""
