"""A source in trouble is told of once per stretch, and only from its second failed visit on."""

from collections.abc import Iterable, Iterator

from alerts.night import Night
from alerts.raising import alert
from market.judgement import Alert, Severity
from storage.views import Health

PATIENCE_VISITS = 2


def alert_per_source(rule: str, night: Night, troubled: Iterable[Health]) -> Iterator[Alert]:
    """Each stretch is named by the last healthy read before it, so all of it is one alert."""
    for health in troubled:
        if health.outcome is None or health.healthy or health.failures < PATIENCE_VISITS:
            continue
        since = health.last_read.isoformat() if health.last_read else "never"
        yield alert(
            rule,
            on=night.on,
            severity=Severity.WARN,
            title=f"{_TITLES[rule]}: {health.source}",
            reason=f"{health.source} has been {health.outcome.value} for"
            f" {health.failures} visits (last healthy read: {since});"
            " nothing is concluded from it meanwhile",
            entities=[f"source:{health.source}", f"since:{since}"],
        )


_TITLES = {"source_silent": "Silent source", "parser_drift": "Drifted source"}
