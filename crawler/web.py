"""The one way to the network: every request passes the guard, takes its host's turn, is counted
and is cut off at its limits. Pages, robots.txt and what a browser asks for all come through here.

Proxies named in the environment are ignored on purpose: behind one, the guard would check the
proxy's address instead of the site's. TLS certificates are verified. No cookie is kept.
"""

import asyncio
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass

import aiohttp

from crawler.endings import Ending, Refused, Unreachable, Walled
from crawler.guard import Guard, GuardedResolver
from crawler.pace import Pace
from market.types import Issue

Headers = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Tally:
    """What one errand has used up, and until when it may run (monotonic clock)."""

    deadline: float
    requests: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came, decompressed. ``rendered``: the body is the browser's document."""

    url: str
    status: int
    headers: Headers
    body: bytes
    rendered: bool = False
    served_digest: str = ""  # of what the server sent, where that is not the body
    issues: tuple[Issue, ...] = ()

    def header(self, name: str) -> str:
        """The first header of this name, "" if there is none."""
        name = name.lower()
        return next((value for key, value in self.headers if key.lower() == name), "")


class Web:
    """Sends GET requests, politely."""

    def __init__(self, guard: Guard, pace: Pace, *, seconds: float) -> None:
        self.guard, self.pace = guard, pace
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    async def get(
        self,
        url: str,
        headers: Iterable[tuple[str, str]],
        tally: Tally,
        *,
        limit: int,
        cut: bool = False,
        part: bool = False,
    ) -> Reply:
        """One answer, redirects not followed. Raises an Ending when none comes.

        A body over ``limit`` ends the request, or is cut there if ``cut`` says so.
        ``part``: asked for by a page that is being rendered.
        """
        host = self.guard.admit(url)
        self.pace.open(host)
        async with self.pace.turn(host, tally.deadline, part=part):
            self.pace.open(host)
            tally.requests += 1
            reply = await self._exchange(url, headers, tally, limit, cut)
        self._heed(host, reply)
        return reply

    async def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _exchange(
        self, url: str, headers: Iterable[tuple[str, str]], tally: Tally, limit: int, cut: bool
    ) -> Reply:
        seconds = max(min(self._seconds, tally.deadline - time.monotonic()), 0.1)
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=min(10.0, seconds))
        try:
            async with self._open().get(
                url, headers=dict(headers), timeout=timeout, allow_redirects=False
            ) as response:
                body, longer = await _body(response, limit)
                tally.bytes += len(body)
                if longer and not cut:
                    raise Unreachable("body_too_large", f"more than {limit} bytes")
                told = tuple(response.headers.items())
                return Reply(url, response.status, told, body[:limit])
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise _ending(error, seconds) from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=GuardedResolver(self.guard),
                socket_factory=self.guard.socket,
                happy_eyeballs_delay=None,  # one address after the other: a refusal is not raced
                limit=0,  # the pace sets the limit: one for each host
                ssl=ssl.create_default_context(),
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                skip_auto_headers=("User-Agent", "Accept"),
            )
            # One second try is ours to make; aiohttp would add its own to each of the two.
            self._session._retry_connection = False
        return self._session

    def _heed(self, host: str, reply: Reply) -> None:
        """429 and 503 ask for quiet: this host is left alone for the rest of the night."""
        if reply.status in {429, 503}:
            wait = reply.header("retry-after")
            said = f"answered {reply.status}" + (f", Retry-After: {wait}" if wait else "")
            kind = Walled if reply.status == 429 else Unreachable
            self.pace.close(host, kind(f"http_{reply.status}", said))


async def _body(response: aiohttp.ClientResponse, limit: int) -> tuple[bytes, bool]:
    """The body, and whether it is longer than the limit; what is over it is never read."""
    parts: list[bytes] = []
    size = 0
    async for part in response.content.iter_any():
        parts.append(part)
        size += len(part)
        if size > limit:
            response.close()
            return b"".join(parts), True
    return b"".join(parts), False


# The first that fits names what went wrong; TLS errors are connection errors too, and so on.
_CAUSES: tuple[tuple[tuple[type[Exception], ...], type[Ending], str], ...] = (
    ((aiohttp.ClientConnectorDNSError,), Unreachable, "dns"),
    ((aiohttp.ClientSSLError,), Unreachable, "tls"),
    ((aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError), Unreachable, "connect"),
    ((TimeoutError, asyncio.TimeoutError), Unreachable, "timeout"),
    ((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError), Unreachable, "reset"),
    ((aiohttp.ClientPayloadError,), Unreachable, "cut_short"),
    ((aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError), Refused, "address"),
)


def _ending(error: Exception, seconds: float) -> Ending:
    said = str(error)[:300] or type(error).__name__
    for types, kind, code in _CAUSES:
        if isinstance(error, types):
            return kind(code, f"{said} ({seconds:.0f} s)" if code == "timeout" else said)
    return Unreachable("bad_http", said)
