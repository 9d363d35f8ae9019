"""new-api and the forks that keep its JSON (Veloera, V-API): status, price sheet and notice."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from market.claims import CreditUnit
from market.types import Fact, Identifier, Issue, Level, Listing, Mention, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.envelope import opened
from parsers.payload import document, is_json, mapping, number, required, sequence, words, written
from parsers.prose import plain
from parsers.sites.new_api import status
from parsers.sites.new_api.groups import Groups
from parsers.sites.new_api.rows import READER, Row, read_row

_STATUS, _PRICING, _NOTICE = "/api/status", "/api/pricing", "/api/notice"
_PATHS = (_STATUS, _PRICING, _NOTICE)


class NewApi(Adapter):
    """Ratios × group ratio × recharge price, over every shape since May 2024."""

    family = "new_api"
    entry = (_STATUS,)
    # the generator tag, default titles, and the description that the one-api family shares
    signs = re.compile(
        "content=[\"']new-api[\"']|二次分发|unified ai api gateway"
        r"|<title>\s*(?:(?:new|one)[ -]?api|veloera)\s*</title>".encode()
    )

    def owns(self, page: Page) -> bool:
        """Its status and sheets by their keys wherever they stand; refusals by their address."""
        answer = mapping(document(page))
        if _is_status(answer) or _is_sheet(answer):
            return True
        if not (page.path.endswith(_PATHS) and is_json(page)):
            return False
        if not answer or answer.get("success") is False:  # broken, or an envelope without goods
            return page.evidence.status in {200, 401, 403} and not isinstance(document(page), list)
        return answer.get("success") is True and _is_ours(answer, page.path)

    def follow(self, page: Page) -> Iterator[Link]:
        """The price sheet where the operator shows it, and the notice."""
        answer = mapping(document(page))
        if _is_status(answer):
            if status.pricing_open(answer["data"]):
                yield Link(urljoin(page.url, _PRICING), "prices", vital=True)
            yield Link(urljoin(page.url, _NOTICE), "notice")

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a model; one for the terms; one each for what people wrote."""
        answer = required(page)
        if not isinstance(answer, dict):
            raise Drifted(f"{page.path} answers with an array")
        opened(answer, page)
        if _is_status(answer):
            yield from status.listings(answer["data"])
        elif page.path.endswith(_NOTICE):
            yield from _notice(answer)
        else:
            yield from _sheet(page, answer)

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Those of the status."""
        answer = mapping(document(page))
        return status.identifiers(answer["data"]) if _is_status(answer) else iter(())

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Those of the status."""
        answer = mapping(document(page))
        return status.mentions(answer["data"]) if _is_status(answer) else iter(())


def _is_status(answer: dict[str, Any]) -> bool:
    data = mapping(answer.get("data"))
    return "quota_per_unit" in data and "price" in data and "PaymentUSDRate" not in data


def _is_sheet(answer: dict[str, Any]) -> bool:
    rows = sequence(answer.get("data"))
    return bool(rows) and "model_name" in mapping(rows[0]) and "quota_type" in mapping(rows[0])


def _is_ours(answer: dict[str, Any], path: str) -> bool:
    """A sheet or notice, full or empty. Rix-API's sheet stands at the same address as an object."""
    return path.endswith((_PRICING, _NOTICE)) and not isinstance(answer.get("data"), dict)


def _notice(answer: dict[str, Any]) -> Iterator[Listing]:
    match answer.get("data"):
        case str() as written:
            if text := plain(written):
                yield Listing("notice", "notice", text)
        case other:
            raise Drifted(f"the notice is {type(other).__name__}")


def _sheet(page: Page, sheet: dict[str, Any]) -> Iterator[Listing]:
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
        yield Listing(
            "sheet",
            "price sheet",
            facts=(
                Fact(CreditUnit(quota), header, place="header:x-quota-per-unit", reader=READER),
            ),
        )


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
