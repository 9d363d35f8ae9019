"""The circumstances of remembering one visit, and what it has changed so far."""

from dataclasses import dataclass, field
from datetime import date

from storage.views import Tally


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who was visited, in which run, as of which date, and whether absence can be believed."""

    run: str
    visit: str
    source: str  # of a candidate: its key
    url: str
    channel: str | None  # the candidate's key; None when a source was visited
    on: date
    healthy: bool
    moved_to: str = ""


@dataclass(slots=True)
class Count:
    """Counters named like the fields of Tally."""

    values: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, amount: int = 1) -> None:
        """Adds to one counter."""
        self.values[name] = self.values.get(name, 0) + amount

    def tally(self, rows_written: int) -> Tally:
        """The counters as a value."""
        return Tally(**self.values, rows_written=rows_written)
