"""What each provider counts within "all providers", fixed once a year: as an analyst declares it,
else by how many operators sold it.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isfinite
from pathlib import Path

from market.trends.cells import ALL, Cell, parse
from market.trends.publish import first_weights
from market.trends.published import Weight
from monitor.tables import parsed
from storage import Store

Pair = tuple[str, str]  # access, unit
FIRST = 8  # periods a market is watched before its providers are weighed

COLUMNS = ["access", "unit", "provider", "weight"]


def declared(file: Path | None) -> list[Weight]:
    """Weights of an analyst's file, of no year yet; none without a file.

    Raises ValueError saying what is wrong with it.
    """
    return [] if file is None else parsed(file, _rows, "a table of weights")


def due(
    store: Store, since: date, period: date, have: Iterable[Weight], own: Iterable[Weight]
) -> list[Weight]:
    """Weights to be fixed before ``period`` is reckoned, given those that are fixed already.

    The first ones of a market are those of its first eight periods, then those of the year before;
    ``own`` ones, where there are any of a market, stand for every year.
    """
    fixed, told = _by_pair(have), _by_pair(own)
    found: list[Weight] = []
    for pair, seen in store.observed_markets(since, period).items():
        wanted = {day.year for day in seen[:FIRST] if pair not in fixed} | {period.year}
        years = sorted(wanted - {one.year for one in fixed.get(pair, ())})
        if len(seen) < FIRST and pair not in fixed:
            continue
        for year in years:
            found += (
                [replace(one, year=year) for one in told[pair]]
                if pair in told
                else _reckoned(store, pair, seen, year, fixed.get(pair, []))
            )
    return found


def _reckoned(
    store: Store, pair: Pair, seen: Sequence[date], year: int, earlier: Sequence[Weight]
) -> list[Weight]:
    first, last = seen[0], seen[min(len(seen), FIRST) - 1]
    if earlier:
        first, last = date(year - 1, 1, 1), date(year - 1, 12, 31)
    found = first_weights(store.observations(first, last, Cell(*pair)), year)
    newest = max((one.year for one in earlier), default=year)
    return found or [replace(one, year=year) for one in earlier if one.year == newest]


def _by_pair(weights: Iterable[Weight]) -> Mapping[Pair, list[Weight]]:
    found: dict[Pair, list[Weight]] = defaultdict(list)
    for one in weights:
        found[one.cell.access, one.cell.unit].append(one)
    return dict(found)


def _rows(text: str) -> list[Weight]:
    lines = list(csv.reader(text.splitlines(), strict=True))
    if not lines or lines[0] != COLUMNS:
        raise ValueError(f"its first line is not {','.join(COLUMNS)}")
    found = list(_weights(lines[1:]))
    cells = [one.cell for one in found]
    twice = next((cell for cell in cells if cells.count(cell) > 1), None)
    if twice is not None:
        raise ValueError(f"{twice.provider} of {twice.access}/{twice.unit} stands there twice")
    return found


def _weights(lines: Iterable[Sequence[str]]) -> Iterator[Weight]:
    for number, line in enumerate(lines, start=2):
        if len(line) != len(COLUMNS) or not all(line):
            raise ValueError(f"line {number} has not the {len(COLUMNS)} columns")
        cell = parse("/".join(line[:3]))
        weight = float(line[3])
        if cell.provider == ALL or not isfinite(weight) or weight <= 0:
            raise ValueError(f"line {number}: a provider and a number above 0 are wanted")
        yield Weight(0, cell, weight, "declared")
