"""How many sellers are found per 1,000 requests, and how many of all, in thirty nights.

    python -m benchmarks.discovery [--pages 100000] [--sellers 400] [--nights 30] [--budget 60]

A generated web (web.py) of sellers, lists, forum threads, blogs, Telegram groups, manuals, dead
addresses, ordinary sites and link farms; an operator who knows two growing lists, a forum, a feed,
a search and six shops. Pages are made as HTML, and the real reader of links says whom they name
and how; whether they sell is known, not read. Candidates are let in, scored, limited and planned
by the real store. Compared with the same store and the same limits without the points for words,
with candidates asked in the order they were found, and in no order.

What it can show: that the score leads to sellers sooner than no score does, that farms do not eat
the budget, and what a change of the points costs. What it cannot: how many sellers the real web
would yield, for how its pages link and what links are called is invented here (names.py, written
without the score's words; sellers with innocent names and innocent sites with guilty ones are in
it). A figure is to be compared with another of this benchmark, never with the world.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.discovery.play import Found, Nights, at_random, breadth_first, judged_by, wordless
from benchmarks.discovery.web import Web
from market.frontier import USUAL

ORDERS = {
    "score": None,
    "without words": wordless,
    "breadth first": breadth_first,
    "random": at_random,
}


def main() -> None:
    """Plays all orders and prints a line for each."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=100_000)
    asked.add_argument("--sellers", type=int, default=400)
    asked.add_argument("--nights", type=int, default=30)
    asked.add_argument("--budget", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", choices=ORDERS, action="append", help="these orders alone")
    given = asked.parse_args()
    nights = Nights(Web(given.seed, given.pages, given.sellers))
    print(
        f"{len(nights.reachable)} sellers answer and are not known; {given.budget} visits a night"
    )
    for name in given.only or ORDERS:
        began = time.perf_counter()
        found = play(nights, name, given.nights, given.budget)
        print(_told(name, found, nights, time.perf_counter() - began), flush=True)


def play(nights: Nights, order: str, count: int, budget: int) -> Found:
    """So many nights in one of the orders, on a store of their own."""
    with tempfile.TemporaryDirectory() as folder, judged_by(ORDERS[order]):
        return nights.run(f"sqlite:///{Path(folder) / 'bench.db'}", count, budget, USUAL)


def _told(name: str, found: Found, nights: Nights, seconds: float) -> str:
    recall = len(found.sellers) / len(nights.reachable)
    by_week = " ".join(str(count) for count in found.by_night[6::7])
    return (
        f"{name:14} {len(found.sellers):4} sellers, {found.per_thousand:6.1f} per 1,000 requests, "
        f"recall {recall:.2f} (by week: {by_week}); {found.visits} visits, {found.requests} "
        f"requests, {found.waiting} waiting, {seconds:.0f} s"
    )


if __name__ == "__main__":
    main()
