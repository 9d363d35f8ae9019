"""A source read for the first time: everything on it is new to us, nothing of it is news."""

from collections import Counter
from collections.abc import Iterator

from alerts.night import Night
from alerts.raising import alert
from alerts.wording import count
from market.judgement import Alert, Severity

_NAMED = 20


def onboarding(night: Night) -> Iterator[Alert]:
    """One alert per source that lists others with the number of channels it brought, and one for
    all the shops together that a person added; never one per channel.
    """
    fresh = [new for new in night.newcomers if new.onboarding]
    if added := sorted(new.seen.source for new in fresh if new.added):
        shops = f"{count(len(added), 'shop')} you added"
        yield alert(
            "onboarding",
            on=night.on,
            severity=Severity.INFO,
            title=f"Onboarding: {shops}",
            reason=f"onboarding: {shops}, read for the first time: {_few(added)}",
            entities=[f"on:{night.on.isoformat()}"],
        )
    brought = Counter(new.seen.source for new in fresh if not new.added)
    for source, channels in sorted(brought.items()):
        yield alert(
            "onboarding",
            on=night.on,
            severity=Severity.INFO,
            title=f"Onboarding: {source}",
            reason=f"onboarding: {count(channels, 'channel')} from {source},"
            " read for the first time",
            entities=[f"source:{source}"],
        )


def _few(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
