"""What the pages of the line lead to and hold, whichever of the two wrote them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from market.types import Identifier, Issue, Level, Listing, Mention, Page
from parsers.adapter import Drifted, Link
from parsers.envelope import opened
from parsers.payload import document, mapping, required
from parsers.sites.one_hub import groups, models, status
from parsers.sites.one_hub.kinds import GROUPS, MODELS, is_done_hub, kind

_NOTICE = "/api/notice"


def follow(page: Page) -> Iterator[Link]:
    """From the status: models, the groups that price them, and the notice."""
    if _status(page):
        yield Link(urljoin(page.url, MODELS), "models", vital=True)
        yield Link(urljoin(page.url, GROUPS), "group ratios", vital=True)
        yield Link(urljoin(page.url, _NOTICE), "notice", optional=True)


def listings(page: Page) -> Iterator[Listing]:
    """Terms, models or groups, by which page it is."""
    answer = mapping(required(page))
    opened(answer, page)
    reader = "done_hub/1" if is_done_hub(answer) else "one_hub/1"
    match kind(answer):
        case "status":
            yield from status.listings(answer["data"], reader)
        case "models":
            yield from models.available(answer["data"], reader)
        case "groups":
            yield from groups.listings(answer["data"], reader)
        case "prices":
            yield from models.prices(answer["data"], reader)
        case _ if page.path.endswith(GROUPS) and answer.get("data") == {}:
            message = "no group is open to visitors: what a credited dollar buys stays hidden"
            issue = Issue(Level.WARNING, "no_public_group", message, page.url)
            yield Listing("groups", "groups", issues=(issue,))
        case _:
            raise Drifted(f"{page.path}: neither models nor groups nor prices")


def identifiers(page: Page) -> Iterator[Identifier]:
    """Those of the status."""
    return status.identifiers(_status(page))


def mentions(page: Page) -> Iterator[Mention]:
    """Those of the status."""
    return status.mentions(_status(page))


def _status(page: Page) -> dict[str, Any]:
    answer = mapping(document(page))
    return mapping(answer.get("data")) if kind(answer) == "status" else {}
