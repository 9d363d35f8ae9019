"""Everything a request has to pass, put together once for a crawl."""

from functools import partial
from typing import TYPE_CHECKING

from crawler.guard import Guard
from crawler.identity import Headers, identity
from crawler.pace import Pace
from crawler.plan import CrawlSettings
from crawler.robots import PREFIX, Answer, Robots
from crawler.web import Reply, Tally, Web

if TYPE_CHECKING:
    from crawler.render import Renderer


class Gate:
    """robots.txt, the guarded web, and a browser behind both."""

    def __init__(self, settings: CrawlSettings) -> None:
        self._settings = settings
        guard = Guard(
            contact=settings.contact,
            allow_networks=settings.allow_networks,
            connect_to=settings.connect_to,
        )
        self._robots = Robots()
        self._pace = Pace(settings.host_delay_seconds)
        self._guard = guard
        self._web = Web(guard, self._pace, seconds=settings.request_seconds)
        self._renderer: Renderer | None = None

    async def permit(self, url: str, tally: Tally) -> str:
        """The verdict of robots.txt for an address we may ask; raises an Ending for others."""
        host = self._guard.admit(url)
        self._pace.open(host)
        rules = await self._robots.rules(url, partial(self._ask, tally=tally))
        self._pace.slow_down(host, rules.crawl_delay)
        return rules.permit(url)

    async def page(
        self, url: str, headers: Headers, tally: Tally, most: int | None = None
    ) -> Reply:
        """One answer, redirects not followed; ``most``: bytes, where fewer than usual will do."""
        limit = min(most or self._settings.body_bytes, self._settings.body_bytes)
        return await self._web.get(url, headers, tally, limit=limit)

    async def render(self, served: Reply, tally: Tally) -> Reply:
        """The document a browser makes of a page; an answer that is no page comes back as it is."""
        if self._renderer is None:
            from crawler.render import Renderer  # noqa: PLC0415 slow to import, seldom needed

            self._renderer = Renderer(self._web, self.permit, self._settings)
        return await self._renderer.render(served, tally)

    async def close(self) -> None:
        """Let go of connections and browser."""
        if self._renderer is not None:
            await self._renderer.close()
        await self._web.close()

    async def _ask(self, url: str, tally: Tally) -> Answer:
        headers = (*identity(self._settings), ("Accept", "text/plain,*/*;q=0.5"))
        reply = await self._web.get(url, headers, tally, limit=PREFIX, cut=True)
        return Answer(reply.status, reply.header("location"), reply.body)
