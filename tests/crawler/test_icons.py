"""A site's icon is asked last, once, and never decides how a visit went."""

from conftest import Answer, Send, Site, type_html

from market.types import Outcome, SourceKind
from market.visits import Capture, Known, Visit

HTML = ("Content-Type", type_html)
ICON = b"\x89PNG\r\n\x1a\n" + b"icon" * 20
MARKUP = '<html><head><link rel="icon" href="/o.png"></head><p>claude 0.8</p></html>'


def _known(capture: Capture) -> Known:
    seen = capture.evidence
    return Known(seen.asked or seen.url, seen.digest, capture.etag, capture.last_modified)


def test_the_icon_is_the_last_page_of_a_visit(site: Site, send: Send) -> None:
    site.put("icon.example", "/", MARKUP, headers=(HTML, ("ETag", '"p"')))
    site.put("icon.example", "/o.png", ICON, headers=(("ETag", '"i"'),))

    first = send("http://icon.example/", icons=True).visited["http://icon.example/"]

    assert [one.evidence.url for one in first.captures] == [
        "http://icon.example/",
        "http://icon.example/o.png",
    ]
    assert first.outcome is Outcome.READ
    assert first.issues == ()

    again = Visit(
        "again", "again", "http://icon.example/", known=tuple(map(_known, first.captures))
    )
    second = send(again, icons=True).visited["again"]

    assert second.outcome is Outcome.UNCHANGED
    assert [one.unchanged for one in second.captures] == [True, True]


def test_what_comes_of_an_icon_is_nobodys_business(site: Site, send: Send) -> None:
    """Missing, refused, a page instead, too large: the visit is what it was without."""
    for status in (403, 404, 429, 500):
        site.put(f"i{status}.example", "/", MARKUP, headers=(HTML,))
        site.put(f"i{status}.example", "/o.png", ICON, status=status)
    site.put("shell.example", "/", MARKUP, headers=(HTML,))
    site.put("shell.example", "/o.png", "<html>app</html>", headers=(HTML,))
    site.put("huge.example", "/", MARKUP, headers=(HTML,))
    site.put("huge.example", "/o.png", b"\x89PNG" + b"x" * 400_000)
    site.put("cut.example", "/", MARKUP, headers=(HTML,))
    site.answers["cut.example", "/o.png"] = Answer(reset=True)
    names = [*(f"i{status}" for status in (403, 404, 429, 500)), "shell", "huge", "cut"]

    visited = send(*(f"http://{name}.example/" for name in names), icons=True).visited

    for one in visited.values():
        assert (one.outcome, one.issues, len(one.captures)) == (Outcome.READ, (), 1), one


def test_a_list_of_others_is_not_asked_for_its_icon(site: Site, send: Send) -> None:
    site.put("listing.example", "/", MARKUP, headers=(HTML,))
    site.put("listing.example", "/o.png", ICON)

    visit = Visit("list", "list", "http://listing.example/", SourceKind.DIRECTORY)

    assert len(send(visit, icons=True).visited["list"].captures) == 1
