"""A source in trouble is told of once per stretch, and only from its second failed visit on."""

from collections.abc import Iterable, Iterator

from alerts.night import Night
from alerts.raising import alert
from market.judgement import Alert, Severity
from market.types import Outcome
from storage.views import Health

PATIENCE_VISITS = 2


def alert_per_source(rule: str, night: Night, troubled: Iterable[Health]) -> Iterator[Alert]:
    """Each stretch is named by the last healthy read before it, so all of it is one alert."""
    for health in troubled:
        if health.outcome is None or health.healthy or health.failures < PATIENCE_VISITS:
            continue
        since = health.last_read.isoformat() if health.last_read else "never"
        so_far = f"last read well on {since}" if health.last_read else "never read well so far"
        yield alert(
            rule,
            on=night.on,
            severity=Severity.WARN,
            title=f"{_TITLES[rule]}: {health.source}",
            reason=f"{health.source} {_WORDS[health.outcome]} on {health.failures} visits in a row"
            f" ({so_far}); nothing is concluded from it meanwhile",
            entities=[f"source:{health.source}", f"since:{since}"],
            evidence=night.pages.get(health.source, ())[:3],
        )


_TITLES = {"source_silent": "Silent source", "parser_drift": "Drifted source"}
_WORDS = {
    Outcome.UNREACHABLE: "did not answer",
    Outcome.BLOCKED: "met us with a challenge, a log-in or a refusal",
    Outcome.REFUSED: "had an address we do not visit",
    Outcome.DENIED: "was closed to us by robots.txt",
    Outcome.DRIFTED: "answered in a shape we do not know",
    Outcome.READ: "showed too little to be believed",
    Outcome.UNCHANGED: "showed too little to be believed",
    Outcome.NOT_RESALE: "showed nothing for sale",
}
