"""The edition's content out of the store: a pure function of what is remembered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from market.trends.cells import ALL, Cell
from market.trends.floors import Floors
from reports.edition import headlines as tell
from reports.edition.bends import moved_from_outside, of_our_own
from reports.edition.beneath import beneath
from reports.edition.cells_table import by_supply, cells_table, ordered
from reports.edition.checks import checks, weights_table
from reports.edition.memory import Past
from reports.edition.model import Edition, Panel, Rhythm, Section
from reports.edition.movers import movers
from reports.edition.moves_table import movers_table, splits_table
from reports.edition.naming import cell_name
from reports.edition.numbers import Numbers, numbers_of, revised
from reports.edition.quality import nights_of, quality
from reports.edition.series import drawable, panels
from reports.edition.span import Span
from reports.edition.splits import splits
from reports.edition.topics import topics
from reports.model import Mark

_RUNS = 1_000  # as far back as versions of the program are told
_PROVISIONAL = 14  # days


def collect(memory: Past, on: date, span: Span, floors: Floors | None = None) -> Edition:
    """Everything an edition shows; the same memory gives the same edition.

    Without ``floors`` the shipped cost floors count.
    """
    until = min(on, span.last)
    numbers = numbers_of(memory, until)
    rhythm = numbers.rhythm
    drawn = _panels(memory, numbers)
    markets = tuple(one for one in drawn if one.cell.provider == ALL)
    providers = tuple(one for one in drawn if one.cell.provider != ALL)
    over, moving = _moving(span, rhythm)
    sections = tuple(_sections(memory, floors or Floors.load(), until, numbers))
    return Edition(
        span=span,
        on=until,
        rhythm=rhythm,
        summary=(
            *tell.unread(rhythm, until),
            *_summary(markets, providers, rhythm, numbers),
            *(one.headline for one in sections if one.headline),
        ),
        tiles=tuple(tell.tiles(markets, rhythm)),
        splits=splits_table(splits(drawn, rhythm), rhythm),
        shifts=_shifts(drawn, span),
        movers=movers_table(movers(numbers.used, moving), over),
        over=over,
        waiting=tell.waiting(rhythm),
        markets=tuple(_worth_drawing(markets, providers)),
        providers=providers,
        sections=sections,
        quality=_quality(memory, until, span, numbers, markets),
    )


def _panels(memory: Past, numbers: Numbers) -> tuple[Panel, ...]:
    outside = moved_from_outside(numbers.used, numbers.rhythm)
    inside = of_our_own(
        memory.runs(limit=_RUNS), memory.sources(), numbers.vintages, numbers.rhythm
    )
    made = panels(numbers.told, beneath(numbers.used), numbers.rhythm)
    return tuple(replace(one, marks=_marks(one.cell, outside, inside)) for one in made)


def _marks(
    cell: Cell, outside: Mapping[Cell, tuple[Mark, ...]], inside: tuple[Mark, ...]
) -> tuple[Mark, ...]:
    return tuple(sorted((*outside.get(cell, ()), *inside), key=lambda one: (one.on, one.sign)))


def _moving(span: Span, rhythm: Rhythm) -> tuple[str, tuple[date, ...]]:
    """Over what sellers' moves are told: a week for a weekly edition, four for a monthly one."""
    weeks = 1 if span.kind == "week" else 4
    steps = weeks * 7 // rhythm.days
    return ("a week" if weeks == 1 else "four weeks"), rhythm.periods[-steps - 1 :]


def _summary(
    markets: Sequence[Panel], providers: Sequence[Panel], rhythm: Rhythm, numbers: Numbers
) -> tuple[str, ...]:
    if not numbers.vintages:
        return ("Nothing was published yet: `resalewatch trend` says what is missing.",)
    return (
        *tell.headlines(markets, rhythm),
        *tell.appeared(providers, rhythm),
        tell.series_age(rhythm, markets),
    )


def _shifts(drawn: Sequence[Panel], span: Span) -> tuple[str, ...]:
    """What bent lines within the edition's last four weeks, each told once."""
    first = span.last - timedelta(days=27)
    told: dict[tuple[date, str], None] = {}
    for panel in drawn:
        for mark in panel.marks:
            if mark.on >= first and (mark.sign != "L" or panel.cell.provider != ALL):
                whose = f"{cell_name(panel.cell)}, " if mark.sign == "L" else ""
                told[mark.on, f"{mark.on}: {whose}{mark.what}"] = None
    return tuple(words for _, words in sorted(told))


def _worth_drawing(markets: Sequence[Panel], providers: Sequence[Panel]) -> Iterator[Panel]:
    """Markets of two providers or more: another one's chart would be drawn twice."""
    for market in markets:
        if sum(market.cell.holds(one.cell) for one in providers) > 1:
            yield market


def _sections(memory: Past, floors: Floors, until: date, numbers: Numbers) -> Iterator[Section]:
    if numbers.rhythm.periods:
        supply = by_supply(ordered(numbers.newest), numbers.rhythm)
        yield Section(
            "supply", "By supply origin", short="Supply", tables=(supply,) if supply else (),
            why_not="" if supply else "No supply origin is published of the newest period.",
        )  # fmt: skip
    yield from topics(memory, floors, until)
    if numbers.rhythm.periods:
        cells = cells_table(ordered(numbers.newest), numbers.rhythm)
        yield Section("cells", "All cells", tables=(cells,) if cells else ())


def _quality(
    memory: Past, until: date, span: Span, numbers: Numbers, markets: Sequence[Panel]
) -> Section:
    runs = list(memory.runs(limit=_RUNS))
    nights = nights_of(span.first, until, runs)
    newest = numbers.vintages[-1:]
    section = quality(
        [one for one in numbers.told if drawable(one.cell)],
        numbers.rhythm,
        ((night, memory.health(night)) for night in nights),
        [run for run in runs if run.on <= until],
        numbers.vintages,
        revised(memory, numbers),
    )
    fixed = weights_table(weight for one in newest for weight in memory.weights(one.id))
    return replace(
        section,
        points=tuple(checks(markets, numbers.rhythm)),
        tables=(*section.tables, *([fixed] if fixed else [])),
    )
