"""Pictures of sites: found where the page says, numbered as others number them, never an orphan."""

import base64

import mmh3
import pytest
from pages import page

from market.types import Outcome
from parsers.icon import address, favicon, is_icon
from parsers.locate import locate
from parsers.read import read_visit

GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00;"
SITE = "https://otter.example/"


def test_the_hash_is_the_published_one() -> None:
    """Vectors of MurmurHash3 x86 32 (seed 0, signed)."""
    assert [mmh3.hash(text) for text in ("", "foo", "hello")] == [0, -156908512, 613153351]


def test_the_number_is_of_base64_in_lines() -> None:
    """Neither of the raw bytes nor of base64 without its line ends."""
    picture = page(b"\x89PNG" + bytes(range(200)), f"{SITE}favicon.ico")

    lines = base64.encodebytes(picture.body)
    assert lines.count(b"\n") == 4
    assert favicon(picture).value == str(mmh3.hash(lines))
    assert favicon(picture).value != str(mmh3.hash(base64.b64encode(picture.body)))
    assert not favicon(picture).strong


@pytest.mark.parametrize(
    ("markup", "where"),
    [
        ('<link rel="shortcut icon" href="/static/o.png">', f"{SITE}static/o.png"),
        ("<link rel=icon href=o.svg>", f"{SITE}o.svg"),
        ('<link rel="icon" href="https://cdn.example/o.ico">', f"{SITE}favicon.ico"),
        ('<link rel="icon" href="data:image/png;base64,AAAA">', f"{SITE}favicon.ico"),
        ('<link rel="icon" href="/api/icon">', f"{SITE}favicon.ico"),
        ('<link rel="stylesheet" href="/a.png">', f"{SITE}favicon.ico"),
        ("", f"{SITE}favicon.ico"),
    ],
)
def test_where_the_picture_is(markup: str, where: str) -> None:
    """On the site's own host, or at the usual place."""
    html = f"<html><head>{markup}</head><body>x</body></html>".encode()

    assert address(page(html, SITE)) == where


def test_a_picture_says_who_and_nothing_else() -> None:
    """No adapter owns it; it makes no visit read, no issue and no listing."""
    picture = page(GIF, f"{SITE}favicon.ico")

    located = locate(picture)

    assert (located.outcome, located.adapter, located.issues) == (None, None, ())
    assert [one.kind for one in located.identifiers] == ["favicon_mmh3"]
    assert read_visit([picture]).outcome is Outcome.NOT_RESALE


@pytest.mark.parametrize("body", [b"<html>not found</html>", b"{}", b""])
def test_a_page_where_a_picture_was_asked_is_none(body: bytes) -> None:
    """Single-page applications answer anything with their shell."""
    assert not is_icon(page(body, f"{SITE}favicon.ico"))
