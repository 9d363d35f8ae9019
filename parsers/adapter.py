"""What every adapter promises. One file or package in ``parsers/sites/``, one folder in
``fixtures/sites/``, no registry.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from market.types import Identifier, Listing, Mention, Page


class Drifted(Exception):
    """The page is ours, but not in a shape we know: a person has to look, nothing is guessed."""


class Blocked(Exception):
    """A challenge, log-in or "disabled" page: an honest outcome, never to be worked around."""


@dataclass(frozen=True, slots=True)
class Link:
    """A same-site address worth one more request. ``vital``: without it a visit says nothing of
    what is on offer, and must not pass for a healthy one. ``optional``: many sites have no such
    page or close it to visitors; refused, missing or of another shape, it leaves the visit as
    good as it was.
    """

    url: str
    why: str
    render: bool = False
    vital: bool = False
    optional: bool = False


class Adapter(Protocol):
    """Reads one family of pages. Pure: no network, disk or clock. Inherit from it explicitly:
    what has a body here need not be written again.
    """

    family: ClassVar[str]
    entry: ClassVar[tuple[str, ...]]
    render: ClassVar[bool] = False
    last_resort: ClassVar[bool] = False  # asked only when no other adapter owns the page
    # Reads markup that any site may carry; where a page bears another family's signs, that one's
    # entry is asked first.
    generic: ClassVar[bool] = False
    # What an HTML page shows of this family although it offers nothing itself; sought in lower
    # case, in the first 200 kB.
    signs: ClassVar[re.Pattern[bytes] | None] = None
    # The family whose dialect this is ("" for none): pages of one visit are joined within a line,
    # and the dialect gives the visit its name.
    dialect_of: ClassVar[str] = ""

    def owns(self, page: Page) -> bool:
        """Whether the page is of this family, by its content; exactly one adapter says yes."""
        ...

    def follow(self, page: Page) -> Iterator[Link]:
        """Same-site addresses worth fetching, bounded (at most four for a structured family)."""
        return iter(())

    def listings(self, page: Page) -> Iterator[Listing]:
        """What the page offers. Raises Drifted or Blocked; never guesses."""
        ...

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Values that say which channels belong together."""
        return iter(())

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Addresses the page names in fields of their own; those in prose are found later."""
        return iter(())

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """All listings of this family in one visit, put together where one page's numbers belong
        to another page's rows (one-hub's group ratios). Called once, after every page was located.
        """
        return listings
