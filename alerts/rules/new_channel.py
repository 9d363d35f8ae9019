"""A channel listed for the first time, by a source that had been read before."""

from collections.abc import Iterator

from alerts.night import Newcomer, Night
from alerts.pseudonyms import person_in
from alerts.raising import alert
from alerts.wording import count, percent
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
            reason=f"{_who(newcomer)} {_how(newcomer)}; {_sells(newcomer)}{_whose(newcomer)}",
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


def _whose(newcomer: Newcomer) -> str:
    """Whom else its operator runs: sites by their address, people's rooms only by number."""
    if not newcomer.sisters:
        return ""
    sites = [key for key in newcomer.sisters if person_in(key) is None]
    told = sites[0] if sites else count(len(newcomer.sisters), "other channel")
    more = len(newcomer.sisters) - 1 if sites else 0
    others = f"{told} and {more} more" if more else told
    why = f" ({', '.join(newcomer.shared)})" if newcomer.shared else ""
    return f"; believed to be run by the operator of {others}{why}"
