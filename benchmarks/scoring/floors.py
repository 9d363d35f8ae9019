"""Figures that must not fall. ``floors.toml`` holds one table a corpus; the gate only ever raises
them, a person who lowers one edits the file, and the diff shows it.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring.figures import Figures

_DIGITS = 10_000  # floors have four decimals, rounded down: a figure is never below its own floor
_HEAD = """\
# What reading must not fall below: F1 of each kind of fact, F1 over money facts in each language,
# and the figures over all. `python -m benchmarks.quality --raise` writes what rose. It lowers
# nothing: that takes a hand, here, and a reason in the commit.
"""

Floors = dict[str, dict[str, float]]  # group ("overall", "kind", "language") → name → figure


@dataclass(frozen=True, slots=True)
class Fallen:
    """One figure below its floor."""

    group: str
    name: str
    figure: float
    floor: float


def of(told: Figures) -> Floors:
    """The figures of a corpus as floors would have them; what was not asked for is left out."""
    groups = {
        "overall": told.overall(),
        "kind": {kind: counts.f1 for kind, counts in told.kinds.items()},
        "language": {language: counts.f1 for language, counts in told.languages.items()},
    }
    return {
        group: {name: _down(figure) for name, figure in sorted(named.items()) if figure is not None}
        for group, named in groups.items()
    }


def _down(figure: float) -> float:
    return math.floor(round(figure * _DIGITS, 6)) / _DIGITS


def fallen(floors: Floors, now: Floors) -> Iterator[Fallen]:
    """What is below its floor; a figure that is gone counts as nothing."""
    for group, named in floors.items():
        for name, floor in named.items():
            figure = now.get(group, {}).get(name, 0.0)
            if figure < floor:
                yield Fallen(group, name, figure, floor)


def raised(floors: Floors, now: Floors) -> Floors:
    """The higher of the two, figure by figure."""
    return {
        group: {
            name: max(floors.get(group, {}).get(name, 0.0), now.get(group, {}).get(name, 0.0))
            for name in sorted({*floors.get(group, {}), *now.get(group, {})})
        }
        for group in now
    }


def load(path: Path) -> dict[str, Floors]:
    """Corpus → its floors; nothing where the file is not there yet."""
    if not path.exists():
        return {}
    held: dict[str, Floors] = tomllib.loads(path.read_text(encoding="utf-8"))
    return held


def save(path: Path, held: Mapping[str, Floors]) -> None:
    """Write all floors, sorted."""
    lines = [_HEAD]
    for corpus, groups in sorted(held.items()):
        for group, named in groups.items():
            lines.append(f"\n[{corpus}.{group}]\n")
            lines += [f"{name} = {figure}\n" for name, figure in sorted(named.items())]
    path.write_text("".join(lines), encoding="utf-8")
