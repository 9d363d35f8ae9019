"""Addresses that are none of the web, in every field of every family: nothing leads there."""

import re
from collections.abc import Iterator

import pytest

from fixtures.cases import Case, cases
from market.types import Mention, Page
from parsers.adapter import Adapter, Blocked, Drifted
from parsers.families import owner
from parsers.identity import shops
from parsers.mentions import from_listings

# A page is asked for under its own address; these stand in its fields instead of all others.
BROKEN = (b"javascript:alert(1)//", b"mailto:nobody@", b"data:text/html,", b"https://[bad.")
_WEB = re.compile(rb"https?:(?:\\?/){2}(?=\w)")


@pytest.mark.parametrize("instead", BROKEN, ids=lambda one: one.decode())
@pytest.mark.parametrize("family", sorted({case.family for case in cases()}))
def test_no_family_leads_there(family: str, instead: bytes) -> None:
    """Whatever an operator wrote into a field for an address, and whatever a row links to."""
    for case in cases():
        if case.family == family:
            for one in _mentions(case, instead):
                assert one.target.startswith(("http://", "https://")) or _is_handle(one), one
                assert "[" not in one.target, one


def _is_handle(one: Mention) -> bool:
    return one.target.partition(":")[0] in {"telegram", "discord", "qq_group"}


def _mentions(case: Case, instead: bytes) -> Iterator[Mention]:
    for page in case.pages():
        if found := owner(page):
            other = Page(page.evidence, _WEB.sub(lambda _: instead, page.body))
            told = list(_told(found, other))
            list(shops(told))
            yield from told


def _told(adapter: Adapter, page: Page) -> Iterator[Mention]:
    try:
        yield from adapter.mentions(page)
        list(adapter.follow(page))
        yield from from_listings(adapter.listings(page))
        list(adapter.identifiers(page))
    except (Blocked, Drifted):
        return
