"""The crawler process: a plan on standard input, visits on standard output.

It lives no longer than its standard input is open, so that no crawl outlives who ordered it.
"""

import gc
import os
import sys
import threading

from scrapy.crawler import AsyncCrawlerProcess

from crawler.announce import Announcer
from crawler.identity import user_agent
from crawler.keep import Keeper
from crawler.plan import CrawlPlan
from crawler.scrapy_settings import scrapy_settings
from crawler.spider import MarketSpider
from market import wire
from storage.archive import ArchiveWriter


def main() -> None:
    """Run the one plan that standard input holds."""
    gc.freeze()  # what is imported stays; looking through it again takes a tenth of the time
    gc.set_threshold(20_000, 50, 100)
    plan = wire.decode(sys.stdin.buffer.readline(), CrawlPlan)
    watch(sys.stdin.fileno())
    about = (
        ("software", plan.settings.user_agent),
        ("http-header-user-agent", user_agent(plan.settings)),
        ("operator", plan.settings.contact),
        ("robots", "strict (RFC 9309)"),
        ("format", "WARC File Format 1.1"),
    )
    with ArchiveWriter(
        plan.archive, plan.run, info=about, level=plan.settings.gzip_level
    ) as writer:
        announcer = Announcer(sys.stdout.buffer, writer)
        announcer.start()
        process = AsyncCrawlerProcess(scrapy_settings(plan.settings))
        process.crawl(MarketSpider, plan=plan, keeper=Keeper(writer), announcer=announcer)
        process.start()
        announcer.finish()


def watch(orders: int) -> None:
    """End this process at once when the other end of ``orders`` is closed."""
    threading.Thread(target=_until_closed, args=(orders,), daemon=True, name="orders").start()


def _until_closed(orders: int) -> None:
    while os.read(orders, 4096):
        continue
    os._exit(3)  # every announced visit is on the disk already


if __name__ == "__main__":
    main()
