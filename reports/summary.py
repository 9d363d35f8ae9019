"""The morning summary for a terminal: plain text, ten to twenty lines, safe to print."""

from collections.abc import Iterator
from datetime import date

from market.fx import FxRates
from market.pricebook import PriceBook
from market.spoken import provider_name
from market.trends.floors import Floors
from reports.figures import change, count, percent
from reports.legible import brief
from reports.memory import Memory
from reports.model import Move, Report
from reports.report import read

_MOST = 20


def lines(
    store: Memory,
    book: PriceBook,
    fx: FxRates,
    on: date,
    run_id: str,
    floors: Floors | None = None,
) -> list[str]:
    """The night and the market in at most twenty lines."""
    return told(read(store, book, fx, on, run_id, floors))


def told(report: Report) -> list[str]:
    """The same, of a report already at hand."""
    first = [f"resalewatch, night of {report.on}", *report.summary]
    lines = [*map(_line, first), *(f"  {_line(text)}" for text in _details(report))]
    return lines[:_MOST]


def _line(text: str) -> str:
    return brief(text, 280)


def _details(report: Report) -> Iterator[str]:
    night, market = report.night, report.market
    yield f"alerts {len(night.alerts)}, leads {night.leads_tonight} of {night.leads_open} open"
    for alert in night.alerts[:4]:
        yield f"{alert.severity.value:6} {alert.title}: {alert.reason}"
    for move in market.moves[:3]:
        yield f"move   {move.channel}, {provider_name(move.provider)}: {_parts(move)}"
    for group in [group for group in night.issues if group.level != "info"][:2]:
        yield f"issue  {group.code}: {count(group.count, 'time')}"


def _parts(move: Move) -> str:
    return (
        f"now {percent(move.share_now)} of list; by the seller {change(move.seller)}, "
        f"by list price {change(move.list_price)}, by FX {change(move.fx)}"
    )
