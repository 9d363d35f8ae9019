"""A loopback server that answers for many invented hosts, and a crawl sent against it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crawler.plan import CrawlPlan, CrawlSettings, Progress
from crawler.run import crawl
from market.visits import Visit, Visited

type_html = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What a path answers. ``drip``: seconds between single bytes; ``hang``: before anything."""

    body: bytes = b"<html><body><p>hello</p></body></html>"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", type_html),)
    hang: float = 0
    drip: float = 0
    reset: bool = False


@dataclass
class Site:
    """Answers by (host, path); what is not there is a 404. Everything asked is written down."""

    port: int = 0
    answers: dict[tuple[str, str], Answer | Callable[[dict[str, str]], Answer]] = field(
        default_factory=dict
    )
    asked: list[tuple[str, str, dict[str, str], float]] = field(default_factory=list)

    def put(self, host: str, path: str, body: str | bytes = b"", **more: object) -> None:
        raw = body.encode() if isinstance(body, str) else body
        answer = Answer(raw) if raw else Answer()
        self.answers[host, path] = replace(answer, **more)  # type: ignore[arg-type]

    def paths(self, host: str) -> list[str]:
        return [path for asked, path, *_ in self.asked if asked == host]

    def headers(self, host: str, path: str) -> list[dict[str, str]]:
        return [headers for asked, p, headers, _ in self.asked if (asked, p) == (host, path)]

    def times(self, host: str) -> list[float]:
        return [when for asked, _, _, when in self.asked if asked == host]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0].lower()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.asked.append((host, self.path, headers, time.monotonic()))
        answer = self.site.answers.get((host, self.path), Answer(b"gone", 404))
        if callable(answer):
            answer = answer(headers)
        try:
            self._send(answer)
        except OSError:
            self.close_connection = True

    def _send(self, answer: Answer) -> None:
        if answer.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.connection.close()
            self.close_connection = True
            return
        time.sleep(answer.hang)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status not in {204, 304}:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        step = 1 if answer.drip else 1 << 16
        body = b"" if answer.status in {204, 304} else answer.body
        for start in range(0, len(body), step):
            self.wfile.write(body[start : start + step])
            time.sleep(answer.drip)

    def log_message(self, *_: object) -> None:
        """Nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some tests are about."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Crawl:
    """What came of one crawl."""

    visited: dict[str, Visited]
    progress: list[Progress]
    archive: Path


Send = Callable[..., Crawl]


@pytest.fixture(scope="module")
def send(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Send:
    """Crawl some addresses (or visits) of the site and say what came of each, by its name."""

    def run(*visits: str | Visit, archive: Path | None = None, **settings: object) -> Crawl:
        folder = archive or tmp_path_factory.mktemp("archive")
        plan = CrawlPlan(
            visits=tuple(v if isinstance(v, Visit) else Visit(v, v, v) for v in visits),
            archive=str(folder),
            run="night",
            settings=settings_for(site, **settings),
        )
        visited: list[Visited] = []
        progress: list[Progress] = []
        crawl(plan, visited.append, progress.append)
        assert len({v.visit_id for v in visited}) == len(visited) == len(visits)
        return Crawl({v.visit_id: v for v in visited}, progress, folder)

    return run


def settings_for(site: Site, **more: object) -> CrawlSettings:
    """Settings that play every .example host at the site, in no hurry to wait."""
    usual = CrawlSettings(
        allow_networks=("127.0.0.0/8",),
        connect_to=(f"*.example=127.0.0.1:{site.port}",),
        host_delay_seconds=0,
        icons=False,  # tests/crawler/test_icons.py asks for them
        browser=False,
    )
    return replace(usual, **more)  # type: ignore[arg-type]
