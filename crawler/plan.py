"""What the crawler process is told on its standard input, and what it answers line by line."""

import re
from dataclasses import dataclass, field

from market.visits import Visit, Visited

# Names that can never belong to anybody (RFC 2606), the only ones we may say where to find.
_RESERVED = re.compile(
    r"(?:\*\.)?(?:[a-z0-9-]+\.)*(?:example|test|invalid|localhost)=[0-9a-fA-F.:\[\]]+:\d{1,5}"
)


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """Who we are, whom we may ask, and how much of their time and ours we take.

    Without a contact only loopback addresses, localhost and ``connect_to`` names are asked.
    """

    contact: str = ""  # mailto: or https: address a site's owner can write to
    user_agent: str = "resalewatch/0.1.0"
    allow_networks: tuple[str, ...] = ()  # networks asked although they are not public
    connect_to: tuple[str, ...] = ()  # "*.example=127.0.0.1:8801", reserved names only
    host_delay_seconds: float = 2.0
    hosts_at_once: int = 32
    request_seconds: float = 30.0
    body_bytes: int = 20_000_000  # before and after decompression
    pages_per_visit: int = 40
    bytes_per_visit: int = 100_000_000
    seconds_per_visit: float = 900.0
    pages_total: int = 100_000
    bytes_total: int = 20_000_000_000
    seconds_total: float = 21_600.0
    icons: bool = True  # a channel's icon is asked last
    browser: bool = True
    browser_path: str = ""  # empty: look for one
    browser_pages: int = 2  # open at the same time
    render_seconds: float = 45.0
    gzip_level: int = 1

    def __post_init__(self) -> None:
        """Refuse settings that would hide who is asking, or point real names elsewhere."""
        if re.search(r"[^\x20-\x7e]", self.contact + self.user_agent):
            raise ValueError("contact and user_agent are printable ASCII")
        if not self.user_agent.startswith("resalewatch"):
            raise ValueError("user_agent starts with resalewatch: we say who we are")
        for entry in self.connect_to:
            if not _RESERVED.fullmatch(entry):
                raise ValueError(f"connect_to is for reserved names (*.example=IP:PORT): {entry!r}")


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """One crawl: its errands, and the archive its pages go to."""

    visits: tuple[Visit, ...]
    archive: str  # a folder
    run: str  # names the WARC file
    settings: CrawlSettings = field(default_factory=CrawlSettings)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is."""

    done: int
    total: int
    pages: int
    bytes: int
    host: str = ""  # one of those being asked now


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the crawler's standard output: exactly one of the two is set."""

    visited: Visited | None = None
    progress: Progress | None = None
