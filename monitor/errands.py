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


def manners(settings: Settings) -> Manners:
    """How the crawler behaves, as the operator set it."""
    chosen = settings.crawl
    return Manners(
        contact=chosen.contact,
        user_agent=f"resalewatch/{code_version()}",
        allow_networks=chosen.allow_networks,
        connect_to=chosen.connect_to,
        host_delay_seconds=chosen.host_delay_seconds,
        hosts_at_once=chosen.hosts_at_once,
        request_seconds=chosen.seconds_per_request,
        body_bytes=chosen.bytes_per_page,
        pages_per_visit=chosen.pages_per_visit,
        seconds_per_visit=chosen.seconds_per_visit,
        browser=chosen.browser,
    )
