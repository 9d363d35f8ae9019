"""What a crawler sees of the invented market: a row per channel, leaf and week, some missed, some
with a price of which the unit or the currency was read wrong.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from benchmarks.trends.course import CURRENCIES, TIERS
from benchmarks.trends.sellers import Stay
from benchmarks.trends.world import World
from market.trends.cells import Cell
from market.trends.observation import Observation

FIRST = date(2025, 1, 6)  # a Monday
CONFUSED = (7.2, 10.0, 100.0, 1000.0)
PROVIDER = Cell("relay_api", "tokens", "anthropic")


def weeks_of(world: World) -> list[date]:
    """The Mondays of the year."""
    return [FIRST + timedelta(weeks=week) for week in range(world.market.weeks)]


def seen(world: World, seed: int) -> list[Observation]:
    """All that was read, week by week; the same for the same world and seed."""
    chance = np.random.default_rng((seed, 1))
    rows = [row for stay in world.stays for row in _of(world, stay, chance)]
    return sorted(rows, key=lambda row: (row.period, row.channel, row.cell))


def _of(world: World, stay: Stay, chance: np.random.Generator) -> Iterator[Observation]:
    market = world.market
    sizes = [int(chance.geometric(0.05)) for _ in stay.channels]  # rows behind one observation
    for at in range(max(0, -stay.start), stay.asked.shape[1]):
        for place, (extra, rows) in enumerate(zip(stay.channels, sizes, strict=True)):
            if chance.random() < market.missed:
                continue
            for row, tier in enumerate(stay.tiers):
                slip = _slip(chance) if chance.random() < market.errors else 0.0
                asked = float(stay.asked[row, at]) + extra + slip
                yield _observation(world, stay, stay.start + at, place, tier, asked, rows)


def _slip(chance: np.random.Generator) -> float:
    return float(np.log(chance.choice(CONFUSED)) * chance.choice([-1, 1]))


def _observation(
    world: World, stay: Stay, week: int, place: int, tier: str, asked: float, rows: int
) -> Observation:
    course, money = world.course, list(CURRENCIES).index(stay.currency)
    return Observation(
        period=FIRST + timedelta(weeks=week),
        channel=f"{stay.operator:05}-{place}.example",
        operator=f"{stay.operator:05}",
        cell=Cell("relay_api", "tokens", "anthropic", tier, stay.supply),
        log_ratio=asked,
        list_part=float(course.list_steps[TIERS.index(tier), : week + 1].sum()),
        fx_part=float(course.fx_steps[money, : week + 1].sum()),
        lowest=asked,
        rows=rows,
        nights=7,
        implausible=0,
        exact=rows,
        currency=stay.currency,
    )
