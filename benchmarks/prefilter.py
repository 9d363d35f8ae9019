"""What reading costs with and without the first look: labelled listings, and forum posts of two
kilobytes of which one in fifty holds a listing. Processor time of one core; ratios within one run.

    python -m benchmarks.prefilter [CORPUS ...] [--posts 10000] [--json]
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from unittest.mock import patch

from benchmarks.posts import posts
from benchmarks.quality import COMMITTED
from benchmarks.scoring import corpus
from market.types import Fact, Listing
from parsers import readers
from parsers.readers.prefilter import Look, look

_RUNS = 3  # the fastest counts


@dataclass(frozen=True, slots=True)
class Speed:
    """Texts a second and core behind the first look, and without it."""

    what: str
    texts: int
    looked_into: int  # of which a number may mean money
    with_look: float
    without: float
    same: bool  # the same facts either way

    @property
    def ratio(self) -> float:
        """How many times faster the look makes reading."""
        return self.with_look / self.without


def main() -> None:
    """Prints a line for each corpus, and one for the posts."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS", default=[COMMITTED])
    asked.add_argument("--posts", type=int, default=10_000)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    for speed in speeds(given.corpora, given.posts):
        told = {name: getattr(speed, name) for name in speed.__slots__}
        print(json.dumps(told | {"ratio": speed.ratio}) if given.json else _line(speed))


def speeds(corpora: Sequence[Path], many: int) -> Iterator[Speed]:
    """Each corpus, then so many posts."""
    for path in corpora:
        loaded = corpus.load(path)
        told = [Listing(one["id"], "", one["text"], context=one.get("context") or "")
                for one in loaded.listings]  # fmt: skip
        yield measure(f"listings of {loaded.name}", told)
    stock = [one["text"] for one in corpus.load(COMMITTED).listings if one["facts"]]
    written = [Listing(str(n), "", post) for n, post in enumerate(posts(many, stock))]
    yield measure("forum posts of 2 kB, one in fifty with a listing", written, runs=1)


def measure(what: str, listings: Sequence[Listing], runs: int = _RUNS) -> Speed:
    """Both ways over the same texts, in one process."""
    _read(listings[:20])  # patterns are built once
    seconds, facts = _fastest(listings, runs)
    with _without_look():
        plainly, all_facts = _fastest(listings, runs)
    into = sum(Look.NUMBERS in look(one.text, one.context) for one in listings)
    many = len(listings)
    return Speed(what, many, into, many / seconds, many / plainly, facts == all_facts)


def _fastest(listings: Sequence[Listing], runs: int) -> tuple[float, list[tuple[Fact, ...]]]:
    best = float("inf")
    facts: list[tuple[Fact, ...]] = []
    for _ in range(runs):
        started = process_time()
        facts = _read(listings)
        best = min(best, process_time() - started)
    return best, facts


def _read(listings: Sequence[Listing]) -> list[tuple[Fact, ...]]:
    return [readers.read(listing) for listing in listings]


@contextmanager
def _without_look() -> Iterator[None]:
    """Every reader reads every text."""
    with patch.object(readers, "look", _everything):
        yield


def _everything(*_text: str) -> Look:
    return ~Look(0)


def _line(speed: Speed) -> str:
    facts = "the same facts" if speed.same else "OTHER FACTS"
    return (
        f"{speed.what}: {speed.texts} texts, {speed.looked_into} looked into; "
        f"{speed.with_look:.0f} a second and core, {speed.without:.0f} without the look: "
        f"{speed.ratio:.1f} times as many, {facts}"
    )


if __name__ == "__main__":
    main()
