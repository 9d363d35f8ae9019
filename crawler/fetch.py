"""One address asked through Scrapy, its redirects followed, each hop as carefully as the first."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin

from scrapy import Request
from scrapy.http import Response

from crawler.endings import Unreachable
from crawler.fetched import Fetched
from crawler.identity import Headers, page_headers
from crawler.plan import CrawlSettings
from crawler.web import Tally
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
        self, url: str, tally: Tally, *, known: Known | None = None, render: bool = False
    ) -> Fetched:
        """The answer at the end of at most five redirects; raises an Ending where there is none."""
        asked = url
        hops: list[tuple[str, int]] = []
        while True:
            headers = self._headers if hops or render else self._headers + _conditions(known)
            fetched = await self._once(url, asked, headers, tally, tuple(hops), render)
            location = fetched.header("location")
            if fetched.status not in _REDIRECTS or not location:
                return fetched
            if len(hops) == _HOPS:
                raise Unreachable("redirect_loop", f"more than {_HOPS} redirects from {asked}")
            hops.append((url, fetched.status))
            url = urldefrag(urljoin(url, location)).url

    async def _once(
        self,
        url: str,
        asked: str,
        headers: Headers,
        tally: Tally,
        hops: tuple[tuple[str, int], ...],
        render: bool,
    ) -> Fetched:
        request = _request(url, headers, tally, render)
        try:
            response = await self._download(request)
        except Unreachable as ending:
            if ending.code != "reset":
                raise
            request = _request(url, headers, tally, render)  # a dropped connection, once
            response = await self._download(request)
        return Fetched(
            url=response.url,
            asked=asked,
            status=response.status,
            headers=_headers(response),
            request_headers=headers,
            body=response.body,
            at=datetime.now(UTC),
            robots=request.meta["robots"],
            hops=hops,
            rendered=request.meta["reply"].rendered,
            served_digest=request.meta["reply"].served_digest,
            issues=request.meta["reply"].issues,
        )


def _request(url: str, headers: Headers, tally: Tally, render: bool) -> Request:
    return Request(url, headers=dict(headers), meta={"tally": tally, "render": render})


def _conditions(known: Known | None) -> Headers:
    if known is None:
        return ()
    wanted = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return tuple((name, value) for name, value in wanted if value)


def _headers(response: Response) -> Headers:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
