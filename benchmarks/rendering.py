"""Pages a second and megabytes of one browser: pictures and fonts refused, as a night refuses them,
against the same pages with them.

The pages lie on loopback: a script builds a price list of twelve cards with a picture each (200 kB,
none like another for the cache) in two fonts. Both ways go through our own client, its guard and
robots.txt; only what is wanted differs. Megabytes are those of all processes of the browser, pages
that they share counted once, at their highest. The ratios of one run say more than its figures.

    python -m benchmarks.rendering [--pages 20] [--at-once 2] [--floor 1.0]
"""

import argparse
import asyncio
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from aiohttp import web

from crawler import subrequests
from crawler.gate import Gate
from crawler.plan import CrawlSettings
from crawler.web import Reply, Tally

_MEDIA = {"image", "media", "font"}
_PICTURES, _FONTS = 12, 2
_SHELL = """<!doctype html><html><head><title>Plovers</title><style>
@font-face {{ font-family: one; src: url(/font/{number}/0.woff2) }}
@font-face {{ font-family: two; src: url(/font/{number}/1.woff2) }}
body {{ font-family: one, sans-serif }} h1 {{ font-family: two, serif }}
</style></head><body><div id="app"></div><script>
fetch("/data/{number}").then(answer => answer.json()).then(rows => {{
  const app = document.getElementById("app");
  app.innerHTML = "<h1>Claude API</h1>" + rows.map((row, at) =>
    `<div class=card><img src="/picture/{number}/${{at}}.png"><h3>${{row.name}}</h3>` +
    `<p>${{row.price}} per dollar</p></div>`).join("");
}});
</script></body></html>"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One way of showing the pages."""

    pages_per_second: float
    peak_megabytes: float
    megabytes_fetched: float
    requests: int


def main() -> int:
    """Print both ways and their ratios; 1 if refusing media is not worth its floor."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--floor", type=float, default=1.0)
    options = parser.parse_args()
    refused, allowed = asyncio.run(_both(options.pages, options.at_once))
    print(f"{'':<16}{'pages/s':>9}{'peak MB':>9}{'MB in':>8}{'requests':>10}")
    for name, one in (("media refused", refused), ("media allowed", allowed)):
        print(
            f"{name:<16}{one.pages_per_second:>9.2f}{one.peak_megabytes:>9.0f}"
            f"{one.megabytes_fetched:>8.1f}{one.requests:>10}"
        )
    faster = refused.pages_per_second / allowed.pages_per_second
    smaller = refused.peak_megabytes / allowed.peak_megabytes
    print(f"refused / allowed: {faster:.2f} in speed (floor {options.floor}), {smaller:.2f} in MB")
    return 0 if faster >= options.floor else 1


async def _both(pages: int, at_once: int) -> tuple[Measured, Measured]:
    runner = web.AppRunner(_application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        await _shown(port, 2, at_once)  # the disk's first read of the browser is nobody's
        refused = await _shown(port, pages, at_once)
        with patch.object(subrequests, "_WANTED", subrequests._WANTED | _MEDIA):
            allowed = await _shown(port, pages, at_once)
    finally:
        await runner.cleanup()
    return refused, allowed


async def _shown(port: int, pages: int, at_once: int) -> Measured:
    settings = CrawlSettings(
        allow_networks=("127.0.0.0/8",), host_delay_seconds=0, browser_pages=at_once
    )
    gate, tally = Gate(settings), Tally(time.monotonic() + 60)
    peak = asyncio.create_task(_peak())
    begun = time.monotonic()
    try:
        told = (_page(gate, port, number, tally) for number in range(pages))
        replies = await asyncio.gather(*told)
        taken = time.monotonic() - begun
        peak.cancel()
    finally:
        await gate.close()
    if not all(b"per dollar" in reply.body for reply in replies):
        raise RuntimeError("a page was not shown")
    highest = await peak
    return Measured(pages / taken, highest / 1e6, tally.bytes / 1e6, tally.requests)


async def _page(gate: Gate, port: int, number: int, tally: Tally) -> Reply:
    url = f"http://127.0.0.1:{port}/page/{number}"
    await gate.permit(url, tally)
    return await gate.render(await gate.page(url, (), tally), tally)


async def _peak() -> int:
    """The most bytes the browser's processes held at once, until it is cancelled."""
    highest = 0
    with suppress(asyncio.CancelledError):
        while True:
            highest = max(highest, sum(_held()))
            await asyncio.sleep(0.1)
    return highest


def _held() -> Iterator[int]:
    """Bytes of each process of the browser: its own, and its part of those shared."""
    parents, names = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name, _, rest = (folder / "stat").read_text().partition("(")[2].rpartition(")")
            parents[int(folder.name)], names[int(folder.name)] = int(rest.split()[1]), name
    for process, name in names.items():
        if "chrom" in name and os.getpid() in _above(process, parents):
            with suppress(OSError):
                yield _share(Path(f"/proc/{process}/smaps_rollup").read_text())


def _above(process: int, parents: dict[int, int]) -> Iterator[int]:
    while process := parents.get(process, 0):
        yield process


def _share(told: str) -> int:
    line = next((line for line in told.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) * 1024


def _application() -> web.Application:
    app = web.Application()
    dice = random.Random(7)
    picture, font = _picture(dice), dice.randbytes(100_000)
    rows = [{"name": f"Claude Max {n}", "price": n / 10} for n in range(1, _PICTURES + 1)]

    async def page(request: web.Request) -> web.Response:
        number = request.match_info["number"]
        return web.Response(text=_SHELL.format(number=number), content_type="text/html")

    async def data(request: web.Request) -> web.Response:
        del request
        return web.json_response(rows)

    async def image(request: web.Request) -> web.Response:
        del request
        return web.Response(body=picture, content_type="image/bmp")

    async def letters(request: web.Request) -> web.Response:
        del request
        return web.Response(body=font, content_type="font/woff2")

    app.router.add_get("/page/{number}", page)
    app.router.add_get("/data/{number}", data)
    app.router.add_get("/picture/{rest:.*}", image)
    app.router.add_get("/font/{rest:.*}", letters)
    return app


def _picture(dice: random.Random) -> bytes:
    """A bitmap of 256 × 256 random points: 200 kB that have to be decoded."""
    side, start = 256, 54
    size = start + side * side * 3
    head = b"BM" + size.to_bytes(4, "little") + bytes(4) + start.to_bytes(4, "little")
    head += (40).to_bytes(4, "little") + side.to_bytes(4, "little") * 2
    head += (1).to_bytes(2, "little") + (24).to_bytes(2, "little") + bytes(24)
    return head + dice.randbytes(size - start)


if __name__ == "__main__":
    sys.exit(main())
