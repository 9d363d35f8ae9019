"""Scrapy as we run it: without its reactor, its doors, and the parts that we do ourselves."""

from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter

from crawler.plan import CrawlSettings

_OURS = "crawler.download.GuardedDownload"


def scrapy_settings(settings: CrawlSettings) -> dict[str, Any]:
    """What Scrapy is started with."""
    return {
        "TWISTED_REACTOR_ENABLED": False,
        "ASYNCIO_EVENT_LOOP": _loop(),
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,  # runs Python that is sent to a port
        "ROBOTSTXT_OBEY": True,  # by StrictRobots below
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "RETRY_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        # Cookies, proxies from the environment, retries, redirects, log-ins: nothing by itself. Its
        # own robots.txt middleware reads 5xx as an open door.
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {"crawler.download.StrictRobots": 100},
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": _OURS, "https": _OURS},
        "CONCURRENT_REQUESTS": settings.hosts_at_once,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        # The pause between requests is the pace's, which knows Crawl-delay and sub-requests.
        "DOWNLOAD_DELAY": 0,
        "USER_AGENT": settings.user_agent,
        "LOG_LEVEL": "WARNING",
        "LOG_FORMATTER": "crawler.scrapy_settings.Silent",
        "STATS_DUMP": False,
    }


def _loop() -> str | None:
    try:
        import uvloop  # noqa: F401, PLC0415 not there on Windows
    except ImportError:
        return None
    return "uvloop.Loop"


class Silent(LogFormatter):
    """Our own lines say what was fetched."""

    def crawled(  # type: ignore[override] # None is how Scrapy documents saying nothing
        self, request: Request, response: Response, spider: Spider
    ) -> None:
        """Say nothing."""
