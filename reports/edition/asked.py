"""What people ask of the market beside its level, topic by topic, each with its own table."""

from collections.abc import Iterator
from datetime import date

from reports import coverage
from reports.edition.coverage_table import coverage_section
from reports.edition.memory import Past
from reports.edition.model import Section
from reports.memory import Compare


def asked(memory: Past, compare: Compare, on: date) -> Iterator[Section]:
    """Every topic in the page's order; one without anything honest to tell says why."""
    del compare
    yield coverage_section(coverage.of(memory, on))
