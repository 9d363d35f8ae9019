"""Hostile text: nothing raises, every span quotes the text, and twice the text costs about twice
the time.

    python -m benchmarks.fuzz [--strings 100000] [--seed 1] [--only NUMBER]

Every second string is read by all readers, whatever the first look says of it. A string that fails
is named by its number: `--only` reads it again. Ends with 1 if anything failed.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from time import process_time
from unittest.mock import patch

from benchmarks.hostile import PIECES, hostile
from benchmarks.quality import COMMITTED
from benchmarks.scoring.corpus import load
from market.types import Fact, Listing
from parsers import readers
from parsers.readers.prefilter import Seen

LIMIT = 2.5  # times the cost of half the text
_HALF = 10_000  # characters of the smaller text; readers look at two hundred thousand
_LEAST = 0.005  # seconds below which a clock tells nothing
_COUPLES = 100
_FRESH = count()
_TRIES = 4  # a busy machine is given several


@dataclass(frozen=True, slots=True)
class Failed:
    """What went wrong with which text."""

    what: str
    why: str


def main() -> int:
    """Reads the strings, then measures how costs grow."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--strings", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", type=int, metavar="NUMBER")
    given = asked.parse_args()
    numbers = range(given.strings) if given.only is None else [given.only]
    failed = list(failures(numbers, given.seed))
    if given.only is None:
        failed += too_slow(endless(given.seed))
    for one in failed:
        print(f"{one.what}: {one.why}", file=sys.stderr)
    print(f"{len(numbers)} strings, {len(failed)} failed")
    return 1 if failed else 0


def failures(numbers: Iterable[int], seed: int, longest: int = 1_000_000) -> Iterator[Failed]:
    """Strings at which a reader raised, or quoted what is not there."""
    listings = [listing["text"] for listing in load(COMMITTED).listings]
    for number in numbers:
        text, context = hostile(number, seed, listings, longest)
        why = _fails(Listing(str(number), "", text, context=context), looked=bool(number % 2))
        if why:
            yield Failed(f"string {number} of seed {seed}, {len(text)} characters", why)


def _fails(listing: Listing, *, looked: bool) -> str:
    try:
        facts = readers.read(listing) if looked else _read_by_all(listing)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we are looking for
        return f"{type(error).__name__}: {error}"
    for fact in facts:
        if listing.text[slice(*fact.span)] != fact.quote or not fact.quote.strip():
            return f"{fact.reader} quotes {fact.quote!r} at {fact.span}"
    return ""


def _read_by_all(listing: Listing) -> tuple[Fact, ...]:
    with patch.object(readers, "glance", _everything):
        return readers.read(listing)


def _everything(*_text: str) -> Seen:
    return ~Seen(0)


def too_slow(runs: Iterable[str], half: int = _HALF) -> Iterator[Failed]:
    """Runs of which twice as much costs more than the limit."""
    for run in runs:
        ratio = growth(partial(_cost, run), half)
        if ratio > LIMIT:
            yield Failed(f"twice as much of {run!r}", f"costs {ratio:.1f} times as much")


def endless(seed: int) -> Iterator[str]:
    """What the long texts are made of: each piece, each between the words of a listing, and some
    in pairs.
    """
    for piece in PIECES:
        yield piece
        yield f"{piece} Claude 0.6R 一刀，"
    dice = random.Random(seed)
    for _ in range(_COUPLES):
        yield "".join(dice.sample(PIECES, 2))


def growth(cost: Callable[[int], float], half: int) -> float:
    """How many times dearer twice the text is; the least of several tries."""
    ratio = float("inf")
    for _ in range(_TRIES):
        small, large = cost(half), cost(2 * half)
        ratio = min(ratio, max(large, _LEAST) / max(small, _LEAST))
        if ratio <= LIMIT:
            break
    return ratio


def _cost(piece: str, size: int) -> float:
    """Seconds of this process to read so much of it, which no cache knows yet."""
    text = f"{next(_FRESH)} {piece * (size // len(piece) + 1)}"[:size]
    started = process_time()
    _read_by_all(Listing("x", "", text))
    return process_time() - started


if __name__ == "__main__":
    sys.exit(main())
