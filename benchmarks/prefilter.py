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
from market.claims import kind_of
from market.types import Fact, Listing
from parsers import readers
from parsers.readers.prefilter import Seen, glance

_OF_THE_TRADE = frozenset({"payment", "terms", "stock", "sold"})  # the look judges that for them
_RUNS = 3  # the fastest counts


@dataclass(frozen=True, slots=True)
class Speed:
    """Texts a second and core behind the first look, and without it."""

    what: str
    texts: int
    looked_into: int  # of which a number may mean money
    with_look: float
    without: float
    ratio: float
    ratio_of_the_rest: float | None  # of the texts that are not looked into
    same: bool  # the same facts either way, but for those that count in texts of this trade only


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
        print(json.dumps(told) if given.json else _line(speed))


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
    rest = [at for at, one in enumerate(listings) if not _is_looked_into(one)]
    quick, slow = (sum(told[at] for at in rest) for told in (seconds, plainly))
    many = len(listings)
    return Speed(
        what=what,
        texts=many,
        looked_into=many - len(rest),
        with_look=many / sum(seconds),
        without=many / sum(plainly),
        ratio=sum(plainly) / sum(seconds),
        ratio_of_the_rest=slow / quick if rest else None,
        same=facts == all_facts,
    )


def _is_looked_into(listing: Listing) -> bool:
    return Seen.NUMBERS in glance(listing.text, listing.context)


def _fastest(listings: Sequence[Listing], runs: int) -> tuple[list[float], list[tuple[Fact, ...]]]:
    """Seconds for each text in the fastest of the runs, and what was read."""
    timed = [_read(listings) for _ in range(runs)]
    return min((seconds for seconds, _ in timed), key=sum), timed[0][1]


def _read(listings: Sequence[Listing]) -> tuple[list[float], list[tuple[Fact, ...]]]:
    seconds, facts = [], []
    for listing in listings:
        started = process_time()
        told = readers.read(listing)
        seconds.append(process_time() - started)
        facts.append(tuple(fact for fact in told if kind_of(fact.value) not in _OF_THE_TRADE))
    return seconds, facts


@contextmanager
def _without_look() -> Iterator[None]:
    """Every reader reads every text."""
    with patch.object(readers, "glance", _everything):
        yield


def _everything(*_text: str) -> Seen:
    return ~Seen(0)


def _line(speed: Speed) -> str:
    rest = speed.ratio_of_the_rest
    others = f", of the {speed.texts - speed.looked_into} others {rest:.1f}" if rest else ""
    facts = "the same facts" if speed.same else "OTHER FACTS"
    return (
        f"{speed.what}: {speed.texts} texts, {speed.looked_into} looked into; "
        f"{speed.with_look:.0f} a second and core, {speed.without:.0f} without the look: "
        f"{speed.ratio:.1f} times as many{others}; {facts}"
    )


if __name__ == "__main__":
    main()
