"""The invented market: who sells, for how long, what they ask, and what the level in truth is.

Made like the simulation of the statistician's note: lives of 20 weeks on average, promotions at the
start, sales before the end, newcomers who ask less and less than those who are there, prices of
which more than half stand still in a week. A week's number of operators is always the same: who
leaves makes room. Shares are guesses of a market's order, stated once, here; chosen so that the
note's table comes out (chained Jevons 0.1 too low after a year), not so that ours looks well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.trends.course import CURRENCIES, TIERS, Course, chart
from market.statistics.panel import Logs

SUPPLIES = {"unknown": 0.7, "stated:official": 0.3}
CHANNELS = {1: 0.8, 2: 0.15, 3: 0.05}  # mirrors and second brands
RETURNS = 0.1  # of newcomers have been here before: the same operator, another spell
SETTLING = 13  # weeks before the first that is seen


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


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A market, its year and everybody who was there."""

    market: Market
    course: Course
    stays: tuple[Stay, ...]

    def level(self, tier: str = "*") -> Logs:
        """The mean log share asked in each week by an endless number of such operators."""
        market, leaving = self.market, 1 / self.market.life
        usual, at = np.zeros(market.weeks), 0.0
        for week in range(1, market.weeks):
            at += leaving * (_newcomer(market, week) - at)
            usual[week] = at
        early = np.mean([1 - (1 - leaving) ** weeks for weeks in (1, 2, 3, 4)])
        late = np.mean([1 - (1 - leaving) ** weeks for weeks in (1, 2, 3)])
        promoted = market.promoted * early * np.mean(market.promotion)
        dumped = market.dumped * late * np.mean(market.dump)
        moved = np.array([part.total for part in self.course.truth(tier)])
        level: Logs = LEVEL + usual + moved + promoted + dumped
        return level


LEVEL = float(np.log(0.25))


def make(market: Market, seed: int) -> World:
    """The same world for the same market and seed."""
    chance = np.random.default_rng(seed)
    course = chart(market.weeks, chance)
    lives = sorted(_lives(market, chance))
    stays: list[Stay] = []
    ends: dict[int, int] = {}  # of operators, in the order in which they came
    for number, (start, weeks) in enumerate(lives):
        known = _returning(ends, start) if chance.random() < RETURNS else None
        who = number if known is None else known
        stays.append(_stay(market, course, chance, who, start, weeks))
        ends[who] = start + weeks
    return World(market, course, tuple(stays))


def _lives(market: Market, chance: np.random.Generator) -> Iterator[tuple[int, int]]:
    for _ in range(market.operators):
        start = -SETTLING
        while start < market.weeks:
            weeks = int(chance.geometric(1 / market.life))
            yield start, weeks
            start += weeks


def _returning(ends: dict[int, int], start: int) -> int | None:
    """Who left long enough ago for a new spell, and is not back yet."""
    return next((who for who, end in ends.items() if 6 <= start - end <= 12), None)


def _newcomer(market: Market, week: int) -> float:
    return -market.cheaper * max(week, 0) / 52


def _stay(
    market: Market, course: Course, chance: np.random.Generator, who: int, start: int, weeks: int
) -> Stay:
    currency, supply = _one_of(CURRENCIES, chance), _one_of(SUPPLIES, chance)
    tiers = (TIERS, TIERS, TIERS, TIERS[:1], TIERS[1:])[chance.integers(5)]
    channels = tuple(chance.choice([0.0, chance.normal(0, 0.05)]) for _ in range(_count(chance)))
    seen = min(weeks, market.weeks - start)
    usual = LEVEL + _newcomer(market, start) + chance.normal(0, market.spread)
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
