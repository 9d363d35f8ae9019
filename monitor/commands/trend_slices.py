"""The newest week cut along one dimension, or one provider's models: where discounts stand."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

import typer

from market.trends.cells import INPUT, OUTPUT, TOKENS
from market.trends.published import Level
from market.types import Access, Unit
from market.wire import plain
from monitor.commands.frame import Exit
from monitor.house import House
from monitor.output import as_json, warn
from monitor.tabular import print_text, table
from reports.asked import models, slices
from reports.figures import count, off, percent
from reports.report import comparison

_UNITS = {TOKENS: Unit.INPUT, INPUT: Unit.INPUT, OUTPUT: Unit.OUTPUT}
_COLUMNS = ("level", "discount", "operators", "interval")
Only = Mapping[str, str | None]


class Dimension(StrEnum):
    """What offers are cut by."""

    PROVIDER = "provider"
    MODEL = "model"
    TIER = "tier"
    ACCESS = "access"
    SUPPLY = "supply"
    REGION = "region"
    PAYMENT = "payment"


def show_slices(
    house: House, by: Dimension, only: Only, until: date | None, *, as_of_json: bool
) -> None:
    """As of a night, the last one where none is asked for.

    Raises ValueError for a filter that does not go with the dimension.
    """
    last = max((run.on for run in house.store.runs()), default=None)
    on = until or last
    if on is None:
        warn("nothing was read yet; `resalewatch nightly` runs a night")
        raise typer.Exit(Exit.NOTHING_TO_DO)
    goes = ("provider", "access", "unit") if by is Dimension.MODEL else ("access", "unit")
    odd = [f"--{name}" for name, value in only.items() if value is not None and name not in goes]
    if odd:
        raise ValueError(f"--by {by} goes with --{', --'.join(goes)}, not with {', '.join(odd)}")
    if by is Dimension.MODEL:
        _show_models(house, only, on, as_of_json=as_of_json)
    else:
        _show_cuts(house, by, only, on, as_of_json=as_of_json)


def _show_cuts(house: House, by: str, only: Only, on: date, *, as_of_json: bool) -> None:
    found = slices.of(house.store, on, by)
    asked = [(name, value) for name, value in only.items() if value is not None]
    shown = [cut for cut in found.newest if all(getattr(cut, n) == v for n, v in asked)]
    if as_of_json:
        week = found.weeks[-1][0] if found.weeks else None
        told = {"by": by, "period": week, "excluded": found.excluded, "note": found.note}
        as_json({**told, "slices": plain(shown)})
        return
    lines = [
        (f"{cut.access}/{cut.unit}", cut.value, percent(cut.part), *_standing(cut.level))
        for cut in shown
    ]
    title = f"Week of {found.weeks[-1][0]}, by {by}" if found.weeks else ""
    columns = ("market", by, "of operators", *_COLUMNS)
    table(title, columns, lines, folds=("interval",), empty="Nothing was observed.")
    if found.excluded:
        print_text(f"{count(found.excluded, 'observation')} left out as unfit.")
    if lines and found.note:
        print_text(f"{by}: {found.note}.")


def _show_models(house: House, only: Only, on: date, *, as_of_json: bool) -> None:
    provider = only["provider"]
    if provider is None:
        raise ValueError("--by model wants a --provider")
    access, unit = _market(only["access"] or Access.RELAY_API, only["unit"] or TOKENS)
    compare = comparison(house.book, house.fx)
    found = models.of(house.store, compare, on, provider, access, unit)
    if as_of_json:
        as_json(found)
        return
    lines = [
        (one.model, *_standing(one.level), one.cheapest and percent(one.cheapest), one.channel)
        for one in found.models
    ]
    title = f"{on}: {provider}, {access}, {unit}"
    columns: Sequence[str] = ("model", *_COLUMNS, "cheapest", "channel")
    table(title, columns, lines, folds=("interval", "channel"), empty="No such model on offer.")
    if found.unlisted:
        print_text(f"{count(found.unlisted, 'offer')} of models without an official price.")


def _market(access: str, unit: str) -> tuple[Access, Unit]:
    """Raises ValueError naming what there is."""
    return Access(access), _UNITS.get(unit) or Unit(unit)


def _standing(level: Level) -> tuple[object, ...]:
    mean, low, high = level.mean, level.low, level.high
    told = (mean and percent(mean), mean and off(mean), level.operators)
    if low is not None and high is not None:
        return *told, f"{percent(low)} to {percent(high)}"
    if level.lowest is not None and level.highest is not None:
        return *told, f"operators from {percent(level.lowest)} to {percent(level.highest)}"
    return *told, ""
