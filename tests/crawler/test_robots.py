"""robots.txt: what cannot be read is a closed door, and a denied page is never asked for."""

import pytest
from conftest import Crawl, Send, Site

from crawler.robots import Answer, judge
from market.types import Outcome

DENY = "User-agent: *\nDisallow: /page\n"
WEB_PAGE = "allowed: robots.txt is a web page"
TEXT = (("Content-Type", "text/plain"),)


def _moved(to: str, status: int = 301) -> dict[str, object]:
    return {"status": status, "headers": (("Location", to),)}


# name: (what robots.txt answers, outcome, the beginning of the verdict or the issue's code)
TABLE: dict[str, tuple[dict[str, object], Outcome, str]] = {
    "allow": ({"body": "User-agent: *\nDisallow: /other\n"}, Outcome.READ, "allowed: robots.txt"),
    "deny": ({"body": DENY}, Outcome.DENIED, "robots_denied"),
    "deny-us": ({"body": "User-agent: ResaleWatch\nDisallow: /"}, Outcome.DENIED, "robots_denied"),
    "deny-others": ({"body": "User-agent: other\nDisallow: /\n"}, Outcome.READ, "allowed"),
    "allow-longer": ({"body": DENY + "Allow: /page$\n"}, Outcome.READ, "allowed"),
    "r301": (_moved("/rules"), Outcome.DENIED, "robots_denied"),
    "r301-away": (_moved("http://deny.example/robots.txt"), Outcome.DENIED, "robots_denied"),
    "r301-inside": (_moved("http://10.0.0.1/robots.txt"), Outcome.DENIED, "robots_closed"),
    "loop": (_moved("/robots.txt"), Outcome.DENIED, "robots_closed"),
    "s204": ({"status": 204}, Outcome.READ, "allowed"),
    "s401": ({"status": 401}, Outcome.DENIED, "robots_closed"),
    "s403": ({"status": 403}, Outcome.DENIED, "robots_closed"),
    "s404": ({"status": 404}, Outcome.READ, "allowed: no robots.txt (404)"),
    "s410": ({"status": 410}, Outcome.READ, "allowed: no robots.txt (410)"),
    "s429": ({"status": 429}, Outcome.DENIED, "robots_closed"),
    "s500": ({"status": 500}, Outcome.DENIED, "robots_closed"),
    "s503": ({"status": 503}, Outcome.DENIED, "robots_closed"),
    "timeout": ({"hang": 9.0}, Outcome.DENIED, "robots_closed"),
    "drip": ({"body": DENY, "drip": 0.5}, Outcome.DENIED, "robots_closed"),
    "reset": ({"reset": True}, Outcome.DENIED, "robots_closed"),
    "big": ({"body": DENY + "#" * 5_000_000}, Outcome.DENIED, "robots_denied"),
    "big-late": ({"body": "#" * 600_000 + "\n" + DENY}, Outcome.READ, "allowed"),
    "bom": ({"body": "\ufeff" + DENY}, Outcome.DENIED, "robots_denied"),
    "html": ({"body": "<!doctype html><html>shop</html>"}, Outcome.READ, WEB_PAGE),
    "nul": ({"body": b"\0\xff\n" + DENY.encode()}, Outcome.DENIED, "robots_denied"),
    "gzip-lie": (
        {"body": DENY, "headers": (("Content-Encoding", "gzip"),)},
        Outcome.DENIED,
        "robots_closed",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def crawled(site: Site, send: Send) -> Crawl:
    for name, (robots, _, _) in TABLE.items():
        site.put(f"{name}.example", "/robots.txt", **{"headers": TEXT, **robots})  # type: ignore[arg-type]
        site.put(f"{name}.example", "/page")
    site.put("r301.example", "/rules", DENY, headers=TEXT)
    return send(*(f"http://{name}.example/page" for name in TABLE), request_seconds=5.0)


@pytest.mark.parametrize("name", TABLE)
def test_the_door_is_open_or_closed(crawled: Crawl, site: Site, name: str) -> None:
    """Each answer of robots.txt, what comes of the visit, and whether the page was asked for."""
    _, outcome, said = TABLE[name]
    visited = crawled.visited[f"http://{name}.example/page"]

    assert visited.outcome is outcome
    if outcome is Outcome.READ:
        assert visited.captures[0].evidence.robots.startswith(said)
    else:
        assert [issue.code for issue in visited.issues] == [said]
        assert visited.captures == ()
    assert ("/page" in site.paths(f"{name}.example")) is (outcome is Outcome.READ)


def test_robots_is_asked_once_for_a_host(site: Site, send: Send) -> None:
    site.put("once.example", "/robots.txt", "User-agent: *\nDisallow:\n", headers=TEXT)
    for n in range(3):
        site.put("once.example", f"/{n}")

    send(*(f"http://once.example/{n}" for n in range(3)))

    assert site.paths("once.example") == ["/robots.txt", "/0", "/1", "/2"]


def test_a_crawl_delay_is_a_minimum(site: Site, send: Send) -> None:
    site.put("slow.example", "/robots.txt", "User-agent: *\nCrawl-delay: 0.6\n", headers=TEXT)
    site.put("slow.example", "/1")
    site.put("slow.example", "/2")

    send("http://slow.example/1", "http://slow.example/2", host_delay_seconds=0.1)

    first, second, third = site.times("slow.example")
    assert second - first >= 0.55
    assert third - second >= 0.55


def test_a_delay_longer_than_the_visit_is_not_waited_for(site: Site, send: Send) -> None:
    site.put("sleepy.example", "/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", headers=TEXT)
    site.put("sleepy.example", "/")

    crawl = send("http://sleepy.example/", seconds_per_visit=5.0)

    assert [i.code for i in crawl.visited["http://sleepy.example/"].issues] == ["time_budget"]
    assert site.paths("sleepy.example") == ["/robots.txt"]


def test_a_dead_host_is_unreachable_rather_than_denied(site: Site, send: Send) -> None:
    visited = send("http://dead.test/", connect_to=("dead.test=127.0.0.1:9",)).visited

    assert visited["http://dead.test/"].outcome is Outcome.UNREACHABLE
    assert visited["http://dead.test/"].issues[0].code == "connect"


def test_the_verdict_names_the_rules_it_rests_on() -> None:
    one, other = (judge(Answer(200, body=body)) for body in (b"Allow: /", b"Allow: /a"))

    assert one.verdict != other.verdict
    assert one.verdict.startswith("allowed: robots.txt sha256:")
