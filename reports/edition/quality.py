"""What the numbers leave out and what they stand on, period by period."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from market.trends.published import Excluded, Published, Revision, Vintage
from reports.edition.model import Rhythm, Section
from reports.edition.naming import cell_name
from reports.edition.tabled import Column, Entry, Table, number, table
from reports.figures import change, count, percent
from storage.views import Health, Run

_SHOWN = 13  # periods


def quality(
    told: Sequence[Published],
    rhythm: Rhythm,
    healths: Iterable[tuple[date, Iterable[Health]]],
    runs: Iterable[Run],
    vintages: Sequence[Vintage],
    revisions: Sequence[Revision],
) -> Section:
    """Excluded quotes, sources that were down, versions, vintages and revisions."""
    nights = list(healths)
    tables = (
        excluded_table(told, rhythm),
        _down(nights),
        _versions(runs),
        _vintages(vintages),
        _revisions(revisions),
    )
    return Section("quality", "Data quality", tables=tuple(one for one in tables if one))


def excluded_table(told: Iterable[Published], rhythm: Rhythm) -> Table | None:
    """Observations that were read and not used, by rule, over all widest cells."""
    sums: dict[date, Counter[str]] = defaultdict(Counter)
    for one in told:
        if one.cell.parent is None:
            for name in Excluded.__dataclass_fields__:
                sums[one.period][name] += getattr(one.excluded, name)
    rows = [_excluded(period, sums[period]) for period in sorted(sums, reverse=True)[:_SHOWN]]
    return table(
        f"Observations left out, by {rhythm.one}",
        "All access markets together; an operator counts in each that it sells in. Sold off: in "
        "the whole window. Left out is not deleted: every price stays in the archive.",
        (
            Column(f"{rhythm.one.capitalize()} of", "date"), Column("Read"),
            Column("Implausible: outside 0.1% to 300%"), Column("Unit or currency confused"),
            Column("Too far from the seller's own median"), Column("Sold off before vanishing"),
            Column("Left out of the level"), Column("Operators touched"),
        ),
        rows,
    )  # fmt: skip


def _excluded(period: date, sums: Counter[str]) -> tuple[Entry, ...]:
    part = Excluded(**sums).part
    names = ("read", "implausible", "confused", "fenced", "dumped")
    return (
        Entry(str(period), str(period)),
        *(Entry(f"{sums[name]:,}", sums[name]) for name in names),
        number(part, percent(part or 0)),
        Entry(f"{sums['operators']:,}", sums["operators"]),
    )


def _down(nights: Sequence[tuple[date, Iterable[Health]]]) -> Table | None:
    """Sources that failed on any of the nights, those that failed most often first."""
    failed: dict[str, list[date]] = defaultdict(list)
    reasons: dict[str, str] = {}
    asked: Counter[str] = Counter()
    for on, healths in nights:
        for health in healths:
            asked[health.source] += 1
            if not health.healthy:
                failed[health.source].append(on)
                reasons[health.source] = str(health.outcome or "not finished").replace("_", " ")
    rows = [
        (
            Entry(source, source),
            Entry(str(len(on)), len(on)),
            Entry(str(asked[source]), asked[source]),
            Entry(str(max(on)), str(max(on))),
            Entry(reasons[source], reasons[source]),
        )
        for source, on in sorted(failed.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    return table(
        "Sources that could not be read or believed",
        f"Within the edition's days: {count(len(rows), 'source')} of {len(asked)} asked. A source "
        "that failed says nothing that night; nothing is carried forward.",
        (
            Column("Source", "key"), Column("Nights failed"), Column("Nights asked"),
            Column("Last", "date"), Column("How", "text"),
        ),
        rows,
        most=60,
    )  # fmt: skip


def _versions(runs: Iterable[Run]) -> Table | None:
    """From when on which version of the program, and with it of the parsers, was at work."""
    rows: list[tuple[Entry, ...]] = []
    before = ""
    for run in sorted(runs, key=lambda one: one.on):
        if run.code_version != before:
            before = run.code_version
            rows.append((Entry(str(run.on), str(run.on)), Entry(before, before)))
    return table(
        "Program and parser versions",
        "From which night on; each change is marked P on the charts.",
        (Column("From", "date"), Column("Version", "text")),
        rows,
    )


def _vintages(vintages: Iterable[Vintage]) -> Table | None:
    return table(
        "Vintages",
        "All numbers reckoned from one state of the memory by one method. Nothing published is "
        "changed; a correction makes a new vintage. The last one is shown on this page.",
        (
            Column("Vintage", "text"), Column("Made on", "date"), Column("Method", "text"),
            Column("Periods", "text"), Column("Why", "text"),
        ),
        (
            (
                Entry(str(one.id), one.id), Entry(str(one.made_on)), Entry(one.method),
                Entry(f"{one.periods}s"), Entry(one.reason),
            )
            for one in vintages
        ),
    )  # fmt: skip


def _revisions(revisions: Iterable[Revision]) -> Table | None:
    return table(
        "Revisions",
        "Numbers that the newest vintage tells differently from the one before it.",
        (
            Column("Cell", "text"), Column("Period", "date"), Column("What", "text"),
            Column("Before"), Column("Now"),
        ),
        (
            (
                Entry(cell_name(one.cell), cell_name(one.cell)), Entry(str(one.period)),
                Entry(one.what), _revised(one.what, one.before), _revised(one.what, one.after),
            )
            for one in revisions
        ),
        most=100,
    )  # fmt: skip


def _revised(what: str, value: float | None) -> Entry:
    if value is None:
        return Entry("gap")
    shapes = {"index": f"{value:.1f}", "operators": f"{value:.0f}", "change": change(value)}
    return Entry(shapes.get(what, percent(value)), value)


def nights_of(first: date, last: date, runs: Iterable[Run]) -> Iterator[date]:
    """The nights of an edition on which a run took place."""
    days = {first + timedelta(n) for n in range((last - first).days + 1)}
    yield from sorted({run.on for run in runs} & days)
