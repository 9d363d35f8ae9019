"""How ``trend`` tells numbers to a person."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import exp

from market.trends.cells import ALL
from market.trends.observation import Observation
from market.trends.published import Published
from market.trends.rules import WEEKLY
from monitor.commands.trend_choice import CHANGE, Choice
from monitor.tabular import print_text, table
from reports.exports.rows import Row, rows
from reports.exports.signs import notes
from reports.exports.weeks import Calendar
from reports.figures import change as moved
from reports.figures import count, off, percent

LEAST = 3  # operators behind anything that is shown
_FIGURES = ("level", "discount", "index", "operators")
_WORDS = ("interval", "change", "notes")
CAPTION = "Advertised offers on public pages seen by us; not transactions."


def tell_cells(choice: Choice) -> None:
    """Every cell of the newest period, and how many are too thin to show."""
    newest = choice.periods[-1]
    told = [one for one in choice.numbers if one.period == newest]
    thick = [one for one in told if one.level.operators >= LEAST or one.moved]
    shown = [one for one in thick if one.cell.supply == ALL] or thick
    by_cell = _rows(choice, newest)
    lines = [(one.cell.short, *_figures(one, by_cell[str(one.cell)])) for one in shown]
    title = f"{choice.vintage.periods.capitalize()} of {newest}, vintage {choice.vintage.id}"
    columns = ("cell", *_FIGURES, *_WORDS)
    table(title, columns, lines, folds=_WORDS, empty="No cell has three operators yet.")
    if len(thick) > len(shown):
        print_text(f"{count(len(thick) - len(shown), 'cell')} by supply origin: --supply NAME.")
    if len(told) > len(thick):
        print_text(f"{count(len(told) - len(thick), 'cell')} with fewer than three operators.")
    if not any(one.moved for one in told):
        print_text(waiting(choice.periods))
    _caption(choice)


def tell_series(choice: Choice, weeks: Calendar) -> None:
    """One cell, period by period; gaps are told."""
    told = {row.period: row for row in _all_rows(choice)}
    step = choice.vintage.periods
    lines = [
        (day, *_figures(one, told[day])) if one else (day, *["–"] * 4, "", "", _silent(choice, day))
        for day, one in weeks
    ]
    cell = choice.cells[0].short
    columns = (step, *_FIGURES, *_WORDS)
    table(f"{cell}, vintage {choice.vintage.id}", columns, lines, folds=_WORDS)
    if not any(one and one.moved for _, one in weeks):
        print_text(waiting(choice.periods))
    _caption(choice)


def tell_observations(seen: Iterable[Observation]) -> None:
    """What stands behind a cell's numbers, operator by operator."""
    ordered = sorted(seen, key=lambda one: (one.period, one.operator, one.channel, one.cell))
    lines = [
        (one.period, one.operator, one.channel, percent(_share(one)), one.rows, one.nights,
         one.currency, f"{one.cell.tier}/{one.cell.supply}")
        for one in ordered
    ]  # fmt: skip
    columns = ("week", "operator", "channel", "share", "offers", "nights", "currency", "sold as")
    folds = ("channel", "sold as")
    table("Observations", columns, lines, folds=folds, empty="Nothing was observed.")


def waiting(periods: Sequence[date]) -> str:
    """How long it takes until there is an index."""
    left = WEEKLY.history - len(periods)
    if left > 0:
        return f"No index yet: it takes {WEEKLY.history} weeks, {left} more."
    return "No index yet: no cell has enough operators that were read again week after week."


def _caption(choice: Choice) -> None:
    print_text(f"Changes are over {CHANGE} {choice.vintage.periods}s. {CAPTION}")


def _silent(choice: Choice, day: date) -> str:
    return "too few" if day in choice.periods else "nothing was read"


def _rows(choice: Choice, period: date) -> dict[str, Row]:
    return {row.cell: row for row in rows(choice.numbers, choice.periods, 0, period)}


def _all_rows(choice: Choice) -> list[Row]:
    return rows(choice.numbers, choice.periods, choice.vintage.id, choice.since)


def _share(one: Observation) -> float:
    return exp(one.log_ratio)


def _figures(one: Published, row: Row) -> tuple[object, ...]:
    level, index = one.level, one.index
    return (
        None if level.mean is None else percent(level.mean),
        None if level.mean is None else off(level.mean),
        None if index is None else f"{index:.1f}",
        level.operators,
        _interval(one),
        _change(row),
        ", ".join(notes(one)),
    )


def _interval(one: Published) -> str:
    level = one.level
    if level.low is not None and level.high is not None:
        return f"{percent(level.low)} to {percent(level.high)}"
    if level.lowest is not None and level.highest is not None:
        return f"operators from {percent(level.lowest)} to {percent(level.highest)}"
    return ""


def _change(row: Row) -> str:
    """−12% (−15% to −9%): −10% by sellers, 0% by list prices, −2.2% by exchange rates."""
    if row.change is None:
        return ""
    told = moved(row.change)
    if row.change_low is not None and row.change_high is not None:
        told += f" ({moved(row.change_low)} to {moved(row.change_high)})"
    parts = {
        "sellers": row.change_seller,
        "list prices": row.change_list_price,
        "exchange rates": row.change_fx,
    }
    whose = ", ".join(f"{moved(log)} by {name}" for name, log in parts.items() if log is not None)
    return f"{told}: {whose}" if whose else told
