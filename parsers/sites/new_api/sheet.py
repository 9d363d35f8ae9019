"""``/api/pricing``: one listing a model, its rates in every group that may use it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from market.claims import CreditUnit
from market.types import Fact, Issue, Level, Listing, Page
from parsers.adapter import Drifted
from parsers.payload import mapping, number, sequence, words, written
from parsers.sites.new_api.groups import Groups
from parsers.sites.new_api.rows import READER, Row, read_row


def listings(page: Page, sheet: dict[str, Any]) -> Iterator[Listing]:
    """One listing a model. Raises Drifted where there is no list of rows, or an empty one."""
    rows = sheet.get("data")
    if not isinstance(rows, list):
        raise Drifted(f"data is {type(rows).__name__}, not a list of rows")
    if not rows:
        raise Drifted("an empty price sheet")
    yield from _unit(page)
    named: Counter[str] = Counter()
    for row in _rows(sheet, rows, page.header("x-billing-currency")):
        listing = _listing(row)
        named[listing.key] += 1
        yield _again(listing, named[listing.key])


def _unit(page: Page) -> Iterator[Listing]:
    """A fork says in a header how many points make one credited dollar."""
    header = page.header("x-quota-per-unit")
    if quota := number(header):
        unit = Fact(CreditUnit(quota), header, place="header:x-quota-per-unit", reader=READER)
        yield Listing("sheet", "price sheet", facts=(unit,))


def _rows(sheet: dict[str, Any], rows: list[Any], currency: str) -> Iterator[Row]:
    groups, told = Groups(sheet), sequence(sheet.get("vendors"))
    vendors = {written(v.get("id")): v.get("name") for v in map(mapping, told)}
    for at, values in enumerate(rows):
        row = mapping(values)
        owner = words(vendors.get(written(row.get("vendor_id")))) or words(row.get("owner_by"))
        name = words(row.get("model_name"))
        yield Row(name, row, at, tuple(groups.of(row, at)), owner, currency.strip().upper() or None)


def _listing(row: Row) -> Listing:
    if not row.name:
        issue = row.issue("odd_row", "a row without a model name")
        return Listing(f"row:{row.at}", "", issues=(issue,))
    facts, issues = read_row(row)
    return Listing(f"model:{row.name}", row.name, facts=facts, issues=issues)


def _again(listing: Listing, times: int) -> Listing:
    """A model listed once more stays apart, and says so."""
    if times == 1:
        return listing
    issue = Issue(Level.WARNING, "duplicate_row", f"{listing.title}: listed {times} times")
    return replace(listing, key=f"{listing.key}#{times}", issues=(*listing.issues, issue))
