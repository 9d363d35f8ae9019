"""Scrapy's side of the network: robots.txt first, then the web or the browser.

Scrapy's own aiohttp handler cannot be given a connector, so this one stands in its place.
"""

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Response

from crawler.gate import Gate
from crawler.web import Reply, Tally

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StrictRobots:
    """Lets a request through only with a verdict of robots.txt, and notes it."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """As Scrapy makes its middlewares."""
        return cls(_gate(crawler))

    async def process_request(self, request: Request) -> None:
        """Raise an Ending if the door is closed."""
        tally: Tally = request.meta["tally"]
        request.meta["robots"] = await self._gate.permit(request.url, tally)


class GuardedDownload(BaseDownloadHandler):
    """One page: asked for by our own client, or shown by a browser that has no network."""

    lazy = False

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._gate = _gate(crawler)

    async def download_request(self, request: Request) -> Response:
        """The answer, redirects not followed.

        Headers travel beside Scrapy's own in ``meta``: turning each into bytes and back costs more
        than fetching the page does.
        """
        tally: Tally = request.meta["tally"]
        served: Reply | None = request.meta.get("served")
        reply = served or await self._gate.page(
            request.url, request.meta["sent"], tally, request.meta["most"]
        )
        if request.meta["render"]:
            reply = await self._gate.render(reply, tally)
        request.meta["reply"] = reply
        return Response(reply.url, status=reply.status, body=reply.body)

    async def close(self) -> None:
        """Close the connections and the browser."""
        await self._gate.close()


def _gate(crawler: "Crawler") -> Gate:
    gate = getattr(crawler.spider, "gate", None)
    if not isinstance(gate, Gate):
        raise TypeError("only a spider with a gate may download")
    return gate
