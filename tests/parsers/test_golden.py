"""Every recorded case: its pages → what its adapter locates, as a person has agreed to it once.

Readers of prose have tests of their own; here only adapters speak, so that a better reader leaves
these files alone.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from fixtures.cases import Case, cases
from market import wire
from market.types import Fact, Listing, Page
from parsers import embedded
from parsers.adapter import Adapter
from parsers.families import ADAPTERS, line
from parsers.locate import locate
from parsers.payload import document, resolve
from parsers.read import read_visit

CASES = list(cases())
NAMES = [f"{case.family}/{case.name}" for case in CASES]


def located(case: Case) -> tuple[list[Listing], dict[str, Any]]:
    """The case's listings as joined by its adapter, and all of it as plain values."""
    pages = [locate(page) for page in case.pages()]
    listings = list(ADAPTERS[line_of(case)].join([one for page in pages for one in page.listings]))
    found = {
        "outcomes": [page.outcome for page in pages],
        "listings": listings,
        "identifiers": [one for page in pages for one in page.identifiers],
        "mentions": [one for page in pages for one in page.mentions],
        "issues": [one for page in pages for one in page.issues],
    }
    return listings, json.loads(wire.encode(found))


def facts(case: Case) -> Iterator[tuple[Listing, Fact]]:
    for listing in located(case)[0]:
        for fact in listing.facts:
            yield listing, fact


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_recorded_case_says_what_it_always_said(
    case: Case, request: pytest.FixtureRequest
) -> None:
    _, found = located(case)
    if request.config.getoption("--regold") or not case.golden.exists():
        case.golden.write_text(
            json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        pytest.fail(f"wrote {case.family}/{case.name}/golden.json; read it, then run again")

    assert found == json.loads(case.golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_quotes_are_real(case: Case) -> None:
    """A quote in prose stands where its span says; one in JSON is the value its pointer finds."""
    pages = {page.evidence.digest: page for page in case.pages()}
    for listing, fact in facts(case):
        start, end = fact.span
        where = listing.text[start:end] if fact.place == "text" else at(pages, listing, fact)

        assert fact.quote in where if fact.place.endswith("_expr") else fact.quote == where


def at(pages: dict[str, Page], listing: Listing, fact: Fact) -> str:
    page = pages[listing.digest]
    if fact.place.startswith("header:"):
        return page.header(fact.place.removeprefix("header:"))
    if fact.place.startswith("html:"):
        return embedded.at(page, fact.place)
    value = resolve(document(page), fact.place)
    return repr(value) if isinstance(value, float) else str(value)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_every_factor_is_the_number_its_pointer_finds(case: Case) -> None:
    documents = {page.evidence.digest: document(page) for page in case.pages()}
    for listing, fact in facts(case):
        for _, amount, place in getattr(fact.value, "factors", ()):
            if place and not place.endswith("_expr"):
                assert Decimal(str(resolve(documents[listing.digest], place))) == amount


def test_every_page_has_exactly_one_owner() -> None:
    """The confusion matrix has nothing beside its diagonal: each page of a case is owned by one
    adapter, and that one is of the case's line.
    """
    wrong = [
        (case.family, case.name, page.path, owners)
        for case in CASES
        for page in case.pages()
        if (owners := owners_of(page)) and [line(one) for one in owners] != [line_of(case)]
    ]

    assert wrong == []


def owners_of(page: Page) -> list[Adapter]:
    """The strong owners, or those of last resort; none for a page that only leads to others."""
    strong = [each for each in ADAPTERS.values() if not each.last_resort and each.owns(page)]
    return strong or [each for each in ADAPTERS.values() if each.last_resort and each.owns(page)]


def line_of(case: Case) -> str:
    return line(ADAPTERS[case.family])


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_case_is_of_the_family_whose_folder_it_lies_in(case: Case) -> None:
    assert read_visit(case.pages()).family == case.family


def test_every_family_has_a_case_and_every_case_a_family() -> None:
    assert {case.family for case in CASES} == set(ADAPTERS)
