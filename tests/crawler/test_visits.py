"""How a visit goes: what is kept, what ends it, and what is never asked."""

import gzip
import hashlib
from dataclasses import replace
from itertools import pairwise

import pytest
from conftest import Answer, Crawl, Send, Site, type_html

from crawler.plan import CrawlPlan
from crawler.run import crawl as run_plan
from market.types import Outcome, Page
from market.visits import Capture, Known, Visit, Visited
from storage.archive import Archive

LEAK = "sk-ant-api03-EXAMPLECANARY0123456789abcdefABCDEF"
CHALLENGE = "<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"
HTML = ("Content-Type", type_html)
SETTINGS = '{"code": 0, "data": {"site_name": "x", "api_base_url": ""}}'


def _page(crawl: Crawl, capture: Capture) -> Page:
    return Archive(crawl.archive).page(capture)


def _codes(visited: Visited) -> list[str]:
    return [issue.code for issue in visited.issues]


@pytest.fixture(scope="module")
def night(site: Site, send: Send) -> Crawl:
    """One crawl over hosts that each do one thing; the tests below look at one host each."""
    site.put("plain.example", "/", "<p>￥0.8 = $1</p>", headers=(HTML, ("ETag", '"v1"')))
    site.put("gbk.example", "/", "<p>充值比例</p>".encode("gb18030"))
    site.put("nul.example", "/", b"<p>a\0b</p>")
    site.put("leak.example", "/", f"<p>{LEAK}</p>", headers=(HTML, ("X-Note", LEAK)))
    site.put("cookie.example", "/", headers=(HTML, ("Set-Cookie", "session=EXAMPLESECRET; Path=/")))
    site.put("challenge.example", "/", CHALLENGE)
    for status in (401, 403, 404, 429, 500, 503):
        site.put(f"s{status}.example", "/", status=status, headers=(HTML, ("Retry-After", "60")))
        site.put(f"s{status}.example", "/second")
    for status in (403, 429):
        site.put(f"no{status}.example", "/", SETTINGS)
        site.put(f"no{status}.example", "/.well-known/ai-transit.json", status=status)
    site.put("loop.example", "/", status=302, headers=(("Location", "/"),))
    for n in range(6):
        site.put("hops.example", f"/{n}", status=302, headers=(("Location", f"/{n + 1}"),))
    site.put("hops.example", "/6")
    site.put("old.example", "/", status=301, headers=(("Location", "http://new.test2.example/"),))
    site.put("new.test2.example", "/")
    site.put("away.example", "/", status=302, headers=(("Location", "http://plain.example/"),))
    site.put("closed.example", "/robots.txt", "User-agent: *\nDisallow: /in\n")
    site.put(
        "toclosed.example", "/", status=302, headers=(("Location", "http://closed.example/in"),)
    )
    site.put("drip.example", "/", b"x" * 400, drip=0.1)
    bomb = gzip.compress(b"\0" * 50_000_000)
    site.put("bomb.example", "/", bomb, headers=(HTML, ("Content-Encoding", "gzip")))
    site.put(
        "packed.example",
        "/",
        gzip.compress(b"<p>hi</p>"),
        headers=(HTML, ("Content-Encoding", "gzip")),
    )
    site.put("big.example", "/", b"[" + b"1," * 2_000_000 + b"1]")
    many = tuple((f"X-{n}", "y" * 100) for n in range(1000))
    site.put("headers.example", "/", headers=(HTML, *many))
    site.put("reset.example", "/", reset=True)
    site.answers["flaky.example", "/"] = _twice(Answer(reset=True), Answer())
    names = sorted({host for host, _ in site.answers} - {"new.test2.example", "closed.example"})
    urls = [
        f"http://{name}/" if name != "hops.example" else "http://hops.example/0" for name in names
    ]
    second = [f"http://s{status}.example/second" for status in (429, 503)]
    return send(*urls, *second, body_bytes=1_000_000, request_seconds=5.0)


def _twice(first: Answer, then: Answer) -> object:
    answers = iter([first, then])
    return lambda headers: next(answers)


