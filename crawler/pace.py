"""One request at a time for each host, a pause between two, and hosts left alone for the night."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from crawler.endings import Ending, OutOfBudget


class _Host:
    __slots__ = ("crawl_delay", "free_at", "lock")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.free_at = 0.0  # on the monotonic clock
        self.crawl_delay = 0.0


class Pace:
    """Takes turns. The pause is the longer of ours and the host's own Crawl-delay."""

    def __init__(self, host_delay_seconds: float) -> None:
        self._delay = host_delay_seconds
        self._hosts: dict[str, _Host] = {}
        self._closed: dict[str, Ending] = {}

    def slow_down(self, host: str, crawl_delay: float) -> None:
        """Honour a Crawl-delay as a minimum."""
        self._host(host).crawl_delay = crawl_delay

    def close(self, host: str, ending: Ending) -> None:
        """Ask this host nothing more in this crawl."""
        self._closed.setdefault(host, ending)

    def open(self, host: str) -> None:
        """Raise again what closed this host, if anything did."""
        if ending := self._closed.get(host):
            raise type(ending)(ending.code, ending.message)

    @asynccontextmanager
    async def turn(self, host: str, deadline: float, *, part: bool = False) -> AsyncIterator[None]:
        """Hold the host's one connection; raises OutOfBudget if its turn comes after ``deadline``.

        ``part``: what a page being rendered loads follows at once, unless the host names a delay.
        """
        state = self._host(host)
        async with state.lock:
            pause = state.crawl_delay if part else max(self._delay, state.crawl_delay)
            begin = state.free_at + pause
            now = time.monotonic()
            if begin > deadline:
                raise OutOfBudget("time_budget", f"{host} asks for {pause:g} s between requests")
            if begin > now:
                await asyncio.sleep(begin - now)
            try:
                yield
            finally:
                state.free_at = time.monotonic()

    def _host(self, host: str) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = _Host()
        return state
