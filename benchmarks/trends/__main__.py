"""How well the index tells a market whose truth is known.

    python -m benchmarks.trends [--replicates 30] [--large 6] [--sensitivity 5] [--draws 200]

Worlds of 52 weeks with 40 and 400 operators: churn, missed crawls, parse errors, promotions, sales
before the end, newcomers who ask less (world.py; what truth means: course.py). Ours is published
week by week with nothing in hand but what was read until then; other methods stand beside it, on
the same rows. Errors are in natural log points, against 0 on the mean of the first four weeks.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from benchmarks.trends.crawl import PROVIDER, seen, weeks_of
from benchmarks.trends.judge import Judged, against, judge
from benchmarks.trends.others import all_told
from benchmarks.trends.play import play
from benchmarks.trends.sellers import Market
from benchmarks.trends.tables import HEAD, OURS, REST, figures, ours, rest, told
from benchmarks.trends.world import World, make
from market.statistics.panel import Logs

CELLS = {
    "provider": PROVIDER,
    "tier": replace(PROVIDER, tier="premium"),
    "supply": replace(PROVIDER, supply="unknown"),
    "leaf": replace(PROVIDER, tier="premium", supply="unknown"),
    "leaf of few": replace(PROVIDER, tier="premium", supply="stated:official"),
}
USUAL = Market()
BENT = {
    "as above": USUAL,
    "no sales before the end": replace(USUAL, dumped=0.0),
    "half of leavers sell out": replace(USUAL, dumped=0.5),
    "no promotions": replace(USUAL, promoted=0.0),
    "neither": replace(USUAL, dumped=0.0, promoted=0.0),
    "30 % missed": replace(USUAL, missed=0.3),
    "3 % read wrong": replace(USUAL, errors=0.03),
    "lives of 10 weeks": replace(USUAL, life=10.0),
    "prices jump more (sd 0.15)": replace(USUAL, fancy=0.15),
    "prices wander for good": replace(USUAL, memory=1.0),
    "8 operators": replace(USUAL, operators=8),
    "12 operators": replace(USUAL, operators=12),
    "20 operators": replace(USUAL, operators=20),
}
Others = dict[str, list[Logs]]
Ours = dict[str, list[Judged]]


def main() -> None:
    """Reads the arguments, plays, prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--replicates", type=int, default=30, help="worlds of 40 operators")
    asked.add_argument("--large", type=int, default=6, help="worlds of 400 operators")
    asked.add_argument("--sensitivity", type=int, default=5, help="worlds of each other kind")
    asked.add_argument("--draws", type=int, default=200)
    given = asked.parse_args()
    sizes = {40: given.replicates, 400: given.large}
    for operators, worlds in sizes.items():
        if worlds:
            market = replace(USUAL, operators=operators)
            _print(market, *run(market, range(1, worlds + 1), given.draws))
    if given.sensitivity:
        _bent(range(1001, given.sensitivity + 1001), given.draws)


def run(market: Market, seeds: Iterable[int], draws: int) -> tuple[Others, Ours]:
    """Errors of all methods, and of ours by kind of cell, a world per seed."""
    others: Others = defaultdict(list)
    judged: Ours = defaultdict(list)
    for seed in seeds:
        world = make(market, seed)
        rows, weeks = seen(world, seed), weeks_of(world)
        for name, series in all_told(rows, weeks).items():
            others[name].append(against(series, _truth(world)))
        year = play(rows, weeks, draws=draws)
        for name, cell in CELLS.items():
            judged[name].append(judge(world, cell, rows, year))
    return others, judged


def _truth(world: World) -> Logs:
    return np.array([one.total for one in world.course.truth()])


def _print(market: Market, others: Others, judged: Ours) -> None:
    began = len(judged["provider"])
    print(f"\n{market.operators} operators, {began} worlds\n\nseries | {HEAD}")
    for name, errors in others.items():
        print(f"{name} | {told(figures(errors))}")
    print(f"ours | {told(figures([one.index for one in judged['provider']]))}")
    print(f"\nours, cell | {HEAD} | {OURS} | {REST}")
    for name, many in judged.items():
        print(_line(name, many))


def _bent(seeds: range, draws: int) -> None:
    print(f"\nother markets, {len(seeds)} worlds each, the provider's cell\n")
    print(f"market | {HEAD} | {OURS} | {REST} | chained RMSE | end")
    for name, market in BENT.items():
        others, judged = run(market, seeds, draws)
        chained = figures(others["chained Jevons"])
        print(_line(name, judged["provider"]), f"| {chained.rmse:.3f} | {chained.end:+.3f}")


def _line(name: str, many: list[Judged]) -> str:
    index = figures([one.index for one in many])
    return f"{name} | {told(index)} | {ours(many)} | {rest(many)}"


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"\n{time.perf_counter() - started:.0f} s")
