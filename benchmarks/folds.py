"""How much of the figures rests on words that only one seller uses.

    python -m benchmarks.folds CORPUS [--json]

The corpus is split into five folds by seller. Each fold is read twice: as it is, and without every
spelling of the vocabularies that stands in texts of that fold only, as if nobody had ever looked at
it. That is an ablation: rules written with the fold in view stay. A figure on listings that nobody
has read is worth more, and is asked for beside this one (docs/reading.md).
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev

from benchmarks.scoring.ablation import spellings, without
from benchmarks.scoring.corpus import Corpus, load
from benchmarks.scoring.figures import Figures, figures
from benchmarks.scoring.judge import MONEY, OTHER
from benchmarks.scoring.sellers import Listing, folds
from parsers.readers.text.fold import fold

Told = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold: with all words, and without those that only it has."""

    listings: int
    words: int  # taken away
    known: Told
    unknown: Told


def main() -> None:
    """Prints each fold, then mean and spread over all."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("corpus", type=Path, metavar="CORPUS")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    read = list(ablated(load(given.corpus)))
    if given.json:
        print(json.dumps([{name: getattr(one, name) for name in one.__slots__} for one in read]))
    else:
        print(*_table(read), sep="\n")


def ablated(corpus: Corpus) -> Iterator[Fold]:
    """Each fold of the corpus, read both ways."""
    parts = folds(corpus.listings)
    own = words_of_one(parts)
    for part, words in zip(parts, own, strict=True):
        told = Corpus(corpus.name, tuple(part))
        known = _told(figures(told.judged()))
        with without(words):
            unknown = _told(figures(told.judged()))
        yield Fold(len(part), len(words), known, unknown)


def words_of_one(parts: Sequence[Sequence[Listing]]) -> list[frozenset[str]]:
    """For each fold, the spellings that its texts hold and no other fold's do."""
    texts = ["\n".join(_words(listing) for listing in part) for part in parts]
    own: list[set[str]] = [set() for _ in parts]
    for spelling in spellings():
        stem = spelling.partition("*")[0]
        held = [at for at, text in enumerate(texts) if stem in text]
        if len(held) == 1:
            own[held[0]].add(spelling)
    return [frozenset(words) for words in own]


def _words(listing: Listing) -> str:
    """All that can be read of a listing, folded and as it stands."""
    written = f"{listing['text']}\n{listing.get('context') or ''}"
    return f"{fold(written).text}\n{written.lower()}"


def _told(read: Figures) -> Told:
    kinds = {kind: read.kinds[kind].f1 if kind in read.kinds else None for kind in _KINDS}
    return {**read.overall(), **kinds}


_KINDS = (*MONEY, *OTHER)


def _table(read: Sequence[Fold]) -> Iterator[str]:
    for number, one in enumerate(read, 1):
        yield (
            f"fold {number}: {one.listings} listings, money F1 {_figure(one.known)}; "
            f"{_figure(one.unknown)} without the {one.words} spellings that only it has"
        )
    yield f"\n{'':22}{'all words':^32}{'without words of its own':^32}"
    yield f"{'':22}{'mean':>8}{'spread':>8}{'least':>8}{'':8}{'mean':>8}{'spread':>8}{'least':>8}"
    for name in read[0].known:
        columns = [_spread([side[name] for side in sides]) for sides in _sides(read)]
        yield f"{name:22}{columns[0]}{'':8}{columns[1]}"


def _figure(told: Told) -> str:
    figure = told["money_f1"]
    return "-" if figure is None else f"{figure:.3f}"


def _sides(read: Sequence[Fold]) -> tuple[list[Mapping[str, float | None]], ...]:
    return [one.known for one in read], [one.unknown for one in read]


def _spread(told: Sequence[float | None]) -> str:
    """Mean, standard deviation and least of the folds in which the figure exists."""
    seen = [figure for figure in told if figure is not None]
    if not seen:
        return f"{'-':>8}" * 3
    return f"{mean(seen):8.3f}{stdev(seen) if len(seen) > 1 else 0:8.3f}{min(seen):8.3f}"


if __name__ == "__main__":
    main()
