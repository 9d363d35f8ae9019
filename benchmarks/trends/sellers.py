"""One operator's stay in the invented market: at what level, at which addresses, for how much."""

from dataclasses import dataclass

import numpy as np

from benchmarks.trends.course import CURRENCIES, TIERS, Course
from market.statistics.panel import Logs

SUPPLIES = {"unknown": 0.7, "stated:official": 0.3}
CHANNELS = {1: 0.8, 2: 0.15, 3: 0.05}  # mirrors and second brands
LEVEL = float(np.log(0.25))  # of those who are there at the start


@dataclass(frozen=True, slots=True)
class Market:
    """What kind of market; prices are natural logarithms of shares of list."""

    operators: int = 40
    weeks: int = 52
    life: float = 20.0  # weeks, geometric
    missed: float = 0.15  # of channels, each week
    errors: float = 0.01  # of observations: a unit or a currency read wrong
    promoted: float = 0.3  # of newcomers, for one to four weeks
    dumped: float = 0.2  # of leavers, in their last one to three weeks
    cheaper: float = 0.6  # newcomers at the end of a year, less than those at its start
    spread: float = 0.35  # between operators' usual levels
    fancy: float = 0.06  # of a new price around its operator's usual level
    memory: float = 0.0  # of that fancy from one price to the next; 1: prices wander for good
    promotion: tuple[float, float] = (-0.28, -0.08)
    dump: tuple[float, float] = (-0.70, -0.22)


@dataclass(frozen=True, slots=True, eq=False)
class Stay:
    """An operator's time in the market, from week ``start`` until it is gone."""

    operator: int
    start: int
    channels: tuple[float, ...]  # what each adds to the operator's price
    currency: str
    supply: str
    tiers: tuple[str, ...]
    asked: Logs  # by tier and week of the stay
    regular: Logs  # the same without promotion and sale


def newcomer(market: Market, week: int) -> float:
    """How much less who comes in that week asks than those of the first week do."""
    return -market.cheaper * max(week, 0) / 52


def stay(
    market: Market, course: Course, chance: np.random.Generator, who: int, start: int, weeks: int
) -> Stay:
    """A stay of so many weeks, seen or not; the same for the same state of ``chance``."""
    currency, supply = _one_of(CURRENCIES, chance), _one_of(SUPPLIES, chance)
    tiers = (TIERS, TIERS, TIERS, TIERS[:1], TIERS[1:])[chance.integers(5)]
    channels = tuple(chance.choice([0.0, chance.normal(0, 0.05)]) for _ in range(_count(chance)))
    seen = min(weeks, market.weeks - start)
    usual = LEVEL + newcomer(market, start) + chance.normal(0, market.spread)
    own = usual + chance.normal(0, 0.1, (len(tiers), 1))
    regular = own + _posted(market, course, chance, currency, start, seen)[_rows(tiers)]
    offered = _promotion(market, chance, weeks) + _dump(market, chance, weeks)
    return Stay(
        who, start, channels, currency, supply, tiers, regular + offered[None, :seen], regular
    )


def _count(chance: np.random.Generator) -> int:
    return int(chance.choice(list(CHANNELS), p=list(CHANNELS.values())))


def _one_of(shares: dict[str, float], chance: np.random.Generator) -> str:
    return str(chance.choice(list(shares), p=list(shares.values())))


def _rows(tiers: tuple[str, ...]) -> list[int]:
    return [TIERS.index(tier) for tier in tiers]


def _posted(
    market: Market,
    course: Course,
    chance: np.random.Generator,
    currency: str,
    start: int,
    weeks: int,
) -> Logs:
    """Sticky prices by tier and week: all of an operator's prices move when it looks at them."""
    money = list(CURRENCIES).index(currency)
    steps = course.list_steps + course.fx_steps[money]
    fancy = chance.normal(0, market.fancy)
    now = course.common[money, :, max(start, 0)] + fancy
    posted = np.empty((len(TIERS), weeks))
    for at in range(weeks):
        week = max(start + at, 0)
        if at and start + at > 0:
            now = now + steps[:, week]
        if at and chance.random() < course.moving[week]:
            fancy = _next(market, fancy, chance)
            now = np.full(len(TIERS), course.target[week] + fancy)
        posted[:, at] = now
    return posted


def _next(market: Market, fancy: float, chance: np.random.Generator) -> float:
    if market.memory == 1:
        return fancy + float(chance.normal(0, market.fancy))
    fresh = market.fancy * float(np.sqrt(1 - market.memory**2))
    return market.memory * fancy + float(chance.normal(0, fresh))


def _promotion(market: Market, chance: np.random.Generator, weeks: int) -> Logs:
    off, last = np.zeros(weeks), int(chance.integers(1, 5))
    if chance.random() < market.promoted:
        off[:last] = chance.uniform(*market.promotion)
    return off


def _dump(market: Market, chance: np.random.Generator, weeks: int) -> Logs:
    off, last = np.zeros(weeks), int(chance.integers(1, 4))
    if chance.random() < market.dumped:
        off[-last:] = chance.uniform(*market.dump)
    return off
