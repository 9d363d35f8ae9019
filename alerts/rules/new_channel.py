"""A channel listed for the first time, by a source that had been read before."""

from collections.abc import Iterator

from alerts.night import Newcomer, Night
from alerts.raising import alert
from alerts.wording import percent
from market.judgement import Alert, Severity


def new_channel(night: Night) -> Iterator[Alert]:
    """One alert per newcomer, once for ever.

    A source's first night is onboarding, and an unhealthy source accuses nobody.
    """
    for newcomer in night.newcomers:
        seen = newcomer.seen
        if newcomer.onboarding or seen.source in night.unhealthy:
            continue
        yield alert(
            "new_channel",
            on=night.on,
            severity=Severity.WARN,
            title=f"New channel: {seen.name}",
            reason=f"{_who(newcomer)} first listed by {seen.source}; {_sells(newcomer)}",
            entities=[f"channel:{seen.key}"],
            evidence=seen.evidence,
        )


def _who(newcomer: Newcomer) -> str:
    name, key = newcomer.seen.name, newcomer.seen.key
    return key if name in {key, ""} else f"{name} ({key})"


def _sells(newcomer: Newcomer) -> str:
    best = newcomer.best
    if best is None:
        return "no price set against list yet"
    offer = best.offer
    group = f", group {offer.group}" if offer.group else ""
    return f"sells {offer.provider} from {percent(best.of_list)} of list ({offer.model}{group})"
