"""Every published cell of the newest period, as a table."""

from collections.abc import Iterable

from market.trends.cells import ALL
from market.trends.published import Level, Published
from reports.edition.model import Rhythm, Split, index_of
from reports.edition.movers import Mover
from reports.edition.naming import cell_name, market_name
from reports.edition.tabled import Column, Entry, Table, number, table
from reports.figures import change, percent
from reports.levels import PUBLISHED, SHOWN
from market.spoken import provider_name

_HEADS = (
    Column("Cell", "text"),
    Column("Operators"),
    Column("Average share"),
    Column("95% interval", ""),
    Column("Median"),
    Column("Middle half", ""),
    Column("Index"),
    Column("Change"),
    Column("Remarks", "text"),
)
_REMARKS = {
    "few_operators": "few operators",
    "imputed": "moved with the wider cell",
    "provisional": "provisional",
    "reweighted": "new weights",
}


def cells_table(told: Iterable[Published], rhythm: Rhythm) -> Table | None:
    """Cells in their order, each with level, index and change, or with what is missing."""
    one = rhythm.one
    return table(
        "All cells",
        f"As published for the {one} of {rhythm.periods[-1]}. Below {PUBLISHED} operators no "
        f"average, below {SHOWN} nothing but their number. The change is over four {rhythm.many}.",
        _HEADS,
        (_row(each) for each in told if each.level.operators),
    )


def by_supply(told: Iterable[Published], rhythm: Rhythm) -> Table | None:
    """The same for where sellers say that their access comes from."""
    chosen = [one for one in told if one.cell.supply != ALL and one.cell.tier == ALL]
    return table(
        "By supply origin",
        "What sellers state of themselves: a claim, never proof. Those who state nothing are a "
        f"row of their own. As published for the {rhythm.one} of {rhythm.periods[-1]}.",
        _HEADS,
        (_row(one) for one in chosen if one.level.operators),
    )


def _row(one: Published) -> tuple[Entry, ...]:
    level, moved = one.level, one.change
    index = index_of(one.moved)
    between = ""
    if moved and moved.low is not None and moved.high is not None:
        between = f"{change(moved.low)} to {change(moved.high)}"
    return (
        Entry(cell_name(one.cell), cell_name(one.cell)),
        Entry(str(level.operators), level.operators),
        number(level.mean, percent(level.mean or 0)),
        Entry(_between(level.low, level.high)),
        number(level.median, percent(level.median or 0)),
        _spread(level),
        number(index, f"{index or 0:.1f}"),
        number(moved.log if moved else None, change(moved.log) if moved else "", between),
        Entry(", ".join(_REMARKS.get(flag, flag) for flag in one.flags)),
    )


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{percent(low)} – {percent(high)}"


def _spread(level: Level) -> Entry:
    if level.lower_quartile is not None:
        return Entry(_between(level.lower_quartile, level.upper_quartile))
    return Entry(_between(level.lowest, level.highest), sub="all" if level.lowest else "")


def splits_table(found: Iterable[Split], rhythm: Rhythm) -> Table | None:
    """Cells that moved and whose doing it was."""
    rows = [_split(one) for one in found]
    return table(
        "Whose doing it was",
        f"Change of the published index over four {rhythm.many}. Each column says what that reason "
        "alone did to the share a buyer pays; together they multiply to the whole.",
        (
            Column("Cell", "text"), Column("Change"), Column("95% interval", ""),
            Column("By sellers"), Column("By list prices"), Column("By exchange rates"),
            Column("Matched operators"),
        ),
        rows,
    )  # fmt: skip


def _split(one: Split) -> tuple[Entry, ...]:
    parts = one.parts
    low, high = one.low, one.high
    told = "none" if low is None or high is None else f"{change(low)} to {change(high)}"
    return (
        Entry(cell_name(one.cell), cell_name(one.cell)),
        Entry(change(parts.total), parts.total),
        Entry(told),
        Entry(change(parts.seller), parts.seller),
        Entry(change(parts.list_price), parts.list_price),
        Entry(change(parts.fx), parts.fx),
        Entry(str(one.operators), one.operators),
    )


def movers_table(found: Iterable[Mover], over: str) -> Table | None:
    """Sellers who moved, the biggest moves of their own first."""
    ordered = sorted(found, key=lambda m: (-abs(m.parts.seller), m.channel, m.cell))
    return table(
        "Sellers who moved",
        f"Over {over}, by the seller's own doing, at least half a percent; list prices and "
        "exchange rates apart. Only sellers read in every period in between.",
        (
            Column("Channel", "key"), Column("Sells", "text"), Column("By the seller"),
            Column("Share before"), Column("Share now"), Column("By list price"),
            Column("By exchange rate"),
        ),
        (_mover(one) for one in ordered),
        most=25,
    )  # fmt: skip


def _mover(one: Mover) -> tuple[Entry, ...]:
    sells = f"{provider_name(one.cell.provider)} {market_name(one.cell)}"
    return (
        Entry(one.channel, one.channel),
        Entry(sells, sells),
        Entry(change(one.parts.seller), one.parts.seller),
        Entry(percent(one.before), one.before),
        Entry(percent(one.now), one.now),
        Entry(change(one.parts.list_price), one.parts.list_price),
        Entry(change(one.parts.fx), one.parts.fx),
    )
