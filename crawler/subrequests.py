"""What a page being rendered asks for, answered by our own client or not at all."""

from collections.abc import Awaitable, Callable
from urllib.parse import urljoin, urlsplit

from playwright.async_api import BrowserContext, Frame, Page, Request, Route, WebSocketRoute
from playwright.async_api import Error as PlaywrightError

from crawler.endings import Ending, Refused, Unreachable
from crawler.identity import Headers, identity
from crawler.plan import CrawlSettings
from crawler.web import Reply, Tally, Web
from market.types import Issue, Level

Permit = Callable[[str, Tally], Awaitable[str]]

_WANTED = {"document", "script", "stylesheet", "xhr", "fetch"}
_MOST = 200  # sub-requests of one page
_ASKED_WITH = {"accept", "accept-language", "origin", "referer", "x-requested-with"}
_TOLD = {"content-type", "access-control-allow-origin", "access-control-allow-credentials"}
_REDIRECTS = {301, 302, 303, 307, 308}


class Subrequests:
    """Stands between one page and the web: GET only, no media, no frames, nothing elsewhere."""

    def __init__(
        self, main: Reply, web: Web, permit: Permit, tally: Tally, settings: CrawlSettings
    ) -> None:
        self._main, self._web, self._permit, self._tally = main, web, permit, tally
        self._settings = settings
        self._asked = 0
        self._page: Page | None = None
        self.issues: list[Issue] = []

    async def attach(self, context: BrowserContext) -> Page:
        """A page of this context that gets everything from here."""
        await context.route("**/*", self._answer)
        await context.route_web_socket("**/*", _hang_up)
        self._page = await context.new_page()
        context.on("page", _close)
        return self._page

    async def _answer(self, route: Route, request: Request) -> None:
        try:
            reply = await self._fetch(request)
        except Ending as ending:
            self._note(ending, request.url)
            await _abort(route)
            return
        told = {name: value for name, value in reply.headers if name.lower() in _TOLD}
        try:
            await route.fulfill(status=reply.status, headers=told, body=reply.body)
        except PlaywrightError:  # the page is gone already; nobody waits for this
            return

    async def _fetch(self, request: Request) -> Reply:
        document = request.resource_type == "document"
        if document and request.url == self._main.url and request.method == "GET":
            return self._main
        self._asked += 1
        if self._asked > _MOST:
            raise Unreachable("too_many_subrequests", f"more than {_MOST} for one page")
        if request.resource_type not in _WANTED or request.method != "GET":
            raise Refused(
                "subrequest", f"no {request.method} of {request.resource_type} for a page"
            )
        if document and not self._same_origin(request):
            raise Refused("subrequest", "a frame, or a page that leads to another site")
        kept = {k: v for k, v in request.headers.items() if k.lower() in _ASKED_WITH}
        headers = (*identity(self._settings), ("Accept-Encoding", "gzip, deflate"), *kept.items())
        return await self._follow(request.url, headers)

    async def _follow(self, url: str, headers: Headers) -> Reply:
        for _ in range(6):
            await self._permit(url, self._tally)
            reply = await self._web.get(
                url, headers, self._tally, limit=self._settings.body_bytes, part=True
            )
            location = reply.header("location")
            if reply.status not in _REDIRECTS or not location:
                return reply
            url = urljoin(url, location)
        raise Unreachable("redirect_loop", "more than five redirects")

    def _same_origin(self, request: Request) -> bool:
        here, there = urlsplit(self._main.url), urlsplit(request.url)
        same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        return same and self._page is not None and _frame(request) == self._page.main_frame

    def _note(self, ending: Ending, url: str) -> None:
        """Say what a page did not get, but not that it got no pictures."""
        if ending.code != "subrequest" and len(self.issues) < 20:
            self.issues.append(Issue(Level.INFO, "subrequest_" + ending.code, ending.message, url))


def _frame(request: Request) -> Frame | None:
    try:
        return request.frame
    except PlaywrightError:  # a window that is only being opened has none yet
        return None


async def _abort(route: Route) -> None:
    try:
        await route.abort("blockedbyclient")
    except PlaywrightError:  # the page is gone already
        return


async def _close(page: Page) -> None:
    try:
        await page.close()
    except PlaywrightError:  # closed itself first
        return


async def _hang_up(socket: WebSocketRoute) -> None:
    await socket.close()
