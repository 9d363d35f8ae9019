"""Which browser to show a page with, and how it is started: with no network of its own."""

import os
import resource
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from crawler.endings import Unreachable

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Nothing resolves and the one proxy does not exist, so that sockets a page opens past our route
# (web sockets of workers, preconnects, WebRTC) lead nowhere.
_NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://nowhere.invalid:1",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
)
_SMALL = ("--disable-dev-shm-usage", "--disable-gpu", "--js-flags=--max-old-space-size=512")

# Data of each of the browser's processes. Scripts' own memory is bounded by a flag above; what they
# hold beside it (buffers, the document itself) by nothing else: a page took 6 GB in four seconds.
_DATA_BYTES = 2 << 30


def find(preferred: str = "", own: str = "") -> str | None:
    """The browser to use: the setting, RESALEWATCH_BROWSER, one of the system's, playwright's."""
    return next((path for path in _candidates(preferred, own) if Path(path).is_file()), None)


def installed() -> str | None:
    """The browser this machine has, Playwright's own included."""
    with sync_playwright() as playwright:
        return find("", playwright.chromium.executable_path)


def _candidates(preferred: str, own: str) -> Iterator[str]:
    chosen = preferred or os.environ.get("RESALEWATCH_BROWSER", "")
    if chosen:  # a choice that does not exist is an error, not a reason to take another
        yield chosen
        return
    yield from (path for name in _NAMES if (path := shutil.which(name)))
    yield own


async def driver() -> Playwright:
    """What drives browsers. Every process it starts inherits a bound on its memory."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = _DATA_BYTES if hard == resource.RLIM_INFINITY else min(_DATA_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    try:
        return await async_playwright().start()
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


async def launch(playwright: Playwright, preferred: str) -> Browser:
    """A running browser; raises Unreachable where there is none or it does not start."""
    path = find(preferred, playwright.chromium.executable_path)
    if path is None:
        raise Unreachable("browser_missing", "no Chromium found; set RESALEWATCH_BROWSER")
    try:
        return await playwright.chromium.launch(
            executable_path=path,
            args=[*_NO_NETWORK, *_SMALL],
            chromium_sandbox=os.geteuid() != 0,  # Chromium's sandbox refuses to start as root
        )
    except PlaywrightError as error:
        raise Unreachable(
            "browser_missing", f"{path} did not start: {error.message[:200]}"
        ) from error


if __name__ == "__main__":
    sys.exit(0 if installed() else 1)
