"""claude-relay-service: subscriptions shared out by key. It shows its name and nothing else."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from market.types import Issue, Level, Listing, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.envelope import opened
from parsers.payload import data, is_json, mapping, required, words

_SETTINGS = "/admin/oem-settings"
_KEYS = {"siteName", "siteIcon", "siteIconData"}
_HEAD = 200_000
_MEANING = "its software shares subscriptions out by key; prices stand elsewhere"
# Its pages load their scripts from under the address of its front end.
_ASSETS = b"/admin-next/assets/"
_SHELL = re.compile(rb"""(?:src|href)=["']/admin-next/assets/""")


class ClaudeRelayService(Adapter):
    """A marker of supply: what is sold stands in some shop elsewhere."""

    family = "claude_relay_service"
    entry = (_SETTINGS,)

    def owns(self, page: Page) -> bool:
        """Its settings by their keys; its shell by where the scripts come from."""
        if is_json(page):
            return data(page).keys() >= _KEYS
        return _is_shell(page)

    def follow(self, page: Page) -> Iterator[Link]:
        """From the shell, the name that the operator gave it; some versions refuse it."""
        if _is_shell(page):
            yield Link(urljoin(page.url, _SETTINGS), "site name", optional=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """The site, with what its software says of where its access comes from."""
        issue = Issue(Level.INFO, "subscription_pool_software", _MEANING, page.url)
        if _is_shell(page):
            yield Listing("site", "", issues=(issue,))
            return
        opened(mapping(required(page)), page)
        name = data(page).get("siteName")
        if not isinstance(name, str):
            raise Drifted(f"siteName is {type(name).__name__}")
        yield Listing("site", words(name), issues=(issue,))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """The shell and the settings speak of one site: the later one has its name."""
        return listings[-1:]


def _is_shell(page: Page) -> bool:
    head = page.body[:_HEAD]
    return not is_json(page) and _ASSETS in head and bool(_SHELL.search(head))
