"""What changed, as tables: cells with whose doing it was, and sellers who moved."""

from collections.abc import Iterable

from market.spoken import provider_name
from reports.edition.model import Rhythm, Split
from reports.edition.movers import Mover
from reports.edition.naming import market_name, provider_of
from reports.edition.tabled import Column, Entry, Table, table
from reports.figures import change, percent

_MOST_MOVERS = 15


def splits_table(found: Iterable[Split], rhythm: Rhythm) -> Table | None:
    """Cells that have a change, and whose doing it was."""
    return table(
        "Whose doing it was",
        f"Change of the published index over four {rhythm.many}. Each column says what that reason "
        "alone did to the share a buyer pays; together they multiply to the whole.",
        (
            Column("Provider", "text"), Column("Change"), Column("95% interval", ""),
            Column("By sellers"), Column("By list prices"), Column("By exchange rates"),
            Column("Matched operators"),
        ),
        (_split(one) for one in found),
    )  # fmt: skip


def _split(one: Split) -> tuple[Entry, ...]:
    parts, market = one.parts, market_name(one.cell)
    provider = provider_of(one.cell)
    low, high = one.low, one.high
    told = (
        "too few operators" if low is None or high is None else f"{change(low)} to {change(high)}"
    )
    return (
        Entry(provider, f"{market} {provider}", market),
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
        f"The biggest moves over {over} by the seller's own doing, at least half a percent; list "
        "prices and exchange rates apart. Only sellers read at both ends.",
        (
            Column("Channel", "key"), Column("Sells", "text"), Column("By the seller"),
            Column("Share before"), Column("Share now"), Column("By list price"),
            Column("By exchange rate"),
        ),
        (_mover(one) for one in ordered),
        most=_MOST_MOVERS,
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
