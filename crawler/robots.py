"""robots.txt by RFC 9309, strictly: what cannot be read is a closed door.

Scrapy's own middleware reads 5xx, 429, 403 and dropped connections as an open one.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from scrapy.robotstxt import ProtegoRobotParser

from crawler.endings import Denied, Ending, OutOfBudget, Refused

PREFIX = 500 * 1024  # bytes of a robots.txt that count
_NAME = "resalewatch"
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said when asked for robots.txt; the body is cut at PREFIX."""

    status: int
    location: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin lets us do. ``closed`` says why nothing may be asked there."""

    verdict: str = ""
    closed: Ending | None = None
    parser: ProtegoRobotParser | None = None
    crawl_delay: float = 0.0

    def permit(self, url: str) -> str:
        """The verdict for an address we may ask; raises Denied for others."""
        if self.closed:
            raise type(self.closed)(self.closed.code, self.closed.message)
        if self.parser and not self.parser.allowed(url, _NAME):
            raise Denied("robots_denied", f"robots.txt denies {urlsplit(url).path or '/'}")
        return self.verdict


Ask = Callable[[str], Awaitable[Answer]]


class Robots:
    """Asks each origin once in a crawl; several that want to know wait for the same answer."""

    def __init__(self) -> None:
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    async def rules(self, url: str, ask: Ask) -> Rules:
        """The rules of an address's origin."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        known = self._rules.get(origin)
        if known is None:
            known = self._rules[origin] = asyncio.ensure_future(read_rules(origin, ask))
        if known.done() and not known.exception():
            return known.result()
        try:
            return await asyncio.shield(known)
        except OutOfBudget:  # the asker's trouble, not the site's: the next one asks again
            self._rules.pop(origin, None)
            raise


async def read_rules(origin: str, ask: Ask) -> Rules:
    """Fetch and judge the robots.txt of an origin, over at most five redirects."""
    url = origin + "/robots.txt"
    for hop in range(6):
        try:
            answer = await ask(url)
        except Refused as ending:
            if hop == 0:
                return Rules(closed=ending)
            return _closed("robots.txt leads to an address we do not visit")
        except OutOfBudget:
            raise
        except Ending as ending:
            return Rules(closed=_unread(ending))
        if answer.status not in _REDIRECTS or not answer.location:
            return judge(answer)
        url = urljoin(url, answer.location)
    return _closed("robots.txt redirects more than five times")


def judge(answer: Answer) -> Rules:
    """The rules an answer amounts to."""
    status = answer.status
    if status in {401, 403, 429}:
        return _closed(f"robots.txt answered {status}")
    if 400 <= status < 500:
        return Rules(f"allowed: no robots.txt ({status})")
    if not 200 <= status < 300:
        return _closed(f"robots.txt answered {status}")
    return parse(answer.body)


def parse(body: bytes) -> Rules:
    """Rules as text. A web page in their place seldom holds any, which is noted."""
    body = body[:PREFIX]
    parser = ProtegoRobotParser(body, None)
    web_page = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    digest = hashlib.sha256(body).hexdigest()[:16]
    return Rules(
        verdict=f"allowed: robots.txt {'is a web page, ' if web_page else ''}sha256:{digest}",
        parser=parser,
        crawl_delay=max(parser.crawl_delay(_NAME) or 0.0, 0.0),
    )


def _closed(message: str) -> Rules:
    return Rules(closed=Denied("robots_closed", message))


def _unread(ending: Ending) -> Ending:
    """A host that cannot be found or connected to is unreachable; one that is there but does not
    give its robots.txt has closed the door.
    """
    if ending.code in {"dns", "connect", "tls"}:
        return ending
    return Denied("robots_closed", f"robots.txt could not be read ({ending.message})")
