"""Price lists that sites make for themselves: JSON rows of models with prices in a unit they name,
or of groups with multipliers. Whatever is some software's own sheet is left to its family.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from market.channel import key
from market.names import resolve
from market.types import Issue, Level, Listing, Page
from parsers.adapter import Adapter, Drifted
from parsers.mentions import leads_out
from parsers.payload import document, is_json, pointer
from parsers.sites.price_list import multipliers, prices
from parsers.sites.price_list.rows import MOST_ROWS, Row, foreign, links, rows

_SAMPLE = 60  # rows that decide whose it is
# Where relay software answers with sheets and refusals of its own shape.
_TAKEN = (
    *("/api/pricing", "/api/status", "/api/notice", "/api/ratio_config", "/api/models/price"),
    *("/api/prices", "/api/available_model", "/api/user_group_map", "/api/v1/model-plaza"),
)


class PriceList(Adapter):
    """Prices in real money, or multipliers; a list that names no unit gets issues, no prices."""

    family = "price_list"
    entry = ()
    # Nothing to follow: the list is all there is.

    def owns(self, page: Page) -> bool:
        """Whether most rows name known models beside prices, or supplies beside multipliers."""
        if page.evidence.status != 200 or not is_json(page) or page.path.endswith(_TAKEN):
            return False
        found = [row for row in rows(document(page), _SAMPLE) if row.name]
        if not found or any(map(foreign, found)) or _leads_elsewhere(found, page):
            return False
        return _most(found, [row for row in found if _priced(row) or _multiplied(row)])

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a row."""
        found = rows(document(page))
        if not found:
            raise Drifted("no rows")
        if len(found) == MOST_ROWS:
            issue = Issue(Level.WARNING, "too_long", f"only {MOST_ROWS} rows were read")
            yield Listing("list", "list", issues=(issue,))
        multiplied = any(_multiplied(row) for row in found[:_SAMPLE])
        named: Counter[str] = Counter()
        told = [row for row in found if row.name]
        yield from (_nameless(row) for row in found if not row.name)
        for listing in map(_multiplier, told) if multiplied else _prices(told):
            named[listing.key] += 1
            yield _again(listing, named[listing.key])


def _nameless(row: Row) -> Listing:
    place = pointer(*row.steps)
    issue = Issue(Level.WARNING, "odd_row", "a row that names no model and no group", place)
    return Listing(f"row:{place}", "", issues=(issue,))


def _again(listing: Listing, times: int) -> Listing:
    """A row of one name once more stays apart, and says so."""
    if times == 1:
        return listing
    issue = Issue(Level.WARNING, "duplicate_row", f"{listing.title}: listed {times} times")
    return replace(listing, key=f"{listing.key}#{times}", issues=(*listing.issues, issue))


def _prices(found: Sequence[Row]) -> Iterator[Listing]:
    known = prices.aihubmix(found)
    scale = prices.inferred_scale(found) if known else None
    if scale:
        message = "the list names no unit; its numbers can only be dollars for 1M tokens"
        yield Listing("list", "list", issues=(Issue(Level.INFO, "unit_inferred", message),))
    for row in found:
        yield prices.listing(row, scale)


def _multiplier(row: Row) -> Listing:
    found = multipliers.multiplier(row)
    return multipliers.listing(row, *found) if found else multipliers.odd(row)


def _priced(row: Row) -> bool:
    """Whether it names a known model beside a price that says its unit, or is called a price."""
    if resolve(row.name) is None:
        return False
    return any(each.scale or "pricing" in row.values for each in prices.numbers(row))


def _multiplied(row: Row) -> bool:
    return multipliers.multiplier(row) is not None and multipliers.speaks(row)


def _most(found: Sequence[Row], ours: Sequence[Row]) -> bool:
    """At least half, as new and other vendors' models are not all known; one row is no list."""
    return len(ours) >= 2 and len(ours) * 2 >= len(found)


def _leads_elsewhere(found: Sequence[Row], page: Page) -> bool:
    """Rows of two other sites are a directory of sellers."""
    here = {key(f"https://{page.host}")}
    return len({key(url) for row in found for url in links(row) if leads_out(url, here)}) >= 2
