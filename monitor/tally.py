"""The one line a night leaves behind, and what its ending is called."""

from typing import Any

from storage.views import NightTally, SourceCounts

RULES_ALWAYS_TOLD = ("new_channel", "price_drop")


def outcome(sources: SourceCounts, candidates: int = 0) -> str:
    """ok, partial, failed or nothing_due, given how sources fared and how many strangers were seen.

    A door that is closed to us (denied, blocked, refused) is an honest answer and spoils no night.
    But where nothing at all was read the night failed: an empty crawl is not a quiet market.
    """
    if not sources.due:
        return "ok" if candidates else "nothing_due"
    if not sources.read + sources.unchanged:
        return "failed"
    broken = sources.unreachable + sources.drifted + sources.suspect + sources.pending
    return "partial" if broken else "ok"


def line(tally: NightTally) -> dict[str, Any]:
    """The tally of DESIGN §10 as one JSON object."""
    sources = tally.sources
    names = ("due", "read", "unchanged", "denied", "blocked", "drifted", "unreachable")
    more = ("refused", "not_resale", "suspect")
    return {
        "run": tally.run,
        "on": tally.on,
        "outcome": outcome(sources, tally.candidates_visited),
        "sources": {name: getattr(sources, name) for name in (*names, *more)},
        "candidates": {"visited": tally.candidates_visited, "new": tally.candidates},
        "pages": tally.pages,
        "requests": tally.requests,
        "bytes": tally.bytes,
        "channels": _part(tally, "channels", ("new", "known", "moved", "reappeared", "gone")),
        "offers": _part(tally, "offers", ("new", "changed", "unchanged", "withdrawn")),
        "alerts": {**dict.fromkeys(RULES_ALWAYS_TOLD, 0), **tally.alerts},
        "leads": _part(tally, "leads", ("new", "updated")),
        "rows_written": tally.rows_written,
        "issues": tally.issues,
    }


def _part(tally: NightTally, noun: str, verbs: tuple[str, ...]) -> dict[str, int]:
    return {verb: getattr(tally, f"{noun}_{verb}") for verb in verbs}
