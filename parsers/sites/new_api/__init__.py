"""new-api and the forks that keep its JSON: status, price sheet, words, and figures of use."""

import re
from collections.abc import Iterator, Sequence

from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.envelope import opened
from parsers.payload import document, mapping, required
from parsers.sites.new_api import bare, figures, modules, sheet, status, told
from parsers.sites.new_api.answers import STATUS, Answer, kind_of
from parsers.sites.new_api.dialects import dialect


class NewApi(Adapter):
    """Ratios × group ratio × recharge price, over every shape since May 2024."""

    family = "new_api"
    entry = (STATUS,)
    # the generator tag, default titles, and the description that the one-api family shares
    signs = re.compile(
        "content=[\"']new-api[\"']|二次分发|unified ai api gateway".encode()
        + rb"|<title>\s*new[ -]?api\s*</title>"
    )

    def owns(self, page: Page) -> bool:
        """Its answers by their keys, refusals by their address; not those marked as a dialect's."""
        return kind_of(page) is not None and not dialect(mapping(document(page)))

    def follow(self, page: Page) -> Iterator[Link]:
        """From the status what the operator shows; from words that are an address, its page."""
        answer = mapping(document(page))
        match kind_of(page):
            case Answer.STATUS:
                yield from modules.links(page.url, mapping(answer.get("data")))
            case Answer.WORDS:
                yield from told.follow(page, answer)
            case _:
                pass

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a model; one for the terms; one each for what people wrote."""
        answer = required(page)
        if not isinstance(answer, dict):
            raise Drifted(f"{page.path} answers with an array")
        opened(answer, page)
        match kind_of(page):
            case Answer.STATUS:
                yield from status.listings(answer["data"])
            case Answer.SHEET | None:
                yield from sheet.listings(page, answer)
            case Answer.WORDS:
                yield from told.listings(page, answer)
            case Answer.RATIOS:
                yield from bare.ratios(answer)
            case Answer.GROUPS:
                yield from bare.groups(answer)
            case Answer.TRAFFIC:
                yield from figures.traffic(page, answer)
            case Answer.RANKING:
                yield from figures.ranking(page, answer)
            case Answer.UPTIME:
                yield from figures.uptime(answer)

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Those of the status, and the analytics of what is shown."""
        answer = mapping(document(page))
        match kind_of(page):
            case Answer.STATUS:
                yield from status.identifiers(mapping(answer.get("data")))
            case Answer.WORDS:
                yield from told.identifiers(answer)
            case _:
                pass

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Those of the status, and a page that stands in the place of words."""
        answer = mapping(document(page))
        match kind_of(page):
            case Answer.STATUS:
                yield from status.mentions(mapping(answer.get("data")))
            case Answer.WORDS:
                yield from told.mentions(page, answer)
            case _:
                pass

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Beside a price sheet, bare ratios and bare groups add nothing."""
        if not any(listing.key.startswith("model:") for listing in listings):
            return listings
        return [one for one in listings if not one.key.startswith(("ratio:", "group:"))]
