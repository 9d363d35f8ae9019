"""A channel listed for the first time, by a source that had been read before."""

from collections.abc import Iterator

from alerts.night import Newcomer, Night
from alerts.raising import alert
from alerts.wording import percent
from market.judgement import Alert, Severity
from market.spoken import provider_said


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
            reason=f"{_who(newcomer)} {_how(newcomer)}; {_sells(newcomer)}",
            entities=[f"channel:{seen.key}"],
            evidence=seen.evidence,
        )


def _who(newcomer: Newcomer) -> str:
    name, key = newcomer.seen.name, newcomer.seen.key
    return key if name in {key, ""} else f"{name} ({key})"


def _how(newcomer: Newcomer) -> str:
    if newcomer.found:
        return "found through a mention and read on its own site for the first time"
    return f"first listed by {newcomer.seen.source}"


def _sells(newcomer: Newcomer) -> str:
    best = newcomer.best
    if best is None:
        return "no price set against list yet"
    offer = best.offer
    group = f"group {offer.group}" if offer.group else ""
    what = ", ".join(word for word in (offer.model, group) if word)
    told = f"sells {provider_said(offer.provider)} from {percent(best.of_list)} of list"
    return f"{told} ({what})" if what else told
