"""A page in a browser that has no network: what it asks for, we ask, or nobody does."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from conftest import Crawl, Send, Site

from crawler.browser import find
from market.types import Outcome
from market.visits import Visited
from storage.archive import Archive

pytestmark = pytest.mark.browser

SHELL = '<!doctype html><html><head><title>s</title></head><body><div id="app"></div>{}</body>'
JSON = (("Content-Type", "application/json"), ("Access-Control-Allow-Origin", "*"))

# Everything a page may try, written down by the page itself.
PROBE = """<script>
const app = document.getElementById("app"), say = t => app.append(t + ";");
const ask = (name, url, how) =>
  fetch(url, how).then(r => r.text()).then(t => say(name + "=" + t), () => say(name + " refused"));
const socket = (name, url) => new Promise(done => {
  const s = new WebSocket(url);
  s.onopen = () => done(say(name + " open"));
  s.onerror = s.onclose = () => done(say(name + " shut"));
});
const worker = new Worker(URL.createObjectURL(new Blob([`
  const s = new WebSocket("ws://127.0.0.1:INSIDE/worker");
  s.onopen = () => postMessage("worker open"); s.onerror = () => postMessage("worker shut");`])));
window.open("http://127.0.0.1:INSIDE/popup");
document.body.append(Object.assign(new Image(), {src: "/picture.png"}));
document.body.append(Object.assign(document.createElement("iframe"), {src: "/frame"}));
document.head.append(Object.assign(document.createElement("link"),
  {rel: "preconnect", href: "http://127.0.0.1:INSIDE"}));
navigator.serviceWorker?.register("/worker.js").catch(() => {});
Promise.all([
  ask("data", "/data.json"),
  ask("denied", "/secret.json"),
  ask("posted", "/post", {method: "POST", body: "x"}),
  ask("inside", "http://127.0.0.1:INSIDE/"),
  ask("metadata", "http://169.254.169.254/latest/"),
  ask("redirected", "/inside"),
  ask("other", "http://cdn.example/list.json"),
  socket("socket", "ws://127.0.0.1:INSIDE/socket"),
  new Promise(done => { worker.onmessage = e => done(say(e.data)); worker.onerror = done; }),
]).then(() => say("over"));
</script>"""


@pytest.fixture(scope="module")
def inside() -> Iterator[HTTPServer]:
    """A server on an address that is not allowed; it counts who comes."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    class Counting(HTTPServer):
        met = 0

        def get_request(self) -> object:  # type: ignore[override]
            self.met += 1
            return super().get_request()

    server = Counting(("127.0.0.2", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def shown(site: Site, send: Send, inside: HTTPServer) -> Crawl:
    if find(own="") is None:
        pytest.skip("no Chromium on this machine")
    port = str(inside.server_address[1])
    probe = PROBE.replace("127.0.0.1:INSIDE", f"127.0.0.2:{port}")
    site.put("probe.example", "/", SHELL.format(probe))
    site.put("probe.example", "/robots.txt", "User-agent: *\nDisallow: /secret\n")
    site.put("probe.example", "/data.json", "claude 0.1", headers=JSON)
    site.put("probe.example", "/secret.json", "secret", headers=JSON)
    site.put(
        "probe.example", "/inside", status=302, headers=(("Location", f"http://127.0.0.2:{port}/"),)
    )
    site.put("cdn.example", "/list.json", "gpt 0.2", headers=JSON)
    site.put("denied.example", "/robots.txt", "User-agent: *\nDisallow: /\n")
    site.put("denied.example", "/", SHELL.format(""))
    site.put("endless.example", "/", SHELL.format("<script>for(;;);</script>"))
    site.put("away.example", "/", SHELL.format("<script>location = 'http://cdn.example/'</script>"))
    names = ("probe", "denied", "away", "endless")
    return send(
        *(f"http://{name}.example/" for name in names),
        browser=True,
        hosts_at_once=1,
        allow_networks=("127.0.0.1/32",),
        contact="mailto:team@example.org",
        render_seconds=8.0,
    )


def _visited(shown: Crawl, name: str) -> Visited:
    return shown.visited[f"http://{name}.example/"]


def _text(shown: Crawl, name: str) -> str:
    (capture,) = _visited(shown, name).captures
    return Archive(shown.archive).page(capture).text


def test_what_only_a_script_shows_is_stored(shown: Crawl) -> None:
    (capture,) = _visited(shown, "probe").captures
    text = _text(shown, "probe")

    assert "data=claude 0.1;" in text
    assert "other=gpt 0.2;" in text
    assert "over;" in text
    assert capture.evidence.rendered
    assert capture.evidence.served_digest != capture.evidence.digest


@pytest.mark.parametrize(
    "said",
    [
        "denied refused",
        "posted refused",
        "inside refused",
        "metadata refused",
        "redirected refused",
    ],
)
def test_what_we_would_not_ask_the_page_does_not_get(shown: Crawl, said: str) -> None:
    assert said + ";" in _text(shown, "probe")


def test_a_pages_sockets_lead_nowhere(shown: Crawl, inside: HTTPServer) -> None:
    """Web sockets, those of workers, pop-ups and preconnects never arrive inside."""
    text = _text(shown, "probe")

    assert "socket shut;" in text
    assert "worker shut;" in text
    assert inside.met == 0  # type: ignore[attr-defined]


def test_only_what_robots_allows_was_asked(shown: Crawl, site: Site) -> None:
    assert shown
    assert site.paths("denied.example") == ["/robots.txt"]
    asked = site.paths("probe.example")
    assert asked.count("/") == 1
    assert set(asked) == {"/robots.txt", "/", "/data.json", "/inside", *_guesses(asked)}
    assert all(headers["user-agent"].startswith("resalewatch/") for *_, headers, _ in site.asked)


def _guesses(asked: list[str]) -> list[str]:
    return [path for path in asked if path.startswith("/api/")]


def test_what_was_refused_is_said(shown: Crawl) -> None:
    codes = {issue.code for issue in _visited(shown, "probe").issues}

    assert codes == {
        *("subrequest_robots_denied", "subrequest_address", "pop_up_closed", "socket_refused"),
    }


def test_a_page_that_never_ends_is_unreachable(shown: Crawl) -> None:
    visited = _visited(shown, "endless")

    assert visited.outcome is Outcome.UNREACHABLE
    assert visited.issues[0].code in {"render_timeout", "renderer_crashed"}
    assert len(visited.captures) == 1  # the shell is what is left


def test_a_page_cannot_lead_the_browser_to_another_site(shown: Crawl, site: Site) -> None:
    visited = _visited(shown, "away")

    assert visited.outcome is Outcome.READ
    assert [issue.code for issue in visited.issues] == ["led_elsewhere"]
    assert "/" not in site.paths("cdn.example")


def test_without_a_browser_the_rest_still_runs(site: Site, send: Send) -> None:
    site.put("shell.example", "/", SHELL.format("<script src=/app.js></script>"))
    site.put("prose.example", "/", "<p>" + "Claude Max, 0.8 per dollar. " * 20 + "</p>")
    crawl = send(
        "http://shell.example/", "http://prose.example/", browser=True, browser_path="/no/browser"
    )

    assert _visited(crawl, "prose").outcome is Outcome.READ
    assert _visited(crawl, "shell").outcome is Outcome.UNREACHABLE
    assert [issue.code for issue in _visited(crawl, "shell").issues] == ["browser_missing"]


def test_a_chosen_browser_that_is_not_there_is_not_replaced() -> None:
    assert find("/no/such/browser", os.__file__) is None
