"""Strangers and searches take no more pages than they were given, and that is no failure."""

from conftest import Send, Site

from market.types import Level, Outcome
from market.visits import Visit

SHELF = "Claude Pro 月卡 出售 ¥30，GPT Plus 账号 ¥20"


def _calendar(site: Site, host: str, pages: int) -> None:
    """Each page leads to the next: prices of tomorrow, and so on for ever."""
    for day in range(pages):
        later = "".join(f'<a href="/price/{day * 3 + n}">price</a>' for n in range(1, 4))
        path = "/" if day == 0 else f"/price/{day}"
        site.put(host, path, f"<html><body><p>{SHELF} {day}</p>{later}</body></html>")


def test_a_calendar_never_leaves_its_budget(site: Site, send: Send) -> None:
    """What was read within it counts; the rest is said, not missed."""
    _calendar(site, "calendar.example", 400)
    visit = Visit("c", "c", "http://calendar.example/", pages=3)

    visited = send(visit).visited["c"]

    asked = [path for path in site.paths("calendar.example") if path != "/robots.txt"]
    assert len(asked) == len(visited.captures) == 3
    assert visited.outcome is Outcome.READ
    (issue,) = [one for one in visited.issues if one.code == "page_budget"]
    assert issue.level is Level.INFO


def test_what_is_known_is_not_cut_short_in_silence(site: Site, send: Send) -> None:
    """A source that outgrows the crawl's own budget is not believed."""
    _calendar(site, "shop.example", 40)

    visited = send("http://shop.example/", pages_per_visit=3).visited["http://shop.example/"]

    (issue,) = [one for one in visited.issues if one.code == "page_budget"]
    assert issue.level is Level.ERROR


def test_a_search_asks_each_query_in_place_of_its_slot(site: Site, send: Send) -> None:
    """Spelt for an address, one after another."""
    for spelt in ("codex%20%E5%80%8D%E7%8E%87", "a%26b%2Bc"):
        site.put("find.example", f"/search?q={spelt}&page=1", f"<p>{spelt}</p>")
    url = "http://find.example/search?q={query}&page=1"

    visited = send(Visit("s", "s", url, queries=("codex 倍率", "a&b+c"))).visited["s"]

    assert visited.outcome is Outcome.READ
    assert site.paths("find.example")[1:] == [
        "/search?q=codex%20%E5%80%8D%E7%8E%87&page=1",
        "/search?q=a%26b%2Bc&page=1",
    ]
