"""What an edition shows, before anything is drawn: frozen values, already counted and judged."""

from dataclasses import dataclass
from datetime import date

from market.trends.cells import Cell
from market.trends.published import Parts, Published
from reports.edition.span import Span
from reports.edition.tabled import Table
from reports.model import Dot, Mark


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long one period is, in days and in words; all periods of the series, oldest first."""

    days: int  # 7, or 1 where each night is a period of its own
    one: str  # "week" or "night"
    periods: tuple[date, ...]
    read: tuple[date, ...] = ()  # of them, those of which anything was published

    def earlier(self, period: date, number: int) -> date | None:
        """So many periods before, as changes count: silent ones do not; None before the first."""
        at = self.read.index(period) - number
        return self.read[at] if at >= 0 else None

    def across(self, period: date, number: int) -> int:
        """Over how many periods of the calendar a change of so many reaches."""
        since = self.earlier(period, number)
        return number if since is None else (period - since).days // self.days

    @property
    def many(self) -> str:
        """weeks, nights."""
        return f"{self.one}s"

    def counted(self, number: int) -> str:
        """1 week, 4 weeks."""
        return f"{number} {self.one if number == 1 else self.many}"


@dataclass(frozen=True, slots=True)
class Point:
    """One cell in one period: what was published of it, and what lies beneath."""

    told: Published
    dots: tuple[Dot, ...] = ()
    unknown: float | None = None  # share of operators whose supply origin nobody states

    @property
    def index(self) -> float | None:
        """100 at the base; None in a gap."""
        return self.told.index

    @property
    def left_out(self) -> float | None:
        """The share of observations that a rule kept out; None where none was read."""
        return self.told.excluded.part

    @property
    def imputed(self) -> bool:
        """Whether the index moved with the wider cell, for want of operators of its own."""
        return "imputed" in self.told.flags

    @property
    def provisional(self) -> bool:
        """Whether the number may still change."""
        return "provisional" in self.told.flags


@dataclass(frozen=True, slots=True)
class Panel:
    """One cell's way through the periods; None where nothing was read."""

    cell: Cell
    points: tuple[Point | None, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def last(self) -> Point | None:
        """The newest period's point."""
        return self.points[-1] if self.points else None


@dataclass(frozen=True, slots=True)
class Split:
    """A cell's change over some periods and whose doing it is."""

    cell: Cell
    periods: int  # silent ones included
    parts: Parts
    low: float | None  # 95 % interval of the whole
    high: float | None
    operators: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure at the head of the page."""

    name: str
    figure: str
    under: tuple[str, ...]
    way: tuple[float | None, ...] = ()  # the index, period by period


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what to know before reading on, sentences and tables; else ``why_not``."""

    id: str
    title: str
    note: str = ""
    tables: tuple[Table, ...] = ()
    why_not: str = ""
    points: tuple[str, ...] = ()
    headline: str = ""  # what of it belongs into the summary
    short: str = ""  # the title where room is scarce


@dataclass(frozen=True, slots=True)
class Edition:
    """A week or a month of the market."""

    span: Span
    on: date  # the last night that entered
    rhythm: Rhythm
    summary: tuple[str, ...]
    tiles: tuple[Tile, ...]
    splits: Table | None
    shifts: tuple[str, ...]  # what moved everybody at once, and what we changed ourselves
    movers: Table | None
    over: str  # how long the movers' window is
    waiting: str  # what an index lacks, as long as there is none
    markets: tuple[Panel, ...]
    providers: tuple[Panel, ...]
    sections: tuple[Section, ...]
    quality: Section
