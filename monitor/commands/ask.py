"""ask: what people ask of the market beside its level, a topic at a time."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

import typer

from market.trends.published import Level
from market.types import Access, Unit
from monitor.commands.frame import Config, Exit, Json, On, house
from monitor.house import House
from monitor.output import as_json, warn
from monitor.tabular import print_text, table
from reports.asked import cheapest, dispersion, lag, models, slices, survival, volumes
from reports.figures import percent
from reports.report import comparison

app = typer.Typer()

Topic = Callable[[House, date], object]
OTHERS: dict[str, Topic] = {
    "cheapest": lambda rooms, on: cheapest.of(rooms.store, on, rooms.floors, 1),
    "dispersion": lambda rooms, on: dispersion.of(rooms.store, on, 1),
    "lag": lambda rooms, on: lag.of(rooms.store, on),
    "survival": lambda rooms, on: survival.of(rooms.store, on),
    "volume": lambda rooms, on: volumes.of(rooms.store, on),
}
TOPICS = (*slices.DIMENSIONS, "model", *OTHERS)


@app.command()
def ask(
    topic: Annotated[str, typer.Argument(help=", ".join(TOPICS))],
    provider: Annotated[str, typer.Option(help="Whose models; only for model.")] = "anthropic",
    access: Annotated[Access, typer.Option(help="Only for model.")] = Access.RELAY_API,
    on: On = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Discounts by a dimension or model, cheapest offers, lags, dispersion, survival, volume."""
    if topic not in TOPICS:
        raise ValueError(f"{topic!r} is none of {', '.join(TOPICS)}")
    with house(config) as rooms:
        last = max((run.on for run in rooms.store.runs()), default=None)
        night = on.date() if on else last
        if night is None:
            warn("no night yet; `resalewatch nightly` runs one")
            raise typer.Exit(Exit.NOTHING_TO_DO)
        found = _answer(rooms, night, topic, provider, access)
    if as_of_json:
        as_json(found)
    else:
        _show(found)


def _answer(rooms: House, on: date, topic: str, provider: str, access: Access) -> object:
    if topic == "model":
        compare = comparison(rooms.book, rooms.fx)
        return models.of(rooms.store, compare, on, provider, access, Unit.INPUT)
    if topic in OTHERS:
        return OTHERS[topic](rooms, on)
    return slices.of(rooms.store, on, topic)


def _show(found: object) -> None:
    match found:
        case slices.Sliced():
            _slices(found)
        case models.Modelled():
            _models(found)
        case dispersion.Dispersed():
            _spreads(found)
        case _:
            for sentence in _sentences(found):
                print_text(sentence)


def _sentences(found: object) -> Sequence[str]:
    match found:
        case cheapest.Cheapest():
            told = [f"{one.access}, {one.unit}: {cheapest.in_words(one)}" for one in found.newest]
            return told or ["Nothing was observed yet."]
        case lag.Lagging():
            return [lag.in_words(one) for one in found.providers] or ["There is no night yet."]
        case survival.Surviving():
            return [survival.in_words(found)]
        case volumes.Volumes():
            return volumes.in_words(found)
    raise TypeError(f"nobody knows how to tell {type(found).__name__}")


def _slices(found: slices.Sliced) -> None:
    columns = ("access", "unit", found.dimension, "operators", "part", *_LEVEL)
    rows = [
        (
            one.access,
            one.unit,
            one.value,
            one.level.operators,
            percent(one.part),
            *_level(one.level),
        )
        for one in found.newest
    ]
    title = f"By {found.dimension}" + ("" if found.exclusive else "; slices overlap")
    table(title, columns, rows, empty="Nothing was observed yet.")
    if found.note:
        print_text(f"By {found.dimension}: {found.note}.")


def _models(found: models.Modelled) -> None:
    columns = ("model", "operators", *_LEVEL, "cheapest", "of")
    rows = [
        (one.model, one.level.operators, *_level(one.level), _share(one.cheapest), one.channel)
        for one in found.models
    ]
    title = f"{found.provider}, {found.access.value}, {found.unit.value}, on {found.on}"
    table(title, columns, rows, empty=f"No model of {found.provider} is on offer.")


def _spreads(found: dispersion.Dispersed) -> None:
    rows = [
        (
            cell.short,
            told[-1].operators,
            _times(told[-1].quartile_ratio),
            _times(told[-1].geometric_sd),
        )
        for cell, told in found.cells
    ]
    columns = ("cell", "operators", "quartile ratio", "geometric sd")
    table("How far apart operators are", columns, rows, empty="Nothing was observed yet.")


_LEVEL = ("mean", "95 %", "median")


def _level(level: Level) -> tuple[str, str, str]:
    known = level.low is not None and level.high is not None
    between = f"{_share(level.low)} to {_share(level.high)}" if known else ""
    return _share(level.mean), between, _share(level.median)


def _share(share: float | None) -> str:
    return "" if share is None else percent(share)


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"
