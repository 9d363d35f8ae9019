"""A known seller at a new address: worth knowing, not a new channel."""

from collections.abc import Iterator
from dataclasses import replace

from alerts.night import Night
from alerts.raising import alert
from market.judgement import Alert, Severity


def channel_moved(night: Night) -> Iterator[Alert]:
    """One alert per channel and new address, once for ever."""
    for move in night.relocations:
        if move.source in night.unhealthy:
            continue
        before = f"from {move.before} " if move.before else ""
        yield alert(
            "channel_moved",
            on=night.on,
            severity=Severity.INFO,
            title=f"Moved: {move.channel}",
            reason=f"{move.channel} moved {before}to {move.after}, as {move.source} shows it;"
            " it stays the same channel",
            entities=[f"channel:{move.channel}", f"address:{move.after}"],
            evidence=[
                replace(page, quote=move.after) for page in night.pages.get(move.source, ())[:3]
            ],
        )
