"""Discounts by region and by way to pay."""

from market.trends.cells import INPUT, OUTPUT, Cell
from market.trends.slices import Slice
from reports.asked.slices import Sliced
from reports.edition.model import Section
from reports.edition.naming import market_name, value_name
from reports.edition.tabled import Column, Entry, Table, number, table
from reports.figures import percent
from reports.levels import PUBLISHED, SHOWN


def places_section(regions: Sliced, payments: Sliced) -> Section:
    """A table of each; the unknown is a row of its own."""
    told = _sliced(regions, "Region"), _sliced(payments, "Way to pay")
    tables = tuple(one for one in told if one)
    return Section(
        "places",
        "By region and payment",
        short="Regions",
        tables=tables,
        why_not="" if tables else "Nothing was observed of which a region could be told.",
    )


def _sliced(found: Sliced, head: str) -> Table | None:
    big = {(one.access, one.unit) for one in found.newest if one.level.operators >= SHOWN}
    shown = [
        one
        for one in found.newest
        if (one.access, one.unit) in big and one.unit not in {INPUT, OUTPUT}
    ]
    note = f"{found.note[:1].upper()}{found.note[1:]}."
    return table(
        f"By {head.lower()}",
        f"{note} One value per operator; below {PUBLISHED} operators no average, and "
        f"markets where no row has {SHOWN} are not listed.",
        (
            Column(head, "text"), Column("Market", "text"), Column("Operators"),
            Column("Part of the market"), Column("Average share"), Column("95% interval", ""),
            Column("Median"),
        ),
        (_slice(one) for one in shown),
    )  # fmt: skip


def _slice(one: Slice) -> tuple[Entry, ...]:
    level, market = one.level, market_name(Cell(one.access, one.unit))
    known = level.low is not None and level.high is not None
    return (
        Entry(value_name(one.value), one.value),
        Entry(market, market),
        Entry(str(level.operators), level.operators),
        Entry(percent(one.part), one.part),
        number(level.mean, percent(level.mean or 0)),
        Entry(f"{percent(level.low or 0)} – {percent(level.high or 0)}" if known else ""),
        number(level.median, percent(level.median or 0)),
    )
