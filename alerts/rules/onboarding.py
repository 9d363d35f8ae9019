"""A source read for the first time: everything on it is new to us, nothing of it is news."""

from collections import Counter
from collections.abc import Iterator

from alerts.night import Night
from alerts.raising import alert
from alerts.wording import count
from market.judgement import Alert, Severity


def onboarding(night: Night) -> Iterator[Alert]:
    """One alert per source with the number of channels it brought, never one per channel."""
    brought = Counter(new.seen.source for new in night.newcomers if new.onboarding)
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
