"""The edition as one HTML file, dressed like the nightly page and as closed to the network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports import legible
from reports.charts import scale_of
from reports.edition.chart import chart
from reports.edition.headlines import INDEX_FROM
from reports.edition.model import Edition, Panel
from reports.edition.naming import cell_name, sentence_start
from reports.edition.series import ON_CHARTS
from reports.edition.spark import spark
from reports.html import asset, environment, fingerprint
from reports.levels import PUBLISHED

MOST_CHARTS = 12
_MOST_MARKS = 5  # told under a chart; all of them are drawn


@dataclass(frozen=True, slots=True)
class Drawing:
    """A panel and its chart."""

    panel: Panel
    name: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Dressing:
    """What the page needs besides the edition."""

    style: Markup
    script: Markup
    charts: tuple[Drawing, ...]
    undrawn: tuple[str, ...]
    beside: str
    published: int = PUBLISHED
    index_from: int = INDEX_FROM
    most_marks: int = _MOST_MARKS

    @property
    def style_hash(self) -> str:
        """The style sheet's name in the CSP."""
        return fingerprint(self.style)

    @property
    def script_hash(self) -> str:
        """The script's name in the CSP."""
        return fingerprint(self.script)


def page(edition: Edition, beside: str = "") -> str:
    """The whole document. ``beside`` is the nightly page's file name, where there is one.

    The same edition gives the same bytes.
    """
    made = environment()
    made.filters |= {"titled": sentence_start, "spark": spark}
    panels = [*edition.markets, *edition.providers]
    worth = [panel for panel in panels if any(point and point.dots for point in panel.points)]
    dressing = Dressing(
        style=Markup("").join((asset(made, "report.css"), asset(made, "edition.css"))),
        script=asset(made, "sort.js"),
        charts=tuple(_charts(worth[:MOST_CHARTS], edition)),
        undrawn=tuple(
            cell_name(panel.cell) for panel in panels if panel not in worth[:MOST_CHARTS]
        ),
        beside=beside,
    )
    return made.get_template("edition.html.j2").render(edition=edition, page=dressing)


def _charts(panels: Sequence[Panel], edition: Edition) -> Iterator[Drawing]:
    rhythm = edition.rhythm
    points = [point for panel in panels for point in panel.points if point]
    scale = scale_of([dot.share for point in points for dot in point.dots])
    periods = rhythm.periods[-ON_CHARTS:]
    waiting = edition.waiting.replace(", ", ",\n")
    for number, panel in enumerate(panels):
        name = legible.visible(cell_name(panel.cell))
        title = f"{name}: share of list and index by {rhythm.one}"
        svg = chart(panel, periods, rhythm, f"chart{number}", title, scale, waiting)
        yield Drawing(panel, name, Markup(svg))  # noqa: S704  (our own SVG, text escaped in it)
