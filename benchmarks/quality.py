"""The quality of reading, held against floors that rise and never fall silently.

    python -m benchmarks.quality [CORPUS ...] [--misses N] [--changes] [--json]
    python -m benchmarks.quality [CORPUS ...] --raise
    python -m benchmarks.quality [CORPUS ...] --release VERSION

A corpus is a file of labelled listings or a folder of them; without one, the committed listings
and, where it is there, the shared development corpus. Ends with 1 below a floor.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scoring import corpus, floors, report, states
from benchmarks.scoring.figures import Figures, figures
from benchmarks.scoring.floors import Fallen, Floors
from benchmarks.scoring.judge import Judged
from benchmarks.scoring.states import UNRELEASED, State, state

HERE = Path(__file__).parent
COMMITTED = HERE.parent / "fixtures" / "listings"
SHARED = HERE.parents[1] / "shared" / "corpus" / "dev.jsonl"


@dataclass(frozen=True, slots=True)
class Read:
    """One corpus as today's readers read it."""

    corpus: corpus.Corpus
    judged: tuple[Judged, ...]
    figures: Figures
    states: Mapping[str, State]


def main(arguments: Sequence[str] | None = None, records: Path = HERE) -> int:
    """Reads, reports, and says by its status whether anything fell. ``records``: floors, states."""
    given = _asked().parse_args(arguments)
    held = floors.load(records / "floors.toml")
    down = 0
    for path in given.corpora or [path for path in (COMMITTED, SHARED) if path.exists()]:
        read = _read(path)
        name, now = read.corpus.name, floors.of(read.figures)
        fallen = list(floors.fallen(held.get(name, {}), now))
        _show(given, read, now, fallen, records)
        if given.raise_floors:
            held[name] = floors.raised(held.get(name, {}), now)
            _record(records, UNRELEASED, read)
        if given.release:
            _record(records, given.release, read)
        down += len(fallen)
    if given.raise_floors:
        floors.save(records / "floors.toml", held)
    return 1 if down else 0


def _asked() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS")
    asked.add_argument("--raise", dest="raise_floors", action="store_true",
                       help="write higher floors where figures rose")  # fmt: skip
    asked.add_argument("--release", type=_version, metavar="VERSION",
                       help="record how every listing is read by this version")  # fmt: skip
    asked.add_argument("--changes", action="store_true",
                       help="every listing read otherwise than by the last release")  # fmt: skip
    asked.add_argument("--misses", type=int, default=0, metavar="N",
                       help="show N listings that are not read as labelled")  # fmt: skip
    asked.add_argument("--json", action="store_true")
    return asked


def _version(name: str) -> str:
    if not states.is_version(name):
        raise argparse.ArgumentTypeError(f"{name!r} is no version like 0.2 or 1.0rc1")
    return name


def _read(path: Path) -> Read:
    loaded = corpus.load(path)
    judged = tuple(loaded.judged())
    return Read(loaded, judged, figures(judged), {one.id: state(one) for one in judged})


def _show(
    given: argparse.Namespace, read: Read, now: Floors, fallen: Sequence[Fallen], records: Path
) -> None:
    if given.json:
        print(json.dumps(_document(read, now, fallen), ensure_ascii=False))
        return
    print(*report.table(read.corpus.name, read.figures), sep="\n")
    print(*report.misses(read.corpus, read.judged, given.misses), sep="\n", end="")
    if given.changes or given.release:
        print(*report.since(*_before(records, read, released=True), read.states), sep="\n")
    if fallen:
        print(*report.below(read.corpus.name, fallen), sep="\n", file=sys.stderr)
        told = report.since(*_before(records, read, released=False), read.states)
        print(*told, sep="\n", file=sys.stderr)


def _before(records: Path, read: Read, *, released: bool) -> tuple[str, Mapping[str, State]]:
    """The last release and its states; where floors fell, the states those floors came from."""
    folder = records / "releases"
    for version in (None if released else UNRELEASED, states.last_release(folder)):
        known = states.load(folder, version).get(read.corpus.name) if version else None
        if version and known:
            return version, known
    return "", {}


def _record(records: Path, version: str, read: Read) -> None:
    folder = records / "releases"
    held = {**states.load(folder, version), read.corpus.name: read.states}
    states.save(folder, version, held)


def _document(read: Read, now: Floors, fallen: Sequence[Fallen]) -> dict[str, Any]:
    return {
        "corpus": read.corpus.name,
        "listings": read.figures.listings,
        **now,
        "fallen": [{name: getattr(one, name) for name in one.__slots__} for one in fallen],
    }


if __name__ == "__main__":
    sys.exit(main())
