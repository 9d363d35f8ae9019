"""A page as a browser shows it. The browser has no network: what it asks for is fetched by us,
behind the same guard, robots.txt and pace, and handed to it.
"""

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import replace

from playwright.async_api import Browser, BrowserContext, Playwright
from playwright.async_api import Error as PlaywrightError

from crawler.browser import driver, launch
from crawler.document import document
from crawler.endings import Unreachable
from crawler.identity import user_agent
from crawler.plan import CrawlSettings
from crawler.subrequests import Permit, Subrequests
from crawler.web import Reply, Tally, Web
from market.types import Issue


class Renderer:
    """Starts one browser when first needed; every page has a context of its own."""

    def __init__(self, web: Web, permit: Permit, settings: CrawlSettings) -> None:
        self._web, self._permit, self._settings = web, permit, settings
        self._pages = asyncio.Semaphore(settings.browser_pages)
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def render(self, main: Reply, tally: Tally) -> Reply:
        """The page after its scripts ran. What is not a web page comes back as it was served."""
        limit = self._settings.body_bytes
        if main.status != 200 or "html" not in main.header("content-type"):
            return main
        async with self._pages:
            shown, issues = await self._tried(main, tally)
        body = shown.encode("utf-8", "replace")
        if len(body) > limit:
            raise Unreachable("body_too_large", f"the rendered page has more than {limit} bytes")
        kept = tuple(pair for pair in main.headers if pair[0].lower() != "content-type")
        return replace(
            main,
            headers=(*kept, ("Content-Type", "text/html; charset=utf-8")),
            body=body,
            rendered=True,
            served_digest=hashlib.sha256(main.body).hexdigest(),
            issues=issues,
        )

    async def close(self) -> None:
        """Stop the browser, if one was started."""
        browser, self._browser = self._browser, None
        driver, self._playwright = self._playwright, None
        with suppress(PlaywrightError, TimeoutError, OSError):
            async with asyncio.timeout(10):
                if browser is not None:
                    await browser.close()
        with suppress(PlaywrightError, TimeoutError, OSError):
            async with asyncio.timeout(10):
                if driver is not None:
                    await driver.stop()

    async def _tried(self, main: Reply, tally: Tally) -> tuple[str, tuple[Issue, ...]]:
        """The page shown, a second time where the browser died: of another page, more often."""
        for again in (False, True):
            parts = Subrequests(main, self._web, self._permit, tally, self._settings)
            try:
                return await self._show(main, parts), parts.issues
            except Unreachable as ending:
                ending.noted = parts.issues
                if again or ending.code != "browser_died":
                    raise
        raise AssertionError("the second try returns or raises")

    async def _show(self, main: Reply, parts: Subrequests) -> str:
        context = await self._context()
        try:
            async with asyncio.timeout(self._settings.render_seconds):
                page = await parts.attach(context)
                return await document(page, main.url, parts, self._settings.body_bytes)
        except TimeoutError as error:
            said = f"not shown within {self._settings.render_seconds:g} s"
            raise parts.ending or Unreachable("render_timeout", said) from error
        except PlaywrightError as error:
            raise parts.ending or _broken(error) from error
        finally:
            await self._discard(context)

    async def _context(self) -> BrowserContext:
        """A context for one page; a browser that cannot give one is replaced, once."""
        try:
            return await self._opened(await self._started())
        except (PlaywrightError, TimeoutError):
            await self.close()
        try:
            return await self._opened(await self._started())
        except (PlaywrightError, TimeoutError) as error:
            raise Unreachable("browser_died", f"a new one does no better: {error}"[:200]) from error

    async def _opened(self, browser: Browser) -> BrowserContext:
        async with asyncio.timeout(30):
            return await browser.new_context(
                user_agent=user_agent(self._settings),
                service_workers="block",
                accept_downloads=False,
            )

    async def _started(self) -> Browser:
        if not self._settings.browser:
            raise Unreachable("browser_off", "this page needs a browser and settings allow none")
        async with self._starting:
            if self._browser is not None and not self._browser.is_connected():
                await self.close()  # its driver may be gone with it
            if self._playwright is None:
                self._playwright = await driver()
            if self._browser is None:
                try:
                    self._browser = await launch(self._playwright, self._settings.browser_path)
                except Unreachable:
                    await self.close()
                    raise
            return self._browser

    async def _discard(self, context: BrowserContext) -> None:
        """Close a page's context; a browser that cannot do even that is replaced."""
        try:
            async with asyncio.timeout(10):
                await context.unroute_all(behavior="ignoreErrors")
                await context.close()
        except (TimeoutError, PlaywrightError):
            await self.close()


def _broken(error: PlaywrightError) -> Unreachable:
    said = error.message.lower()
    gone = "browser_died" if "closed" in said else "render_failed"
    return Unreachable("renderer_crashed" if "crash" in said else gone, error.message[:200])
