"""Every wide cell's way through the periods, out of what was published and what was observed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from market.trends.cells import ALL, INPUT, OUTPUT, Cell
from market.trends.published import Published
from reports.edition.beneath import Beneath
from reports.edition.model import Panel, Point, Rhythm
from reports.levels import SHOWN

ON_CHARTS = 60  # periods; what is older stays in the exports


def rhythm_of(periods: str, told: Iterable[date], last: date) -> Rhythm:
    """All periods from the first that tells anything to the last, silent ones included."""
    days = 1 if periods == "night" else 7
    known = sorted({period for period in told if period <= last})
    if not known:
        return Rhythm(days, periods, ())
    many = (known[-1] - known[0]).days // days + 1
    whole = tuple(known[0] + timedelta(days * n) for n in range(many))
    return Rhythm(days, periods, whole, tuple(known))


def panels(
    told: Iterable[Published],
    under: Mapping[tuple[Cell, date], Beneath],
    rhythm: Rhythm,
) -> tuple[Panel, ...]:
    """The wide cells, those with most operators first. A period without a number is None."""
    by_cell: dict[Cell, dict[date, Published]] = defaultdict(dict)
    for one in told:
        if drawable(one.cell):
            by_cell[one.cell][one.period] = one
    shown = rhythm.periods[-ON_CHARTS:]
    made = [Panel(cell, _points(cell, by, under, shown)) for cell, by in by_cell.items()]
    return tuple(sorted((one for one in made if any(one.points)), key=_weightiest_first))


def drawable(cell: Cell) -> bool:
    """Whether a cell is a whole provider or a whole access market, at the blended price."""
    return cell.tier == ALL and cell.supply == ALL and cell.unit not in {INPUT, OUTPUT}


def _points(
    cell: Cell,
    by: Mapping[date, Published],
    under: Mapping[tuple[Cell, date], Beneath],
    shown: tuple[date, ...],
) -> tuple[Point | None, ...]:
    points = []
    for period in shown:
        one = by.get(period)
        points.append(None if one is None else _point(one, under.get((cell, period))))
    return tuple(points)


def _point(one: Published, seen: Beneath | None) -> Point:
    dots = seen.dots() if seen else ()
    return Point(one, dots if len(dots) >= SHOWN else (), seen.unknown() if seen else None)


def _weightiest_first(panel: Panel) -> tuple[int, Cell]:
    last = next((point for point in reversed(panel.points) if point), None)
    return -(last.told.level.operators if last else 0), panel.cell
