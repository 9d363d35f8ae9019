"""The report as one HTML file that asks the network for nothing and trusts nobody's words."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from math import log

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from market.spoken import UNIT_WORDS, UNNAMED, provider_name
from market.trends.floors import ANY, Floor
from market.types import Access, Unit
from reports import figures, legible
from reports.charts import bounds, trend
from reports.levels import PUBLISHED, SHOWN
from reports.model import Cell, Market, Newcomer, Report
from reports.telling import ACCESS_WORDS, floors_said


@dataclass(frozen=True, slots=True)
class Chart:
    """A cell and its drawing."""

    cell: Cell
    svg: Markup


@dataclass(frozen=True, slots=True)
class Dressing:
    """What the page needs besides the report: style, script, charts, and how much to show."""

    style: Markup
    script: Markup
    charts: tuple[Chart, ...]
    told: tuple[Cell, ...]
    untold: tuple[Cell, ...]
    newcomers: tuple[tuple[str, list[Newcomer], str], ...]
    scale: tuple[float, float]
    published: int = PUBLISHED
    most_alerts: int = 60
    most_newcomers: int = 100
    most_moves: int = 20
    most_shifts: int = 8

    @property
    def style_hash(self) -> str:
        """The style sheet's name in the CSP."""
        return fingerprint(self.style)

    @property
    def script_hash(self) -> str:
        """The script's name in the CSP."""
        return fingerprint(self.script)


def page(report: Report, edition: str = "") -> str:
    """The whole document. ``edition`` is the trend report's file name, where there is one.

    The same report gives the same bytes.
    """
    made = environment()
    template = made.get_template("report.html.j2")
    return template.render(report=report, page=_dressed(report, made), edition=edition)


def _dressed(report: Report, made: Environment) -> Dressing:
    market = report.market
    scale = bounds(market.cells)
    told = tuple(cell for cell in market.cells if cell.tonight.operators >= SHOWN)
    return Dressing(
        style=asset(made, "report.css"),
        script=asset(made, "sort.js"),
        charts=_charts(market.cells, market.floors, scale),
        told=told,
        untold=tuple(cell for cell in market.cells if cell not in told),
        newcomers=_newcomers(market),
        scale=scale,
    )


def _charts(
    cells: tuple[Cell, ...], floors: tuple[Floor, ...], scale: tuple[float, float]
) -> tuple[Chart, ...]:
    """Cells with something to show on two nights or more, at most a dozen."""
    drawn: list[Chart] = []
    floor_of = {floor.provider: float(floor.share) for floor in floors}
    for cell in cells:
        if sum(1 for night in cell.nights if night and night.dots) >= 2 and len(drawn) < 12:
            what = legible.visible(f"{provider_name(cell.provider)} {ACCESS_WORDS[cell.access]}")
            title = f"{what}: share of list by night"
            floor = floor_of.get(cell.provider, floor_of.get(ANY, 0.0))
            svg = trend(cell, f"chart{len(drawn)}", title, floor, scale)
            drawn.append(Chart(cell, Markup(svg)))  # noqa: S704  (our own SVG, text escaped in it)
    return tuple(drawn)


def _newcomers(market: Market) -> tuple[tuple[str, list[Newcomer], str], ...]:
    fresh = [new for new in market.newcomers if not new.onboarding]
    onboarded = [new for new in market.newcomers if new.onboarding]
    return (
        ("Seen for the first time tonight", fresh, "At sources that were read before."),
        (
            "On the six nights before",
            list(market.newcomers_of_week),
            "The latest first, with what they sell now.",
        ),
        (
            "Came with new sources",
            onboarded,
            "Their source was read for the first time: new to us, perhaps long in the market.",
        ),
    )


def environment() -> Environment:
    """Templates that escape everything and let no stranger's text out unclean."""
    made = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "percent": figures.percent,
        "floors_said": floors_said,
        "off": figures.off,
        "change": figures.change,
        "money": figures.money,
        "amount": figures.amount_of,
        "count": figures.count,
        "brief": legible.brief,
        "defanged": legible.defanged,
        "words": _words,
        "provider": provider_name,
        "provider_short": _provider_short,
        "access": _access,
        "unit": _unit,
        "along": _along,
        "foldable": _foldable,
        "day": _day,
    }
    return made


def _finalized(value: object) -> object:
    """Every expression of every template passes here: no stranger's text comes out unclean."""
    if value is None:
        raise ValueError("a template would print None")
    return legible.visible(value) if type(value) is str else value


def _words(name: str) -> str:
    return name.replace("_", " ")


def _provider_short(provider: str) -> str:
    """For a list of names in a narrow column."""
    return "several or unnamed" if provider == UNNAMED else provider_name(provider)


def _access(access: Access) -> str:
    return ACCESS_WORDS[access]


def _unit(unit: Unit) -> str:
    return UNIT_WORDS[unit]


def _along(share: float, scale: tuple[float, float]) -> float:
    """Where a share stands on a strip of 240 units."""
    low, high = log(scale[0]), log(scale[1])
    return round(12 + 216 * (log(share) - low) / (high - low), 1)


def _foldable(key: str) -> Markup:
    """A host name that folds at its dots when a line is too short for it."""
    return escape(legible.visible(key)).replace(".", Markup(".<wbr>"))


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def asset(made: Environment, name: str) -> Markup:
    """One of our own files, as it is."""
    loader = made.loader
    assert loader is not None  # noqa: S101  (set a few lines up)
    return Markup(loader.get_source(made, name)[0])  # noqa: S704


def fingerprint(text: str) -> str:
    """A style sheet's or script's name in the CSP."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
