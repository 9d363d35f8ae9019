"""Plays the invented market and prints how well channels were told apart.

python -m benchmarks.identity [--channels 2000] [--operators 1100] [--nights 60] [--seed 1]
                                  [--budget 60]

``--budget``: candidates visited in a night. What is not visited shows no identifier, so that a
small budget leaves channels without the operator they have (25 a night: recall of pairs 0.73).
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.identity.judge import Judge, Score, Tied, tied_operators
from benchmarks.identity.lists import directories
from benchmarks.identity.play import Stage, play
from benchmarks.identity.world import make
from benchmarks.scoring.clusters import Agreement
from storage import Store


def main() -> None:
    """Reads the arguments, plays, prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--channels", type=int, default=2000)
    asked.add_argument("--operators", type=int, default=1100)
    asked.add_argument("--nights", type=int, default=60)
    asked.add_argument("--lists", type=int, default=8)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--budget", type=int, default=60)
    asked.add_argument("--keep", type=Path, help="leave the store here")
    given = asked.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        at = given.keep or Path(folder) / "market.db"
        score, tied = run(
            f"sqlite:///{at}",
            given.channels,
            given.operators,
            given.nights,
            given.lists,
            given.seed,
            given.budget,
        )
    _print(score, tied, time.perf_counter() - began)


def run(
    url: str, channels: int, operators: int, nights: int, lists: int, seed: int, budget: int
) -> tuple[Score, dict[str, Tied]]:
    """The score of one market: its channels, and its operators after the last night."""
    world = make(channels, operators, nights, seed)
    shown = directories(world, lists, seed)
    with Store.open(url) as store:
        stage = Stage(store, world, {one.name: one for one in shown}, budget=budget)
        judge = Judge(store, world)
        for seen in play(stage, known=channels // 10):
            judge.night(seen)
            last = seen.on
        return judge.done(), tied_operators(store, world, last)


def _print(score: Score, tied: dict[str, Tied], seconds: float) -> None:
    told = {
        "first night": f"{score.first} channels",
        "new after it": f"{score.right} right, {score.wrong} wrong, {score.missed} missed",
        "precision / recall": f"{score.precision:.3f} / {score.recall:.3f}",
        "with the first": f"{score.precision_of_all:.3f} / {score.recall_of_all:.3f}",
        "keyed by URL": f"{score.by_url} alerts: {score.alerts_saved:.2f} times as many",
        "moved": f"{score.moved_told} of {score.moved} told, {score.moved_wrong} wrong",
        "reappeared": f"{score.back_told} of {score.back} told, {score.back_wrong} wrong",
    }
    for what, figures in told.items():
        print(f"{what:20} {figures}")
    for which, one in tied.items():
        sides = {"pairs": one.pairs, "B-cubed": one.records, "by operator": one.entities}
        told_of = ", ".join(f"{name} {_share(two)}" for name, two in sides.items())
        print(f"operators, {which:9} {one.channels} channels: {told_of}")
    for what, count in score.errors.most_common(30):
        print(f"  {count:5} {what}")
    print(f"{seconds:.0f} s")


def _share(one: Agreement) -> str:
    sides = (one.precision, one.recall)
    return " / ".join("-" if side is None else f"{side:.3f}" for side in sides)


if __name__ == "__main__":
    main()
