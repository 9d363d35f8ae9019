"""How far apart operators' prices are."""

from collections.abc import Sequence

from market.trends.cells import INPUT, OUTPUT, Cell
from market.trends.dispersion import Spread
from reports.asked.dispersion import Dispersed
from reports.edition.model import Section
from reports.edition.naming import market_name, provider_of
from reports.edition.tabled import Column, Entry, number, table
from reports.levels import PUBLISHED


def spreads_section(found: Dispersed) -> Section:
    """A provider's market a row, with where it stood at the window's beginning."""
    shown = [
        (cell, told)
        for cell, told in found.cells
        if cell.unit not in {INPUT, OUTPUT} and told[-1].quartile_ratio is not None
    ]
    spread = table(
        "How far apart sellers are",
        "1 means that all ask the same. Quartile ratio: the dearer quarter begins at so many times "
        "the price at which the cheaper quarter ends. Geometric standard deviation: two thirds of "
        "operators lie within this factor of the average. Before: the oldest of the last weeks.",
        (
            Column("Provider", "text"), Column("Operators"), Column("Quartile ratio"),
            Column("Before"), Column("Geometric standard deviation"),
        ),
        (_row(cell, told) for cell, told in shown),
    )  # fmt: skip
    return Section(
        "dispersion",
        "Dispersion",
        tables=(spread,) if spread else (),
        why_not="" if spread else f"No provider's market has {PUBLISHED} operators.",
    )


def _row(cell: Cell, told: Sequence[Spread]) -> tuple[Entry, ...]:
    first, last = told[0], told[-1]
    provider, market = provider_of(cell), market_name(cell)
    before = first.quartile_ratio if first.period != last.period else None
    since = str(first.period) if before is not None else ""
    return (
        Entry(provider, f"{market} {provider}", market),
        Entry(str(last.operators), last.operators),
        number(last.quartile_ratio, f"{last.quartile_ratio or 0:.2f}"),
        number(before, f"{before or 0:.2f}", since),
        number(last.geometric_sd, f"{last.geometric_sd or 0:.2f}"),
    )
