"""Every published cell of the newest period, as a table."""

from collections.abc import Iterable, Iterator, Sequence

from market.trends.cells import ALL, INPUT, MEASURES, OUTPUT
from market.trends.published import Level, Published
from reports.edition.model import Rhythm
from reports.edition.naming import market_name, models_name, provider_of, supply_name
from reports.edition.tabled import Column, Entry, Table, number, table
from reports.figures import change, count, percent
from reports.levels import PUBLISHED, SHOWN

_PROVIDER = Column("Provider", "text")
_MODELS = Column("Models", "text")
_SUPPLY = Column("Supply origin", "text")
_FIGURES = (
    Column("Operators"),
    Column("Average share"),
    Column("95% interval", ""),
    Column("Median"),
    Column("Middle half", ""),
    Column("Index"),
    Column("Change"),
    Column("Remarks", "text"),
)
_UNITS = tuple(str(unit) for unit in MEASURES)
_HALVES = {INPUT, OUTPUT}
_REMARKS = {
    "few_operators": "few operators",
    "imputed": "moved with the wider cell",
    "reweighted": "new weights",
    "little_read": "much less read than usual",
}


def cells_table(told: Sequence[Published], rhythm: Rhythm) -> Table | None:
    """Cells in their order, each with level, index and change, or with what is missing."""
    cells = [one for one in told if one.cell.unit not in _HALVES or _whole(one)]
    shown = [one for one in cells if one.level.operators >= SHOWN]
    return table(
        "All cells",
        f"{_published(told, rhythm)} Below {PUBLISHED} operators no average; "
        f"{count(len(cells) - len(shown), 'cell')} with fewer than {SHOWN} are not listed, and "
        "input and output tokens alone only for whole providers. "
        f"The change is over four {rhythm.many}, with its 95% interval.",
        (_PROVIDER, _MODELS, _SUPPLY, *_FIGURES),
        ((*_name(one), _models(one), _supply(one), *_figures(one)) for one in shown),
    )


def by_supply(told: Sequence[Published], rhythm: Rhythm) -> Table | None:
    """The same for where sellers say that their access comes from."""
    wide = [
        one
        for one in told
        if one.cell.supply != ALL and one.cell.tier == ALL and one.cell.unit not in _HALVES
    ]
    shown = [one for one in wide if one.level.operators >= SHOWN]
    return table(
        "By supply origin",
        "What sellers state of themselves: a claim, never proof. Those who state nothing are a row "
        f"of their own. {_published(told, rhythm)} "
        f"{count(len(wide) - len(shown), 'cell')} with fewer than {SHOWN} operators not listed.",
        (_PROVIDER, _SUPPLY, *_FIGURES),
        ((*_name(one), _supply(one), *_figures(one)) for one in shown),
    )


def _whole(one: Published) -> bool:
    return one.cell.tier == ALL and one.cell.supply == ALL


def _published(told: Sequence[Published], rhythm: Rhythm) -> str:
    early = any("provisional" in one.flags for one in told)
    return (
        f"As published for the {rhythm.one} of {rhythm.periods[-1]}"
        f"{', provisional' if early else ''}."
    )


def _name(one: Published) -> Iterator[Entry]:
    provider, market = provider_of(one.cell), market_name(one.cell)
    yield Entry(provider, f"{market} {provider}", market)


def _models(one: Published) -> Entry:
    return Entry(models_name(one.cell), models_name(one.cell))


def _supply(one: Published) -> Entry:
    return Entry(supply_name(one.cell), supply_name(one.cell))


def _figures(one: Published) -> tuple[Entry, ...]:
    level, moved = one.level, one.change
    index = one.index
    between = ""
    if moved and moved.low is not None and moved.high is not None:
        between = f"{change(moved.low)} to {change(moved.high)}"
    return (
        Entry(str(level.operators), level.operators),
        number(level.mean, percent(level.mean or 0)),
        Entry(_between(level.low, level.high)),
        number(level.median, percent(level.median or 0)),
        _spread(level),
        number(index, f"{index or 0:.1f}"),
        number(moved.log if moved else None, change(moved.log) if moved else "", between),
        Entry(", ".join(_REMARKS[flag] for flag in one.flags if flag in _REMARKS)),
    )


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{percent(low)} – {percent(high)}"


def _spread(level: Level) -> Entry:
    if level.lower_quartile is not None:
        return Entry(_between(level.lower_quartile, level.upper_quartile))
    return Entry(_between(level.lowest, level.highest), sub="lowest to highest")


def ordered(told: Iterable[Published]) -> list[Published]:
    """By market, blended prices first, wider cells before those within them."""
    return sorted(told, key=lambda one: (one.cell.access, _UNITS.index(one.cell.unit), one.cell))
