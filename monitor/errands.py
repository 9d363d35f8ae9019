"""The crawler's marching orders, from the settings."""

from collections.abc import Sequence

from crawler.plan import CrawlPlan
from crawler.plan import CrawlSettings as Manners
from market.visits import Visit
from monitor.house import code_version
from monitor.settings import Settings


def crawl_plan(settings: Settings, run_id: str, visits: Sequence[Visit]) -> CrawlPlan:
    """One plan for one crawler process."""
    return CrawlPlan(
        visits=tuple(visits),
        archive=str(settings.store.archive),
        run=run_id,
        settings=manners(settings),
    )
