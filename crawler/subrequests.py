"""What a page being rendered asks for, answered by our own client or not at all."""

from collections.abc import Awaitable, Callable
from urllib.parse import urljoin, urlsplit

from playwright.async_api import BrowserContext, Frame, Page, Request, Route
from playwright.async_api import Error as PlaywrightError

from crawler.behaviour import Behaviour
from crawler.endings import Ending, Refused, Unreachable
from crawler.identity import Headers, identity
from crawler.plan import CrawlSettings
from crawler.web import Reply, Tally, Web
from market.types import Issue, Level

Permit = Callable[[str, Tally], Awaitable[str]]

_WANTED = {"document", "script", "stylesheet", "xhr", "fetch"}
_MOST = 200  # sub-requests of one page
_MOST_SHOWN = 5  # times a page may load itself or another of its site, as with redirects
_ASKED_WITH = {"accept", "accept-language", "origin", "referer", "x-requested-with"}
_TOLD = {"content-type", "access-control-allow-origin", "access-control-allow-credentials"}
_REDIRECTS = {301, 302, 303, 307, 308}
_DEEDS = {"navigation_loop", "led_elsewhere"}  # what the page does, not what it lacks


class Subrequests:
    """Stands between one page and the web: GET only, no media, no frames, nothing elsewhere."""

    def __init__(
        self, main: Reply, web: Web, permit: Permit, tally: Tally, settings: CrawlSettings
    ) -> None:
        self._main, self._web, self._permit, self._tally = main, web, permit, tally
        self._settings = settings
        self._asked = self._shown = 0
        self._led_nowhere = False
        self._page: Page | None = None
        self._behaviour = Behaviour(main.url)
        self._issues: list[Issue] = []

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the page did not get, and what it tried."""
        return (*self._issues, *self._behaviour.issues)

    @property
    def ending(self) -> Ending | None:
        """Why the page was given up, if it was."""
        return self._behaviour.ending

    @property
    def called_off(self) -> bool:
        """Whether the page was kept from going elsewhere: its loading is over then, unannounced."""
        codes = {issue.code for issue in self._behaviour.issues}
        return self._led_nowhere or "download_refused" in codes

    async def attach(self, context: BrowserContext) -> Page:
        """A page of this context that gets everything from here."""
        await context.route("**/*", self._answer)
        self._page = await self._behaviour.watch(context)
        return self._page

    def note(self, code: str, message: str) -> None:
        """Write down something else the page did."""
        self._behaviour.note(code, message)

    async def _answer(self, route: Route, request: Request) -> None:
        try:
            reply = await self._fetch(request)
        except Ending as ending:
            self._note(ending, request.url)
            # A navigation called off leaves the page as it stands; one that fails puts an error in
            # its place.
            off = request.resource_type == "document" and self._in_page(request)
            self._led_nowhere |= off
            await _abort(route, "aborted" if off else "blockedbyclient")
            return
        told = {name: value for name, value in reply.headers if name.lower() in _TOLD}
        try:
            await route.fulfill(status=reply.status, headers=told, body=reply.body)
        except PlaywrightError:  # the page is gone already; nobody waits for this
            return

    async def _fetch(self, request: Request) -> Reply:
        if request.resource_type == "document":
            self._only_here(request)
            if request.url == self._main.url:
                return self._main
        self._asked += 1
        if self._asked > _MOST:
            raise Unreachable("too_many_subrequests", f"more than {_MOST} for one page")
        if request.resource_type not in _WANTED or request.method != "GET":
            raise Refused(
                "subrequest", f"no {request.method} of {request.resource_type} for a page"
            )
        kept = {k: v for k, v in request.headers.items() if k.lower() in _ASKED_WITH}
        headers = (*identity(self._settings), ("Accept-Encoding", "gzip, deflate"), *kept.items())
        return await self._follow(request.url, headers)

    def _only_here(self, request: Request) -> None:
        """A document is for the page itself, at its own site, and not without end."""
        if not self._in_page(request):
            raise Refused("subrequest", "a frame, or another window")
        here, there = urlsplit(self._main.url), urlsplit(request.url)
        if (here.scheme, here.netloc) != (there.scheme, there.netloc) or request.method != "GET":
            raise Refused("led_elsewhere", f"it leads to {request.url[:150]}")
        self._shown += 1
        if self._shown > _MOST_SHOWN:
            raise Refused("navigation_loop", f"it loaded itself more than {_MOST_SHOWN} times")

    def _in_page(self, request: Request) -> bool:
        return self._page is not None and _frame(request) == self._page.main_frame

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

    def _note(self, ending: Ending, url: str) -> None:
        """Say what a page did not get, but not that it got no pictures."""
        if ending.code in _DEEDS:
            self._behaviour.note(ending.code, ending.message)
        elif ending.code != "subrequest" and len(self._issues) < 20:
            self._issues.append(Issue(Level.INFO, "subrequest_" + ending.code, ending.message, url))


def _frame(request: Request) -> Frame | None:
    try:
        return request.frame
    except PlaywrightError:  # a window that is only being opened has none yet
        return None


async def _abort(route: Route, why: str) -> None:
    try:
        await route.abort(why)
    except PlaywrightError:  # the page is gone already
        return
