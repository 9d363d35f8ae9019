"""The one spider: as many hosts at a time as settings say, one visit after another on each."""

import asyncio
import time
import traceback
from collections import deque
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.parse import urlsplit

import scrapy

from crawler.announce import Announcer
from crawler.errand import Errand, Totals
from crawler.fetch import Fetcher
from crawler.gate import Gate
from crawler.keep import Keeper
from crawler.plan import CrawlPlan, Progress
from market.types import Issue, Level, Outcome
from market.visits import Visit, Visited


class MarketSpider(scrapy.Spider):
    """Runs every errand of a plan and announces each one. Understands nothing itself."""

    name = "market"

    def __init__(self, plan: CrawlPlan, keeper: Keeper, announcer: Announcer) -> None:
        super().__init__()
        self.plan, self.keeper, self.announcer = plan, keeper, announcer
        self.gate = Gate(plan.settings)
        self.totals = Totals(time.monotonic() + plan.settings.seconds_total)
        self.done = 0

    async def start(self) -> AsyncIterator[Any]:
        """Walk all hosts, then say how far it went.

        Requests go through the engine's downloader, not its scheduler.
        """
        hosts = by_host(self.plan.visits)
        workers = min(self.plan.settings.hosts_at_once, len(hosts))
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(self._work(hosts))
        yield self._progress()

    async def _work(self, hosts: deque[list[Visit]]) -> None:
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("the engine runs the spider, never the other way round")
        fetcher = Fetcher(engine.download_async, self.plan.settings)
        while hosts:
            for visit in hosts.popleft():
                host = urlsplit(visit.url).netloc
                self.announcer.progress(self._progress(host))
                self.announcer.visited(await self._errand(visit, fetcher))
                self.done += 1
                self.announcer.progress(self._progress(host))

    async def _errand(self, visit: Visit, fetcher: Fetcher) -> Visited:
        errand = Errand(visit, fetcher, self.keeper, self.plan.settings, self.totals)
        try:
            return await errand.run()
        except Exception:  # noqa: BLE001 the border of one visit: a fault in it must not take the night
            issue = Issue(Level.ERROR, "crawler_fault", traceback.format_exc()[-2000:], visit.url)
            return Visited(visit.id, Outcome.UNREACHABLE, visit.family, issues=(issue,))

    def _progress(self, host: str = "") -> Progress:
        totals = self.totals
        return Progress(self.done, len(self.plan.visits), totals.pages, totals.bytes, host)


def by_host(visits: Iterable[Visit]) -> deque[list[Visit]]:
    """Visits of one host together, hosts in the order they first come."""
    hosts: dict[str, list[Visit]] = {}
    for visit in visits:
        hosts.setdefault((urlsplit(visit.url).hostname or visit.url).lower(), []).append(visit)
    return deque(hosts.values())
