"""What a statistician asks of the newest numbers, market by market, in a sentence each."""

from collections.abc import Iterable, Iterator, Sequence

from market.trends.published import Weight
from reports.edition.model import Panel, Rhythm
from reports.edition.naming import cell_name, market_name
from reports.edition.tabled import Column, Entry, Table, table
from reports.figures import change, listed, percent
from reports.levels import SHOWN


def checks(markets: Sequence[Panel], rhythm: Rhythm) -> Iterator[str]:
    """Silence about supply, the index beside its cross-check, and periods with little reading."""
    newest = [
        (market_name(panel.cell), panel.last)
        for panel in markets
        if panel.last and panel.last.told.level.operators >= SHOWN
    ]
    silent = [f"{name} {percent(one.unknown)}" for name, one in newest if one.unknown is not None]
    if silent:
        yield f"Operators that say nothing of where their supply comes from: {listed(silent)}."
    beside = [
        f"{name} {change(one.told.dummy)} beside {change(one.told.change.log)}"
        for name, one in newest
        if one.told.dummy is not None and one.told.change is not None
    ]
    if beside:
        yield (
            "Cross-check of the index over four "
            f"{rhythm.many}, the time-product dummy beside it: {listed(beside)}."
        )
    little = sorted(
        {
            str(point.told.period)
            for panel in markets
            for point in panel.points
            if point and "little_read" in point.told.flags
        }
    )
    if little:
        yield f"Much less was read than usual in the {rhythm.many} of {listed(little[-6:])}."


def weights_table(weights: Iterable[Weight]) -> Table | None:
    """What each cell counts within the wider one, the newest year first."""
    ordered = sorted(weights, key=lambda one: (-one.year, one.cell))
    return table(
        "Weights",
        "What each provider counts within all providers, fixed before the year begins.",
        (
            Column("Provider", "text"), Column("Year"), Column("Weight"), Column("How", "text"),
        ),
        (
            (
                Entry(cell_name(one.cell), cell_name(one.cell)), Entry(str(one.year), one.year),
                Entry(percent(one.weight), one.weight), Entry(_HOW.get(one.how, one.how)),
            )
            for one in ordered
        ),
    )  # fmt: skip


_HOW = {"operators": "mean number of active operators", "declared": "declared by the analyst"}
