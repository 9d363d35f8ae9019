"""Tables as people publish them, in one shape: head, rows, cells. What writes them is elsewhere."""

from dataclasses import dataclass
from functools import lru_cache

from market.types import Page
from parsers.embedded import begins_as_markup
from parsers.payload import document, is_json
from parsers.sites.directory.cells import Table
from parsers.sites.directory.markup import from_html
from parsers.sites.directory.objects import from_lines, from_value
from parsers.sites.directory.texts import from_csv, from_markdown


@dataclass(frozen=True, slots=True)
class _Place:
    """What tables depend on besides the bytes."""

    url: str
    host: str


def tables(page: Page) -> tuple[Table, ...]:
    """The tables of a page, by whichever way it writes them."""
    if is_json(page):
        value = document(page)
        return tuple(from_lines(page.body) if value is None else from_value(value))
    return _tables(page.body, _Place(page.url, page.host))


@lru_cache(maxsize=4)
def _tables(body: bytes, place: _Place) -> tuple[Table, ...]:
    if begins_as_markup(body):
        return tuple(from_html(body, place.url, place.host))
    text = body.decode("utf-8-sig", "replace").replace("\0", "\ufffd")
    if found := tuple(from_markdown(text.splitlines())):
        return found
    return tuple(from_csv(text))
