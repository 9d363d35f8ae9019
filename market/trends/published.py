"""Numbers about a cell in a period as they are published, once and for ever within a vintage."""

from dataclasses import dataclass, field
from datetime import date
from math import exp

from market.trends.cells import Cell


@dataclass(frozen=True, slots=True)
class Level:
    """Where a cell stands: shares of list over operators. Which figures are there depends on how
    many operators there are: 5 for mean, interval and quartiles, 3 for the extremes.
    """

    operators: int
    channels: int
    rows: int
    mean: float | None = None  # geometric
    low: float | None = None  # 95 % interval of the mean
    high: float | None = None
    median: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    lowest: float | None = None  # the lowest and the highest operator
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A log change and whose doing it is; the three add up to it."""

    seller: float
    list_price: float
    fx: float

    @property
    def total(self) -> float:
        """The log change itself."""
        return self.seller + self.list_price + self.fx

    def __add__(self, other: "Parts") -> "Parts":
        """One change after the other."""
        return Parts(
            self.seller + other.seller, self.list_price + other.list_price, self.fx + other.fx
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A log change of the index over several periods, with its 95 % interval."""

    periods: int
    log: float
    low: float | None  # None: too few operators for an interval
    high: float | None
    operators: int  # matched


@dataclass(frozen=True, slots=True)
class Excluded:
    """Quotes that were read and not used, by rule, in the order of the rules."""

    read: int = 0  # observations of the period before any rule
    implausible: int = 0
    confused: int = 0  # off by a factor that a wrong unit or currency makes
    fenced: int = 0
    dumped: int = 0  # of the window's: sold off before they vanished
    operators: int = 0  # touched by any rule
    unsettled: int = 0  # of the window's: young moves and opening offers, not in the index yet

    @property
    def part(self) -> float | None:
        """The share of the period's observations that a rule left out; None where none was read.

        Dumped and unsettled ones are the whole window's and do not count here.
        """
        out = self.implausible + self.confused + self.fenced
        return out / self.read if self.read else None


@dataclass(frozen=True, slots=True)
class Published:
    """One cell in one period. ``moved`` is the way from the index's base to here: 100·exp(total).

    ``flags``: few_operators, imputed (the parent's movement), provisional, reweighted, little_read
    (much fewer channels were read than usual: a failed crawl, not a quiet market).
    """

    cell: Cell
    period: date
    level: Level
    matched: int = 0  # operators on the newest link
    moved: Parts | None = None  # None: a gap, not a guess
    link: Parts | None = None  # since the period before
    change: Change | None = None  # over four periods
    dummy: float | None = None  # the time-product dummy's log change over the same four periods
    excluded: Excluded = field(default_factory=Excluded)
    flags: tuple[str, ...] = ()

    @property
    def index(self) -> float | None:
        """100 at the base; None for a gap."""
        return None if self.moved is None else 100 * exp(self.moved.total)

    @property
    def ribbon(self) -> tuple[float, float] | None:
        """Where the index would stand at either end of its change's interval; None without one."""
        index, change = self.index, self.change
        if index is None or change is None or change.low is None or change.high is None:
            return None
        return index * exp(change.low - change.log), index * exp(change.high - change.log)


@dataclass(frozen=True, slots=True)
class PublishedPeriod:
    """A period that was told, and how much was read in it; without any reading it is no period."""

    period: date
    final: bool  # never reckoned again in its vintage
    channels: int  # of which anything was observed
    usual: int | None  # the median over the periods before; None while there are too few

    @property
    def little_read(self) -> bool:
        """Whether much less was read than usual."""
        return self.usual is not None and 2 * self.channels < self.usual


@dataclass(frozen=True, slots=True)
class Vintage:
    """All numbers reckoned from one state of the memory by one method. Never revised: a parser fix
    makes a new vintage.
    """

    id: int
    made_on: date  # the night
    method: str  # "index/1": grows when meaning changes
    periods: str  # "week" or "night"
    reason: str


@dataclass(frozen=True, slots=True)
class Weight:
    """What a cell counts within its parent in one year, fixed before the year begins."""

    year: int
    cell: Cell
    weight: float
    how: str  # "declared", or "operators": the mean number active in the year before


@dataclass(frozen=True, slots=True)
class Revision:
    """A number that two vintages tell differently."""

    cell: Cell
    period: date
    what: str  # "median", "index"
    before: float | None
    after: float | None
