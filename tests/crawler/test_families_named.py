"""From a bare address to a family's name, over loopback: every family, at most four requests."""

from urllib.parse import urlsplit

import pytest
from conftest import Crawl, Send, Site

from fixtures.cases import Case, cases
from market.types import Outcome, Page
from parsers.families import ADAPTERS, RELAY_DOORS
from parsers.read import read_visit
from storage.archive import Archive

# A relay under a name of its own: what it is shows only in its API.
WHITE_LABEL = """<!doctype html><html><head><title>Acme</title></head><body>
<div id="root"></div><script type="module" src="/assets/index.js"></script></body></html>"""
FEW = 4


def _readable() -> dict[str, Case]:
    """One case a family: the first that a visit could bring whole, from its door on."""
    found: dict[str, Case] = {}
    for case in cases():
        pages = case.pages()
        whole = all(page.evidence.status == 200 for page in pages)
        doors = {"/", *ADAPTERS[case.family].entry}
        entered = doors == {"/"} or any(_path(page) in doors for page in pages)
        if whole and entered and read_visit(pages).outcome is Outcome.READ:
            found.setdefault(case.family, case)
    return found


def _path(page: Page) -> str:
    parts = urlsplit(page.url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


READABLE = _readable()


def host_of(family: str) -> str:
    return f"{family.replace('_', '-')}-shop.example"


def address_of(case: Case) -> str:
    """The bare address of a relay or of what has a front page; else the page somebody lists."""
    paths = [_path(page) for page in case.pages()]
    bare = {"/", *RELAY_DOORS}.intersection((*paths, *ADAPTERS[case.family].entry))
    return f"http://{host_of(case.family)}{'/' if bare else paths[0]}"


def _at_home(page: Page, host: str) -> bytes:
    """The body with its own addresses where it is served now."""
    was = urlsplit(page.url)
    return page.body.replace(f"{was.scheme}://{was.netloc}".encode(), f"http://{host}".encode())


@pytest.fixture(scope="module")
def visits(site: Site, send: Send) -> Crawl:
    for family, case in READABLE.items():
        site.put(host_of(family), "/", WHITE_LABEL)
        for page in case.pages():
            body = _at_home(page, host_of(family))
            site.put(host_of(family), _path(page), body, headers=page.evidence.headers)
    return send(*(address_of(case) for case in READABLE.values()))


@pytest.mark.parametrize("family", sorted(ADAPTERS))
def test_a_site_is_named_after_four_requests(visits: Crawl, family: str) -> None:
    visited = visits.visited[address_of(READABLE[family])]
    archive = Archive(visits.archive)
    pages = [Page(capture.evidence, archive.page(capture).body) for capture in visited.captures]

    assert read_visit(pages).family == family
    assert 0 < visited.named_after <= FEW