def test_a_page_is_kept_with_its_verdict_and_validators(night: Crawl) -> None:
    visited = night.visited["http://plain.example/"]
    (capture,) = visited.captures

    assert visited.outcome is Outcome.READ
    assert _page(night, capture).text == "<p>￥0.8 = $1</p>"
    assert capture.etag == '"v1"'
    assert capture.evidence.robots == "allowed: no robots.txt (404)"
    assert capture.evidence.served_digest == capture.evidence.digest
    assert visited.requests == 4  # robots.txt, the page, and the two doors of relay software


def test_text_is_stored_as_utf8_whatever_its_label(night: Crawl) -> None:
    """GB 18030 under the label UTF-8."""
    (capture,) = night.visited["http://gbk.example/"].captures

    assert _page(night, capture).text == "<p>充值比例</p>"
    assert capture.evidence.served_digest != capture.evidence.digest


def test_a_nul_stays_where_it_is(night: Crawl) -> None:
    (capture,) = night.visited["http://nul.example/"].captures

    assert _page(night, capture).body == b"<p>a\0b</p>"


def test_a_leaked_key_never_reaches_the_disk(night: Crawl) -> None:
    (capture,) = night.visited["http://leak.example/"].captures

    assert {leak.provider for leak in capture.leaks} == {"anthropic"}
    assert hashlib.sha256(LEAK.encode()).hexdigest() in {leak.sha256 for leak in capture.leaks}
    for path in night.archive.iterdir():
        whole = gzip.decompress(path.read_bytes())
        assert LEAK.encode() not in whole
        assert b"EXAMPLESECRET" not in whole
        assert b"[REDACTED:anthropic:" in whole


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_shut_door_is_blocked_and_its_page_kept(night: Crawl, status: int) -> None:
    visited = night.visited[f"http://s{status}.example/"]

    assert visited.outcome is Outcome.BLOCKED
    assert [capture.evidence.status for capture in visited.captures] == [status]
    assert _codes(visited) == [f"http_{status}"]


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_error_says_nothing_of_the_market(night: Crawl, status: int) -> None:
    visited = night.visited[f"http://s{status}.example/"]

    assert visited.outcome is Outcome.UNREACHABLE
    assert _codes(visited) == [f"http_{status}"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_quiet_is_left_alone_for_the_night(
    night: Crawl, site: Site, status: int
) -> None:
    visited = night.visited[f"http://s{status}.example/second"]

    assert "Retry-After: 60" in visited.issues[0].message
    assert site.paths(f"s{status}.example") == ["/robots.txt", "/"]


def test_a_challenge_ends_the_visit_and_is_kept(night: Crawl) -> None:
    visited = night.visited["http://challenge.example/"]

    assert visited.outcome is Outcome.BLOCKED
    assert _page(night, visited.captures[0]).text == CHALLENGE


@pytest.mark.parametrize("url", ["http://loop.example/", "http://hops.example/0"])
def test_five_redirects_are_enough(night: Crawl, url: str) -> None:
    assert night.visited[url].outcome is Outcome.UNREACHABLE
    assert _codes(night.visited[url]) == ["redirect_loop"]


def test_a_permanent_redirect_elsewhere_is_a_move(night: Crawl) -> None:
    visited = night.visited["http://old.example/"]

    assert visited.moved_to == "http://new.test2.example"
    assert visited.captures[0].evidence.url == "http://new.test2.example/"
    assert visited.captures[0].evidence.asked == "http://old.example/"
    assert night.visited["http://away.example/"].moved_to == ""


def test_a_redirect_obeys_the_robots_of_where_it_leads(night: Crawl, site: Site) -> None:
    assert night.visited["http://toclosed.example/"].outcome is Outcome.DENIED
    assert site.paths("closed.example") == ["/robots.txt"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("drip", "timeout"),
        ("bomb", "body_too_large"),
        ("big", "body_too_large"),
        ("headers", "bad_http"),
        ("reset", "reset"),
    ],
)
def test_a_nuisance_is_cut_off(night: Crawl, name: str, code: str) -> None:
    visited = night.visited[f"http://{name}.example/"]

    assert (visited.outcome, _codes(visited)) == (Outcome.UNREACHABLE, [code])
    assert visited.bytes < 2_000_000


def test_a_dropped_connection_is_tried_once_more(night: Crawl, site: Site) -> None:
    assert night.visited["http://flaky.example/"].outcome is Outcome.READ
    assert site.paths("reset.example") == ["/robots.txt", "/", "/"]


