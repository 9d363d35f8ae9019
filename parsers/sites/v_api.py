"""V-API: new-api's price sheet, with ``group_names`` for its groups."""

import re
from collections.abc import Iterator

from market.types import Listing, Page
from parsers.adapter import Adapter
from parsers.envelope import opened
from parsers.payload import document, mapping, required
from parsers.sites.new_api import sheet
from parsers.sites.new_api.dialects import dialect


class VApi(Adapter):
    """Its price sheet; status and words are new-api's."""

    family = "v_api"
    dialect_of = "new_api"
    entry = ("/api/status",)  # which leads to its sheet: nothing to follow from there
    signs = re.compile(rb"<title>\s*v-?api\s*</title>")

    def owns(self, page: Page) -> bool:
        """A sheet that names its groups in a way of its own."""
        return dialect(mapping(document(page))) == self.family

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a model."""
        answer = mapping(required(page))
        opened(answer, page)
        yield from sheet.listings(page, answer)
