"""A source that answers in a shape we no longer read, or with too little to be true."""

from collections.abc import Iterator

from alerts.night import Night
from alerts.rules.source_silent import SILENT
from alerts.trouble import alert_per_source
from market.judgement import Alert
from market.types import Outcome


def parser_drift(night: Night) -> Iterator[Alert]:
    """One alert per stretch of two or more visits of answers that make no sense to us."""
    others = {*SILENT, Outcome.DENIED}
    drifted = [health for health in night.health if health.outcome not in others]
    yield from alert_per_source("parser_drift", night, drifted)
