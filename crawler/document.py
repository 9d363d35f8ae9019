"""One page gone to, waited for, and taken as it stands."""

import re
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.endings import Unreachable
from crawler.subrequests import Subrequests

_QUIET_MS = 5_000  # how long a page may go on loading before it is taken as it is
_RELOADED = re.compile(r"context was destroyed|find context|navigat")
_TRIES = 3  # to look at a page that reloads itself in that moment

# The document as it stands, None where it is longer than we keep. Asked in a world of its own,
# where the page's scripts have changed nothing.
_AS_TEXT = """(() => {
  const kind = document.doctype, all = document.documentElement;
  const text = (kind ? new XMLSerializer().serializeToString(kind) : "") + (all?.outerHTML ?? "");
  return text.length > LIMIT ? null : text;
})()"""


async def document(page: Page, url: str, parts: Subrequests, limit: int) -> str:
    """What the page has become, at most ``limit`` characters. Raises Unreachable for more."""
    await _go(page, url)
    if await _parsed(page, parts):
        try:
            await page.wait_for_load_state("networkidle", timeout=_QUIET_MS)
        except PlaywrightTimeout:
            parts.note("never_settled", f"taken as it stood after {_QUIET_MS / 1000:g} s")
    for _ in range(_TRIES):
        try:
            return await _as_text(page, limit)
        except PlaywrightError as error:
            if not _RELOADED.search(error.message):
                raise
    raise Unreachable("render_failed", "it reloads itself whenever it is looked at")


async def _go(page: Page, url: str) -> None:
    """Go there, a second time where a busy browser broke it off; the bytes are ours already.

    A page that sends a file the moment it is there breaks off its own coming, though it is there.
    """
    for again in (False, True):
        try:
            await page.goto(url, wait_until="commit")
        except PlaywrightError as error:
            broken_off = "ERR_ABORTED" in error.message
            if broken_off and page.url == url:
                return
            if again or not broken_off:
                raise
        else:
            return


async def _parsed(page: Page, parts: Subrequests) -> bool:
    """Wait until the document is there; False where it led away before, for then it never is."""
    while True:
        try:
            await page.wait_for_load_state("domcontentloaded", timeout=1_000)
        except PlaywrightTimeout:
            if parts.called_off:
                return False
        else:
            return True


async def _as_text(page: Page, limit: int) -> str:
    session = await page.context.new_cdp_session(page)
    try:
        tree = await session.send("Page.getFrameTree")
        frame = {"frameId": tree["frameTree"]["frame"]["id"]}
        world = await session.send("Page.createIsolatedWorld", frame)
        asked = {
            "expression": _AS_TEXT.replace("LIMIT", str(limit)),
            "contextId": world["executionContextId"],
            "returnByValue": True,
        }
        answer = await session.send("Runtime.evaluate", asked)
    finally:
        with suppress(PlaywrightError):
            await session.detach()
    text = answer["result"].get("value")
    if not isinstance(text, str):
        raise Unreachable("body_too_large", f"the rendered page has more than {limit} characters")
    return text
