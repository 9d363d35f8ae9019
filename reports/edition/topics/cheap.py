"""The cheapest credible offers, those under the cost floor marked."""

from collections.abc import Iterator

from market.spoken import provider_name
from market.trends.cells import INPUT, OUTPUT, Cell
from market.trends.cheapest import Low, Lows
from reports.asked.cheapest import Cheapest
from reports.edition.model import Section
from reports.edition.naming import market_name
from reports.edition.tabled import Column, Entry, table
from reports.figures import count, few, percent

_BEST = 5  # of each provider and market, and all under the floor


def cheap_section(found: Cheapest) -> Section:
    """The five cheapest channels of each provider and market, and all under the floor."""
    newest = [one for one in found.newest if one.unit not in {INPUT, OUTPUT}]
    floored = table(
        "Cheapest credible offers",
        "Prices read without assumption and not too far from the channel's others: the five "
        "cheapest channels of each provider and market, and all under the cost floor, below which "
        "subscriptions driven to their limits no longer explain a price: stolen or farmed access, "
        "another model, or our misreading.",
        (
            Column("Channel", "key"), Column("Provider", "text"), Column("Market", "text"),
            Column("Share of list"), Column("Cost floor"),
        ),
        (row for lows in newest for row in _rows(lows)),
    )  # fmt: skip
    return Section(
        "cheapest",
        "Cheapest offers",
        short="Cheapest",
        tables=(floored,) if floored else (),
        why_not="" if floored else "No price was read without assumption.",
        headline=_headline(newest),
    )


def _rows(lows: Lows) -> Iterator[tuple[Entry, ...]]:
    for place, low in enumerate(lows.offers):
        if place < _BEST or low.under:
            yield _row(lows, low)


def _row(lows: Lows, low: Low) -> tuple[Entry, ...]:
    name, market = provider_name(lows.provider), market_name(Cell(lows.access, lows.unit))
    floor = float(lows.floor.share) if lows.floor else None
    return (
        Entry(low.channel, low.channel),
        Entry(name, name),
        Entry(market, market),
        Entry(percent(low.share), low.share, pill="under the floor" if low.under else ""),
        Entry("none applies") if floor is None else Entry(percent(floor), floor),
    )


def _headline(newest: list[Lows]) -> str:
    under = sorted({low.channel for lows in newest for low in lows.under})
    if not under:
        return ""
    return (
        f"Under the cost floor, which no subscription driven to its limit explains: "
        f"{count(len(under), 'channel')} ({few(under)})."
    )
