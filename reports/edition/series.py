"""Every wide cell's way through the periods, out of what was published and what was observed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import exp

from market.trends.cells import ALL, INPUT, OUTPUT, Cell
from market.trends.published import Published
from reports.edition.beneath import Beneath
from reports.edition.model import Panel, Point, Rhythm, index_of
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
    made = [Panel(cell, _points(cell, by, under, rhythm, shown)) for cell, by in by_cell.items()]
    return tuple(sorted((one for one in made if any(one.points)), key=_weightiest_first))


def drawable(cell: Cell) -> bool:
    """Whether a cell is a whole provider or a whole access market, at the blended price."""
    return cell.tier == ALL and cell.supply == ALL and cell.unit not in {INPUT, OUTPUT}


def _points(
    cell: Cell,
    by: Mapping[date, Published],
    under: Mapping[tuple[Cell, date], Beneath],
    rhythm: Rhythm,
    shown: tuple[date, ...],
) -> tuple[Point | None, ...]:
    points = []
    for period in shown:
        one = by.get(period)
        points.append(None if one is None else _point(one, by, under.get((cell, period)), rhythm))
    return tuple(points)


def _point(
    one: Published, by: Mapping[date, Published], seen: Beneath | None, rhythm: Rhythm
) -> Point:
    dots = seen.dots() if seen else ()
    point = Point(one, dots if len(dots) >= SHOWN else (), seen.unknown() if seen else None)
    change = one.change
    if change is None or change.low is None or change.high is None:
        return point
    since = rhythm.earlier(one.period, change.periods)
    before = by.get(since) if since else None
    start = index_of(before.moved) if before else None
    if start is None:
        return point
    return replace(point, ribbon=(start * exp(change.low), start * exp(change.high)))


def _weightiest_first(panel: Panel) -> tuple[int, Cell]:
    last = next((point for point in reversed(panel.points) if point), None)
    return -(last.told.level.operators if last else 0), panel.cell
