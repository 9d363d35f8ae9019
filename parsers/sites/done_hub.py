"""done-hub: one-hub's pages with marks of its own. Pages that bear none are one-hub's to read, and
both are joined.
"""

import re

from market.types import Page
from parsers.payload import document, mapping
from parsers.sites.one_hub import OneHub
from parsers.sites.one_hub.kinds import STATUS, is_done_hub


class DoneHub(OneHub):
    """As one-hub; a second price for long contexts, and defaults for cached tokens."""

    family = "done_hub"
    dialect_of = "one_hub"
    entry = (STATUS,)
    signs = re.compile(rb"<title>\s*done hub\s*</title>")

    def owns(self, page: Page) -> bool:
        """By keys that one-hub has not."""
        return is_done_hub(mapping(document(page)))
