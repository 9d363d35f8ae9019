"""What the report shows, before anything is drawn: frozen values, already counted and judged."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from market.judgement import Alert, Lead
from market.trends.floors import Floor
from market.types import Access, Basis, Unit


@dataclass(frozen=True, slots=True)
class Dot:
    """One operator's level in a cell: the median over its channels of their median share."""

    operator: str
    share: float


@dataclass(frozen=True, slots=True)
class Level:
    """The shares of one night in one cell. What may be said of them depends on how many they are.

    Five operators and more have a median and a middle half; three and four only show themselves
    (``low`` and ``high`` are then the extremes); fewer are too few to say. ``hollow`` are operators
    whose only prices that night no second read bears out; they are in no other figure here.
    """

    on: date
    operators: int
    channels: int
    median: float | None = None
    low: float | None = None
    high: float | None = None
    dots: tuple[Dot, ...] = ()
    hollow: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something other than a seller that bends a line: a list price, a currency, a new source."""

    on: date
    sign: str  # "L", "FX", "S"
    what: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One provider's access of one kind: tonight's level and how it came there."""

    provider: str
    access: Access
    offers: int
    tonight: Level
    nights: tuple[Level | None, ...]  # None: no run that night
    marks: tuple[Mark, ...] = ()
    moved: float | None = None  # mean log change over a week, operators seen on both nights
    matched: int = 0


@dataclass(frozen=True, slots=True)
class Cheap:
    """The lowest share of list one channel asks for one provider's models."""

    channel: str
    provider: str
    model: str
    listed_as: str
    group: str
    access: Access
    supply: str
    basis: Basis
    unit: Unit
    paid: Decimal
    currency: str
    paid_usd: Decimal
    list_usd: Decimal
    share: float
    since: date
    under_floor: bool
    unread: bool  # its source could not be read tonight: the last known price
    digest: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A channel first listed lately; ``onboarding`` when its source itself was new to us."""

    channel: str
    name: str
    source: str
    onboarding: bool
    first_seen: date
    providers: tuple[str, ...]
    offers: int
    cheapest: Cheap | None
    supplies: tuple[str, ...]
    contacts: int


@dataclass(frozen=True, slots=True)
class Move:
    """What one channel did to its prices for one provider: shown by the middle one of the offers
    that changed, so that seller, list and FX add up to the whole.
    """

    channel: str
    provider: str
    access: Access
    changed: int
    of: int
    listed_as: str
    unit: Unit
    currency_before: str
    currency: str
    paid_before: Decimal
    paid_now: Decimal
    share_before: float
    share_now: float
    since: date  # first night with the new price
    seller: float  # parts of the change of ln(share); they add up to the total
    list_price: float
    fx: float
    total: float


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One row of the channels table."""

    key: str
    name: str
    status: str
    first_listed: date | None
    last_seen: date | None
    sources: tuple[str, ...]
    providers: tuple[str, ...]
    offers: int
    share: float | None  # median of log share over its offers
    settled: bool  # whether a second read bears most of its prices out
    cheapest: float | None
    supplies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """One value of a dimension and how many of all offers have it."""

    name: str
    offers: int
    part: float


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """All issues of one code, with a few to look at."""

    code: str
    level: str
    count: int
    sources: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """How one source fared tonight, against its own past."""

    name: str
    url: str
    outcome: str
    words: str  # what the outcome means; "" where it speaks for itself
    healthy: bool
    pages: int
    listings: int | None
    usual: int | None  # median of its earlier healthy reads
    failures: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One step of the night in counts."""

    title: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Night:
    """What ran and what broke."""

    run: str
    words: str
    figures: tuple[Figures, ...]
    sources: tuple[SourceLine, ...]
    issues: tuple[IssueGroup, ...]
    alerts: tuple[Alert, ...]
    alerts_of_week: tuple[tuple[str, int], ...]  # how many by rule, tonight's among them
    leads: tuple[Lead, ...]  # open ones: the best, and all that tonight opened or updated
    leads_open: int
    leads_tonight: int


@dataclass(frozen=True, slots=True)
class Quality:
    """What the numbers above leave out, and what they stand on."""

    offers: int
    compared: int  # have an official price to be set against
    implausible: int
    unseconded: int  # changed tonight, or for one night: no second read bears their price out
    unread: tuple[str, ...]  # sources that could not be read or believed tonight
    bases: tuple[Portion, ...]
    supplies: tuple[Portion, ...]
    notices: tuple[tuple[str, int], ...]  # unknown models, unset ratios, hidden groups, …


@dataclass(frozen=True, slots=True)
class Market:
    """What is on offer, at what share of the official price, and what changed."""

    channels_known: int
    channels_selling: int
    operators: int
    cells: tuple[Cell, ...]
    newcomers: tuple[Newcomer, ...]  # tonight
    newcomers_of_week: tuple[Newcomer, ...]  # of the nights before, at sources known by then
    moves: tuple[Move, ...]
    shifts: tuple[str, ...]  # list-price and FX changes: they moved everybody at once
    cheapest: tuple[Cheap, ...]
    under_floor: tuple[str, ...]  # channels
    floors: tuple[Floor, ...]  # in force that day; the last is for all who have none of their own
    channels: tuple[ChannelLine, ...]
    candidates: int  # mentioned somewhere, never listed
    apart: tuple[str, ...]  # channels found to sell no model access: in no count
    quality: Quality


@dataclass(frozen=True, slots=True)
class Report:
    """One night and the market as it stood that night."""

    on: date
    night: Night
    market: Market
    summary: tuple[str, ...]
