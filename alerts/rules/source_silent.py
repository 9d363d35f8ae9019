"""A source that does not answer us: our trouble until shown otherwise."""

from collections.abc import Iterator

from alerts.night import Night
from alerts.trouble import alert_per_source
from market.judgement import Alert
from market.types import Outcome

SILENT = frozenset({Outcome.UNREACHABLE, Outcome.BLOCKED, Outcome.DENIED, Outcome.REFUSED})


def source_silent(night: Night) -> Iterator[Alert]:
    """One alert per stretch of two or more visits without an answer."""
    silent = [health for health in night.health if health.outcome in SILENT]
    yield from alert_per_source("source_silent", night, silent)
