"""Newcomers on a page that an unhealthy source showed: counted where a person sees it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from alerts.night import Night
from alerts.raising import alert
from alerts.wording import count
from market.judgement import Alert, EvidenceRef, Severity


def held_back(night: Night) -> Iterator[Alert]:
    """One alert per unhealthy source and night, instead of the new_channel alerts withheld."""
    withheld: dict[str, list[EvidenceRef]] = defaultdict(list)
    channels: Counter[str] = Counter()
    for new in night.newcomers:
        if not new.onboarding and new.seen.source in night.unhealthy:
            withheld[new.seen.source] += new.seen.evidence
            channels[new.seen.source] += 1
    for source, evidence in sorted(withheld.items()):
        yield alert(
            "held_back",
            on=night.on,
            severity=Severity.INFO,
            title=f"Held back: {source}",
            reason=f"{count(channels[source], 'new channel')} first listed by {source}"
            " while it is unhealthy: look at the source before believing them",
            entities=[f"source:{source}", f"on:{night.on.isoformat()}"],
            evidence=evidence,
        )
