"""One address asked through Scrapy, its redirects followed, each hop as carefully as the first."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin

from scrapy import Request
from scrapy.http import Response

from crawler.endings import Unreachable
from crawler.fetched import Fetched
from crawler.identity import Headers, page_headers
from crawler.plan import CrawlSettings
from crawler.web import Reply, Tally
from market.visits import Known

_REDIRECTS = {301, 302, 303, 307, 308}
_HOPS = 5


class Fetcher:
    """Turns an address into what came back from it."""

    def __init__(
        self, download: Callable[[Request], Awaitable[Response]], settings: CrawlSettings
    ) -> None:
        self._download = download
        self._headers = page_headers(settings)

    async def get(
        self,
        url: str,
        tally: Tally,
        *,
        known: Known | None = None,
        render: bool = False,
        most: int | None = None,
    ) -> Fetched:
        """The answer at the end of at most five redirects; raises an Ending where there is none.

        ``render``: as a browser shows it, for which nothing can be unchanged beforehand.
        ``most``: bytes of a body, where fewer than usual will do.
        """
        hops: list[tuple[str, int]] = []
        asked = url
        headers = self._headers if render else self._headers + _conditions(known)
        while True:
            meta = {"tally": tally, "render": render, "sent": headers, "most": most}
            response = await self._answer(Request(url, meta=meta))
            fetched = _fetched(response, headers, asked, hops)
            location = fetched.header("location")
            if fetched.status not in _REDIRECTS or not location:
                return fetched
            if len(hops) == _HOPS:
                raise Unreachable("redirect_loop", f"more than {_HOPS} redirects from {asked}")
            hops.append((url, fetched.status))
            url = urldefrag(urljoin(url, location)).url
            headers = self._headers

    async def show(self, served: Fetched, tally: Tally) -> Fetched:
        """A page that was served already, as a browser shows it."""
        reply = Reply(served.url, served.status, served.headers, served.body)
        meta = {"tally": tally, "render": True, "served": reply}
        response = await self._download(Request(served.url, meta=meta))
        return _fetched(response, served.request_headers, served.asked, served.hops)

    async def _answer(self, request: Request) -> Response:
        try:
            return await self._download(request)
        except Unreachable as ending:
            if ending.code != "reset":
                raise
            return await self._download(request.copy())  # a dropped connection, once


def _fetched(
    response: Response, sent: Headers, asked: str, hops: Sequence[tuple[str, int]]
) -> Fetched:
    reply: Reply = response.meta["reply"]
    return Fetched(
        url=response.url,
        asked=asked,
        status=response.status,
        headers=reply.headers,
        request_headers=sent,
        body=response.body,
        at=datetime.now(UTC),
        robots=response.meta["robots"],
        hops=tuple(hops),
        rendered=reply.rendered,
        served_digest=reply.served_digest,
        issues=reply.issues,
    )


def _conditions(known: Known | None) -> Headers:
    if known is None:
        return ()
    wanted = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return tuple((name, value) for name, value in wanted if value)