def test_compressed_pages_are_stored_plain(night: Crawl) -> None:
    (capture,) = night.visited["http://packed.example/"].captures

    assert _page(night, capture).body == b"<p>hi</p>"


def test_no_cookie_comes_back_and_everybody_learns_who_asks(site: Site, send: Send) -> None:
    site.put("who.example", "/", headers=(HTML, ("Set-Cookie", "a=1")))
    site.put("who.example", "/2")
    send("http://who.example/", "http://who.example/2", contact="mailto:team@example.org")

    for path in ("/robots.txt", "/", "/2"):
        (headers,) = site.headers("who.example", path)
        assert headers["user-agent"] == "resalewatch/0.1.0 (+mailto:team@example.org)"
        assert headers["from"] == "team@example.org"
        assert "cookie" not in headers


def _remembered(visit: Visit, visited: Visited) -> Visit:
    known = tuple(
        Known(c.evidence.url, c.evidence.digest, c.etag, c.last_modified) for c in visited.captures
    )
    return replace(visit, known=known)


def test_a_page_that_has_not_changed_is_only_noted(site: Site, send: Send) -> None:
    """One answers 304, one sends the same bytes again, one has changed."""

    def etag(headers: dict[str, str]) -> Answer:
        same = headers.get("if-none-match") == '"v1"'
        return Answer(b"<p>same</p>", 304 if same else 200, (HTML, ("ETag", '"v1"')))

    site.answers["etag.example", "/"] = etag
    site.put("same.example", "/", "<p>same too</p>")
    site.put("changed.example", "/", "<p>before</p>")
    visits = [Visit(n, n, f"http://{n}.example/") for n in ("etag", "same", "changed")]
    first = send(*visits).visited
    site.put("changed.example", "/", "<p>after</p>")
    crawl = send(*(_remembered(visit, first[visit.id]) for visit in visits))
    again = crawl.visited

    assert [again[n].outcome for n in ("etag", "same", "changed")] == [
        Outcome.UNCHANGED,
        Outcome.UNCHANGED,
        Outcome.READ,
    ]
    assert again["etag"].captures[0].evidence.status == 304
    assert again["etag"].captures[0].etag == '"v1"'
    for name in ("etag", "same"):
        assert again[name].captures[0].unchanged
        assert again[name].captures[0].evidence.digest == first[name].captures[0].evidence.digest
    assert _page(crawl, again["changed"].captures[0]).text == "<p>after</p>"


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(site: Site, send: Send) -> None:
    for n in range(3):
        site.put("pause.example", f"/{n}")

    send(*(f"http://pause.example/{n}" for n in range(3)), host_delay_seconds=0.3)

    times = site.times("pause.example")
    assert all(b - a >= 0.28 for a, b in pairwise(times))


def test_what_is_over_the_whole_budget_is_said(site: Site, send: Send) -> None:
    for n in range(3):
        site.put(f"budget{n}.example", "/shop")

    crawl = send(
        *(f"http://budget{n}.example/shop" for n in range(3)), pages_total=1, hosts_at_once=1
    )

    assert [v.outcome for v in crawl.visited.values()] == [
        Outcome.READ,
        Outcome.UNREACHABLE,
        Outcome.UNREACHABLE,
    ]
    assert _codes(crawl.visited["http://budget2.example/shop"]) == ["crawl_budget"]


def test_progress_comes_while_it_goes(night: Crawl) -> None:
    last = night.progress[-1]

    assert last.done == last.total == len(night.visited)
    assert last.pages > 0


def test_an_empty_plan_starts_nothing() -> None:
    seen: list[Visited] = []

    run_plan(CrawlPlan((), "/nowhere", "none"), seen.append)

    assert seen == []


def test_a_page_that_few_have_may_be_closed(night: Crawl) -> None:
    """A refusal of it is told and the visit is whole; "too often" is said of all we ask."""
    closed = night.visited["http://no403.example/"]
    busy = night.visited["http://no429.example/"]

    assert (closed.outcome, _codes(closed)) == (Outcome.READ, ["http_403"])
    assert (busy.outcome, _codes(busy)) == (Outcome.BLOCKED, ["http_429"])
