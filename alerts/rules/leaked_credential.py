"""A live-looking credential stood in public: whoever issued it should revoke it today."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from alerts.night import Night
from alerts.raising import alert
from market.judgement import Alert, EvidenceRef, Severity
from market.spoken import provider_name
from storage.views import LeakView


def leaked_credential(night: Night) -> Iterator[Alert]:
    """One alert per credential, once for ever, with its fingerprint only.

    An unhealthy source does not matter here: the key was there whatever became of the page.
    """
    for leak in night.leaks:
        begins = f"{leak.prefix}…, " if leak.prefix else ""
        yield alert(
            "leaked_credential",
            on=night.on,
            severity=Severity.URGENT,
            title=f"Leaked {provider_name(leak.provider)} credential",
            reason=f"a credential of {provider_name(leak.provider)} ({begins}SHA-256 {leak.sha256})"
            f" stands in public on {urlsplit(leak.url).netloc}; the key itself was not kept",
            entities=[f"credential:{leak.sha256}", f"provider:{leak.provider}"],
            evidence=[EvidenceRef(leak.url, leak.digest, _stand_in(leak), "", leak.first_seen)],
        )


def _stand_in(leak: LeakView) -> str:
    """What stands in its place on the stored page."""
    return f"[REDACTED:{leak.provider}:{leak.prefix}:{leak.sha256[:12]}]"
