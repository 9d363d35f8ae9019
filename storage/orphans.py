"""Pages that visits brought and nobody read, as the visits' issues name them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from market.types import Issue, Outcome
from market.visits import Capture, Visited
from market.wire import decode
from storage.tables import VISIT


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that a visit brought and nobody read; ``capture`` None where none came."""

    on: date
    name: str  # of the source, or the key of the candidate
    target: str
    family: str | None  # of the visit
    outcome: Outcome | None
    issue: Issue  # why; its place is the address
    capture: Capture | None


def unread(
    connection: Connection, codes: Collection[str], since: date | None = None
) -> Iterator[Unread]:
    """Each page an issue of these codes speaks of, night by night, the newest first."""
    told = or_(*(VISIT.c.issues.contains(f'"{code}"', autoescape=True) for code in codes))
    found = select(VISIT).where(told).order_by(VISIT.c.on.desc(), VISIT.c.run, VISIT.c.seq)
    if since is not None:
        found = found.where(VISIT.c.on >= since)
    for row in connection.execute(found):
        captures = _captures(decode(row.visited, Visited)) if row.visited else {}
        for issue in decode(row.issues, list[Issue]):
            if issue.code in codes:
                yield Unread(
                    on=row.on,
                    name=row.name,
                    target=row.target,
                    family=row.family,
                    outcome=Outcome(row.outcome) if row.outcome else None,
                    issue=issue,
                    capture=captures.get(issue.place),
                )


def _captures(visited: Visited) -> dict[str, Capture]:
    """Where the pages of a visit are, by the address asked and the one that answered."""
    found: dict[str, Capture] = {}
    for capture in visited.captures:
        for url in (capture.evidence.asked, capture.evidence.url):
            found[url] = capture
    return found
