"""Pages that try everything: each is bounded and named, and the next one is shown all the same."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Crawl, Send, Site

from crawler.browser import find
from crawler.endings import Denied
from crawler.plan import CrawlSettings
from crawler.render import Renderer
from crawler.web import Reply, Tally, Web
from market.types import Outcome
from storage.archive import Archive

pytestmark = pytest.mark.browser

SHELL = '<!doctype html><html><head>{}</head><body><div id="app"></div><script>{}</script></body>'
SHOWN = "document.getElementById('app').append('Claude Max 0.8');"
HTML = (("Content-Type", "text/html; charset=utf-8"),)


@dataclass(frozen=True)
class Misbehaving:
    """A page's script, what its head holds, how its visit ends, and the codes of its issues."""

    script: str
    codes: tuple[str, ...] = ()
    outcome: Outcome = Outcome.READ
    head: str = ""


GONE = Outcome.UNREACHABLE
INSIDE = "<meta http-equiv=refresh content='0;url=http://169.254.169.254/latest/'>"
WINDOW = "window.open('/other'); document.body.innerHTML += '<a target=_blank href=/x>y</a>'"
FILE = """const a = document.createElement('a'); a.download = 'x.exe';
a.href = URL.createObjectURL(new Blob(['x'])); a.click()"""
BUFFERS = """const all = [];
try { for (let i = 0; i < 100; i++) all.push(new Uint8Array(1e8).fill(1)) } catch (e) { SHOWN }"""
STAYS = "onbeforeunload = e => { e.preventDefault(); return 'stay' }"
NODES = "for (let i = 0; i < 1e5; i++) document.body.append(document.createElement('b'))"

PAGES = {
    "timers": Misbehaving(
        f"{SHOWN} setInterval(() => fetch('/tick').catch(() => 0), 50)", ("never_settled",)
    ),
    "polls": Misbehaving(f"{SHOWN} fetch('/hang')", ("never_settled",)),
    "window": Misbehaving(SHOWN + WINDOW, ("pop_up_closed",)),
    "windows": Misbehaving(
        "for (let i = 0; i < 1e5; i++) window.open('about:blank')",
        ("pop_up_closed", "page_misbehaved"),
        GONE,
    ),
    "file": Misbehaving(SHOWN + FILE, ("download_refused",)),
    "archive": Misbehaving(f"{SHOWN} location = '/goods.zip'", ("download_refused",)),
    "alert": Misbehaving(f"alert('hello'); confirm('sure?'); {SHOWN}", ("dialog_dismissed",)),
    "alerts": Misbehaving("for (;;) alert(1)", ("dialog_dismissed", "page_misbehaved"), GONE),
    "stays": Misbehaving(SHOWN + STAYS),
    "inside": Misbehaving(f"{SHOWN} location = 'http://127.0.0.2:9/'", ("led_elsewhere",)),
    "metadata": Misbehaving(SHOWN, ("led_elsewhere",), head=INSIDE),
    "refresh": Misbehaving(SHOWN, ("navigation_loop",), head="<meta http-equiv=refresh content=0>"),
    "reload": Misbehaving(f"{SHOWN} location.reload()", ("navigation_loop",)),
    "socket": Misbehaving(f"{SHOWN} new WebSocket('ws://cdn.example/live')", ("socket_refused",)),
    "worker": Misbehaving(f"{SHOWN} navigator.serviceWorker.register('/worker.js')"),
    "nodes": Misbehaving(SHOWN + NODES),
    "huge": Misbehaving(
        "document.body.append(document.createComment('x'.repeat(3e7)))", ("body_too_large",), GONE
    ),
    "memory": Misbehaving(
        "const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()))",
        ("renderer_crashed",),
        GONE,
    ),
    "buffers": Misbehaving(BUFFERS.replace("SHOWN", SHOWN)),
    "last": Misbehaving(SHOWN),
}


