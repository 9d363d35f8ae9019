"""What people ask of the market beside its level, a topic a module, each as a section."""

from collections.abc import Iterator
from datetime import date

from market.trends.floors import Floors
from reports import coverage as covered
from reports.asked import cheapest, dispersion, lag, slices, survival, volumes
from reports.edition.memory import Past
from reports.edition.model import Section
from reports.edition.topics.cheap import cheap_section
from reports.edition.topics.coverage import coverage_section
from reports.edition.topics.lags import lags_section
from reports.edition.topics.lives import lives_section
from reports.edition.topics.places import places_section
from reports.edition.topics.spreads import spreads_section
from reports.edition.topics.volume import volume_section

_ONE, _FOUR = 1, 4  # weeks


def topics(memory: Past, floors: Floors, on: date) -> Iterator[Section]:
    """Every topic in the page's order; one without anything honest to tell says why."""
    regions, payments = (slices.of(memory, on, name, _ONE) for name in ("region", "payment"))
    yield places_section(regions, payments)
    yield cheap_section(cheapest.of(memory, on, floors, _ONE))
    yield lags_section(lag.of(memory, on))
    yield spreads_section(dispersion.of(memory, on, _FOUR + 1))
    yield lives_section(survival.of(memory, on))
    yield volume_section(volumes.of(memory, on))
    yield coverage_section(covered.of(memory, on))
