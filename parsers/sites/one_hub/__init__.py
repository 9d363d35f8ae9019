"""one-hub: status, models, groups and prices, each on a page of its own."""

import re
from collections.abc import Iterator, Sequence

from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Link
from parsers.payload import document, is_json, mapping
from parsers.sites.one_hub import answers, ratios
from parsers.sites.one_hub.kinds import GROUPS, MODELS, PRICES, STATUS, is_done_hub, kind


class OneHub(Adapter):
    """Ratios of the models page × ratios of the groups page × the status's recharge rate."""

    family = "one_hub"
    entry = (STATUS,)
    signs = re.compile(rb"<title>\s*one hub\s*</title>")

    def owns(self, page: Page) -> bool:
        """By keys of its own; refusals and empty answers by their address."""
        answer = mapping(document(page))
        if kind(answer):
            return not is_done_hub(answer)
        here = page.path.endswith((MODELS, GROUPS, PRICES)) and is_json(page)
        known = page.evidence.status in {200, 401, 403}
        return here and known and ("success" in answer or not answer)

    def follow(self, page: Page) -> Iterator[Link]:
        """From the status: models, the groups that price them, and the notice."""
        return answers.follow(page)

    def listings(self, page: Page) -> Iterator[Listing]:
        """Terms, models or groups, by which page it is."""
        return answers.listings(page)

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Those of the status."""
        return answers.identifiers(page)

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Those of the status."""
        return answers.mentions(page)

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Models take their groups' ratios, done-hub's among them."""
        return ratios.joined(listings)
