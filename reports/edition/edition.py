"""The door to editions: a week or a month of the market as one page."""

from datetime import date
from pathlib import Path

from market.trends.floors import Floors
from reports.edition.collect import collect
from reports.edition.memory import Past
from reports.edition.model import Edition
from reports.edition.page import page
from reports.edition.span import Kind, span_of
from reports.report import save_text


def read(store: Past, on: date, *, span: Kind = "week", floors: Floors | None = None) -> Edition:
    """What there is to tell of the week or month that the day before ``on`` belongs to."""
    return collect(store, on, span_of(span, on), floors)


def write(
    store: Past,
    on: date,
    path: Path,
    *,
    span: Kind = "week",
    floors: Floors | None = None,
    beside: str = "",
) -> Path:
    """Write the edition to ``path`` (whole or not at all) and say where it is.

    ``beside`` is the file name of the nightly page to link to. The same store, floors and date
    give the same bytes.
    """
    return save_text(page(read(store, on, span=span, floors=floors), beside), path)