@pytest.fixture(scope="module")
def crawl(site: Site, send: Send) -> Crawl:
    if find(own="") is None:
        pytest.skip("no Chromium on this machine")
    for name, one in PAGES.items():
        site.put(f"{name}.example", "/", SHELL.format(one.head, one.script))
        site.put(f"{name}.example", "/tick", "{}")
        site.put(f"{name}.example", "/hang", "{}", hang=8)
    zipped = (("Content-Type", "application/zip"),)
    site.put("archive.example", "/goods.zip", "PK", headers=zipped)
    return send(
        *(f"http://{name}.example/" for name in PAGES),
        browser=True,
        hosts_at_once=2,
        allow_networks=("127.0.0.1/32",),
        contact="mailto:team@example.org",
        render_seconds=10.0,
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_misbehaves_is_bounded_and_named(crawl: Crawl, name: str) -> None:
    """It ends as it should, with what it tried, and what it showed is kept."""
    expected = PAGES[name]
    visited = crawl.visited[f"http://{name}.example/"]
    (capture,) = visited.captures

    assert visited.outcome is expected.outcome, visited.issues
    assert {issue.code for issue in visited.issues} == set(expected.codes)
    if expected.outcome is Outcome.READ:
        assert "Claude Max 0.8" in Archive(crawl.archive).page(capture).text


def test_nothing_but_the_pages_themselves_was_asked(crawl: Crawl, site: Site) -> None:
    """No window, worker, socket or address inside was ever reached."""
    assert crawl
    assert site.paths("cdn.example") == []
    for name in ("window", "worker", "inside", "metadata"):
        assert set(site.paths(f"{name}.example")) <= {
            *("/robots.txt", "/", "/api/status", "/api/v1/settings/public"),
        }


MAIN = Reply("http://bird.example/", 200, HTML, SHELL.format("", SHOWN).encode())


async def _permit(url: str, tally: Tally) -> str:
    del tally
    raise Denied("robots_denied", url)


async def _death(kill: Callable[[Renderer], Awaitable[None]]) -> tuple[bytes, bytes]:
    """What a renderer shows before and after it is killed."""
    web: Web = None  # type: ignore[assignment]  # nothing but the page itself is asked for
    renderer = Renderer(web, _permit, CrawlSettings(render_seconds=10))
    tally = Tally(time.monotonic() + 60)
    try:
        before = await renderer.render(MAIN, tally)
        await kill(renderer)
        await asyncio.sleep(0.2)
        after = await renderer.render(MAIN, tally)
    finally:
        await renderer.close()
    return before.body, after.body


async def _browser_dies(renderer: Renderer) -> None:
    browser = renderer._browser
    assert browser is not None
    session = await browser.new_browser_cdp_session()
    task = asyncio.create_task(session.send("Browser.crash"))
    await asyncio.wait({task}, timeout=2)
    task.cancel()


async def _driver_dies(renderer: Renderer) -> None:
    del renderer
    for child in _children(os.getpid()):
        os.kill(child, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        words = status.read_text().rpartition(")")[2].split()
        name = status.read_text().partition("(")[2].partition(")")[0]
        if int(words[1]) == parent and name.startswith("node"):
            found.append(int(status.parent.name))
    return found


@pytest.mark.parametrize("kill", [_browser_dies, _driver_dies])
def test_a_browser_that_dies_is_replaced(kill: Callable[[Renderer], Awaitable[None]]) -> None:
    """The next page of the night gets a new one, and a new driver where that is gone too."""
    if find(own="") is None:
        pytest.skip("no Chromium on this machine")
    before, after = asyncio.run(_death(kill))

    assert b"Claude Max 0.8" in before
    assert after == before


def test_a_page_whose_browser_dies_is_shown_by_the_next_one() -> None:
    """A browser is shared, so that the page shown need not be the one that killed it."""
    if find(own="") is None:
        pytest.skip("no Chromium on this machine")

    async def under() -> bytes:
        web: Web = None  # type: ignore[assignment]
        renderer = Renderer(web, _permit, CrawlSettings(render_seconds=10))
        slow = f"{SHOWN} setInterval(() => fetch('/x').catch(() => 0), 50)"
        main = Reply(MAIN.url, 200, HTML, SHELL.format("", slow).encode())
        try:
            await renderer.render(MAIN, Tally(time.monotonic() + 60))
            shown = asyncio.create_task(renderer.render(main, Tally(time.monotonic() + 60)))
            await asyncio.sleep(1)
            await _browser_dies(renderer)
            return (await shown).body
        finally:
            await renderer.close()

    assert b"Claude Max 0.8" in asyncio.run(under())


def test_an_answer_is_kept_as_it_came_where_it_is_no_web_page() -> None:
    """A browser is not asked for what it would only download."""
    reply = Reply(MAIN.url, 200, (("Content-Type", "application/zip"),), b"PK")
    web: Web = None  # type: ignore[assignment]
    renderer = Renderer(web, _permit, CrawlSettings())

    assert asyncio.run(renderer.render(reply, Tally(time.monotonic() + 5))) is reply
