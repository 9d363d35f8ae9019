"""What a page tries beside showing itself: windows, dialogs, downloads, sockets, leading away.

None of it succeeds, each is noted once, and a page that does little else is given up.
"""

from playwright.async_api import BrowserContext, Dialog, Download, Page, WebSocketRoute
from playwright.async_api import Error as PlaywrightError

from crawler.endings import Unreachable
from market.types import Issue, Level

_MOST = 20  # windows, dialogs, downloads and sockets of one page


class Behaviour:
    """Watches one page in its context."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._tried = 0
        self._noted: dict[str, Issue] = {}
        self._context: BrowserContext | None = None
        self.ending: Unreachable | None = None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """One for each thing the page tried."""
        return tuple(self._noted.values())

    async def watch(self, context: BrowserContext) -> Page:
        """A page of this context that gets none of what it tries."""
        self._context = context
        await context.route_web_socket("**/*", self._hang_up)
        page = await context.new_page()
        page.on("dialog", self._dismiss)
        page.on("download", self._refuse)
        context.on("page", self._shut)
        return page

    def note(self, code: str, message: str, place: str = "") -> None:
        """Write down a thing the page did, the first time it does it."""
        self._noted.setdefault(code, Issue(Level.INFO, code, message[:200], place or self._url))

    async def _shut(self, window: Page) -> None:
        await self._try("pop_up_closed", "it opened another window")
        try:
            await window.close()
        except PlaywrightError:  # closed itself first
            return

    async def _dismiss(self, dialog: Dialog) -> None:
        await self._try("dialog_dismissed", f"{dialog.type}: {dialog.message}")
        try:
            await dialog.dismiss()
        except PlaywrightError:  # its page is gone
            return

    async def _refuse(self, download: Download) -> None:
        await self._try("download_refused", f"it sent the file {download.suggested_filename}")

    async def _hang_up(self, socket: WebSocketRoute) -> None:
        await self._try("socket_refused", f"it opened a web socket to {socket.url}")
        try:
            await socket.close()
        except PlaywrightError:  # its page is gone
            return

    async def _try(self, code: str, message: str) -> None:
        """Count it; a page that has tried too often loses its context, and with it everything."""
        self.note(code, message)
        self._tried += 1
        if self._tried == _MOST and self._context is not None:
            self.ending = Unreachable("page_misbehaved", f"more than {_MOST} times: {code}")
            try:
                await self._context.close()
            except PlaywrightError:  # it was being closed already
                return
