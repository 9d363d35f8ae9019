"""Pages a second of the whole fetch step against a bare Scrapy spider, on the same loopback pages.

The fetch step: robots.txt, guard, pace, decoding, redaction, who owns the page, WARC on the disk.
The bare spider: Scrapy as it comes, fetching and throwing away.
Half of the pages are price sheets as relays answer them, half are web pages that nobody owns.

    python -m benchmarks.fetch [--pages 2000] [--rounds 3] [--floor 0.7]
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from aiohttp import web

from crawler.plan import CrawlPlan, CrawlSettings
from crawler.run import crawl
from market.types import Outcome
from market.visits import Visit, Visited

_HOSTS = 200
_BYTES = 70_000

_BARE = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

port, pages = int(sys.argv[1]), int(sys.argv[2])

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = [f"http://127.0.0.1:{port}/{n}" for n in range(pages)]

    def parse(self, response):
        pass

process = CrawlerProcess()
process.crawl(Bare)
process.start()
"""


def main() -> int:
    """Print both speeds and their ratio; 1 if the ratio is under the floor."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--floor", type=float, default=0.7)
    options = parser.parse_args()
    bare, ours = [], []
    for _ in range(options.rounds):  # in turns, so that a busy minute hits both
        bare.append(_measured(options.pages, _bare))
        ours.append(_measured(options.pages, _ours))
        print(f"bare Scrapy {bare[-1]:6.0f} pages/s   fetch step {ours[-1]:6.0f} pages/s")
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"fetch step / bare Scrapy = {ratio:.2f} (floor {options.floor})")
    return 0 if ratio >= options.floor else 1


def _measured(pages: int, run: Callable[[int, int], float]) -> float:
    """Pages a second from the first page served to the end of the run's own work."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    server.start()
    try:
        ended = run(here.recv(), pages)
        here.send("times")
        first, last, served = here.recv()
    finally:
        server.terminate()
        server.join()
    assert served == pages, f"{served} of {pages} pages were asked"
    return float(pages / (max(ended, last) - first))


def _bare(port: int, pages: int) -> float:
    command = [sys.executable, "-c", _BARE, str(port), str(pages)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return 0.0  # its work is done with the last page


def _ours(port: int, pages: int) -> float:
    settings = CrawlSettings(
        allow_networks=("127.0.0.0/8",),
        connect_to=(f"*.example=127.0.0.1:{port}",),
        host_delay_seconds=0,
        browser=False,
    )
    urls = (f"http://h{n % _HOSTS}.example/{n}" for n in range(pages))
    visits = tuple(Visit(str(n), str(n), url) for n, url in enumerate(urls))
    done: list[Visited] = []
    with tempfile.TemporaryDirectory() as folder:
        crawl(CrawlPlan(visits, folder, "bench", settings), done.append)
        ended = time.monotonic()
    wrong = [visited for visited in done if visited.outcome is not Outcome.READ]
    assert not wrong, wrong[0]
    return ended


def _serve(pipe: Connection) -> None:
    """Unlike pages of 70 kB, and a robots.txt for each name."""
    dice = random.Random(70)
    sheets = [_sheet(dice) for _ in range(50)]
    pages = [_page(dice) for _ in range(50)]
    times: list[float] = []

    async def page(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /admin\n")
        times.append(time.monotonic())
        number = int(request.path.strip("/"))
        if number % 2:
            body = sheets[number % 50] % number
            return web.Response(body=body, content_type="application/json", charset="utf-8")
        body = pages[number % 50] + request.path.encode()
        return web.Response(body=body, content_type="text/html", charset="utf-8")

    def answer() -> None:
        if pipe.recv():
            pipe.send(_span(times))

    async def started(app: web.Application) -> None:
        del app
        pipe.send(port)
        loop = asyncio.get_running_loop()
        loop.add_reader(pipe.fileno(), answer)

    app = web.Application()
    app.router.add_get("/{path:.*}", page)
    app.on_startup.append(started)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        port = listener.getsockname()[1]
        web.run_app(app, sock=listener, print=lambda *_: None, access_log=None)


def _span(times: list[float]) -> tuple[float, float, int]:
    return times[0], times[-1], len(times)


def _page(dice: random.Random) -> bytes:
    letters = "eeeetttaaaooinshrdlu"
    words = ["".join(dice.choices(letters, k=dice.randrange(2, 9))) for _ in range(1500)]
    common = [1 / (n + 1) for n in range(len(words))]  # as words of a language are
    card = '<div class="card"><h3>{}</h3><p>{}</p><a href="/buy?id={}">¥{}</a></div>\n'
    text = "<!doctype html><html><head><title>Relay prices</title></head><body>\n"
    while len(text) < _BYTES:
        prose = " ".join(dice.choices(words, common, k=20))
        text += card.format(dice.choice(words), prose, dice.randrange(9999), dice.random())
    return text.encode()


def _sheet(dice: random.Random) -> bytes:
    """A price sheet with a gap for its number, so that no two are the same."""
    rows: list[dict[str, object]] = []
    while len(rows) * 180 < _BYTES:
        rows.append(
            {
                "model_name": f"model-{dice.getrandbits(40):x}",
                "quota_type": 0,
                "model_ratio": round(dice.random() * 20, 4),
                "model_price": 0,
                "owner_by": "",
                "completion_ratio": dice.randrange(1, 9),
                "enable_groups": ["default", f"group-{dice.randrange(30)}"],
            }
        )
    ratios = {"default": 1, **{f"group-{n}": n / 30 for n in range(30)}}
    sheet = {"success": True, "data": rows, "group_ratio": ratios, "version": "NUMBER"}
    return json.dumps(sheet).encode().replace(b"NUMBER", b"%d")


if __name__ == "__main__":
    sys.exit(main())
