"""A page as a browser shows it. The browser has no network: what it asks for is fetched by us,
behind the same guard, robots.txt and pace, and handed to it.
"""

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import replace

from playwright.async_api import Browser, BrowserContext, Page, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.browser import launch
from crawler.endings import Unreachable
from crawler.identity import user_agent
from crawler.plan import CrawlSettings
from crawler.subrequests import Permit, Subrequests
from crawler.web import Reply, Tally, Web

_QUIET_MS = 5_000  # how long a page may go on loading before it is taken as it is


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
        parts = Subrequests(main, self._web, self._permit, tally, self._settings)
        async with self._pages:
            body = (await self._show(main, parts)).encode("utf-8", "replace")
        if len(body) > limit:
            raise Unreachable("body_too_large", f"the rendered page has more than {limit} bytes")
        kept = tuple(pair for pair in main.headers if pair[0].lower() != "content-type")
        return replace(
            main,
            headers=(*kept, ("Content-Type", "text/html; charset=utf-8")),
            body=body,
            rendered=True,
            served_digest=hashlib.sha256(main.body).hexdigest(),
            issues=tuple(parts.issues),
        )

    async def close(self) -> None:
        """Stop the browser, if one was started."""
        with suppress(PlaywrightError):
            if self._browser is not None:
                await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()
        self._browser = self._playwright = None

    async def _show(self, main: Reply, parts: Subrequests) -> str:
        browser = await self._started()
        context: BrowserContext | None = None
        try:
            async with asyncio.timeout(self._settings.render_seconds):
                context = await browser.new_context(
                    user_agent=user_agent(self._settings),
                    service_workers="block",
                    accept_downloads=False,
                )
                page = await parts.attach(context)
                return await _document(page, main.url)
        except TimeoutError as error:
            said = f"not shown within {self._settings.render_seconds:g} s"
            raise Unreachable("render_timeout", said) from error
        except PlaywrightError as error:
            code = "renderer_crashed" if "crash" in error.message.lower() else "render_failed"
            raise Unreachable(code, error.message[:200]) from error
        finally:
            await self._discard(context)

    async def _started(self) -> Browser:
        if not self._settings.browser:
            raise Unreachable("browser_off", "this page needs a browser and settings allow none")
        async with self._starting:
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            if self._browser is None or not self._browser.is_connected():
                self._browser = await launch(self._playwright, self._settings.browser_path)
            return self._browser

    async def _discard(self, context: BrowserContext | None) -> None:
        """Close a page's context; a browser that cannot do even that is replaced."""
        if context is None:
            return
        try:
            async with asyncio.timeout(10):
                await context.unroute_all(behavior="ignoreErrors")
                await context.close()
        except (TimeoutError, PlaywrightError):
            broken, self._browser = self._browser, None
            if broken is not None:
                with suppress(PlaywrightError, TimeoutError):
                    async with asyncio.timeout(10):
                        await broken.close()


async def _document(page: Page, url: str) -> str:
    await page.goto(url, wait_until="domcontentloaded")
    with suppress(PlaywrightTimeout):
        await page.wait_for_load_state("networkidle", timeout=_QUIET_MS)
    return await page.content()
