"""A source that does not answer us: our trouble until shown otherwise."""

from collections.abc import Iterator

from alerts.night import Night
from alerts.trouble import alert_per_source
from market.judgement import Alert
from market.types import Outcome

SILENT = frozenset({Outcome.UNREACHABLE, Outcome.BLOCKED, Outcome.REFUSED})


def source_silent(night: Night) -> Iterator[Alert]:
    """One alert per stretch of two or more visits without an answer, after one that was read.

    A source that never let us in, or whose robots.txt denies us, has answered: the health table
    shows it.
    """
    silent = [one for one in night.health if one.outcome in SILENT and one.last_read is not None]
    yield from alert_per_source("source_silent", night, silent)
