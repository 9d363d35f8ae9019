"""done-hub: one-hub's pages with marks of its own. Pages that bear none are one-hub's to read, and
both are joined.
"""

import re
from collections.abc import Iterator

from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Link
from parsers.payload import document, mapping
from parsers.sites.one_hub import answers
from parsers.sites.one_hub.kinds import STATUS, is_done_hub


class DoneHub(Adapter):
    """As one-hub; a second price for long contexts, and defaults for cached tokens."""

    family = "done_hub"
    dialect_of = "one_hub"
    entry = (STATUS,)
    signs = re.compile(rb"<title>\s*done hub\s*</title>")

    def owns(self, page: Page) -> bool:
        """By keys that one-hub has not."""
        return is_done_hub(mapping(document(page)))

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
