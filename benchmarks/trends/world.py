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

from benchmarks.trends.course import Course, chart
from benchmarks.trends.sellers import LEVEL, Market, Stay, newcomer, stay
from market.statistics.panel import Logs

RETURNS = 0.1  # of newcomers have been here before: the same operator, another spell
SETTLING = 13  # weeks before the first that is seen


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
            at += leaving * (newcomer(market, week) - at)
            usual[week] = at
        early = np.mean([1 - (1 - leaving) ** weeks for weeks in (1, 2, 3, 4)])
        late = np.mean([1 - (1 - leaving) ** weeks for weeks in (1, 2, 3)])
        promoted = market.promoted * early * np.mean(market.promotion)
        dumped = market.dumped * late * np.mean(market.dump)
        moved = np.array([part.total for part in self.course.truth(tier)])
        level: Logs = LEVEL + usual + moved + promoted + dumped
        return level


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
        stays.append(stay(market, course, chance, who, start, weeks))
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
