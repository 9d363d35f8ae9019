"""Candidates as people see them: their score, and why."""

from datetime import timedelta
from typing import cast

from market.candidates import Score
from market.wire import plain
from monitor.commands.frame import night
from monitor.house import House
from monitor.output import as_json
from monitor.tabular import table
from storage.views import CandidateView

_FEW = 3


def reasons(score: Score) -> str:
    """What weighs most, in a line."""
    heaviest = sorted(score.parts, key=lambda part: (-abs(part.points), part.name))
    return "; ".join(f"{part.points:+d} {part.reason}" for part in heaviest[:_FEW])


def waiting(rooms: House) -> list[CandidateView]:
    """Everybody who waits, scored as of the night after the last one."""
    last = max((run.on for run in rooms.store.runs()), default=None)
    on = last + timedelta(days=1) if last else night(None)
    return rooms.store.candidates(on, rooms.settings.discover.limits())


def show_waiting(rooms: House, *, as_of_json: bool) -> None:
    """Everybody who waits for a visit, the most promising first."""
    known = {one.key: one for one in rooms.store.channels("candidate")}
    found = waiting(rooms)
    if as_of_json:
        fields = ((cast("dict[str, object]", plain(known[one.key])), one) for one in found)
        as_json([{**channel, "candidate": one} for channel, one in fields])
        return
    columns = ("channel", "score", "visit", "visits", "first seen", "name", "why")
    rows = [
        (
            one.key,
            one.score.points,
            one.due_on or "never",
            one.visits,
            known[one.key].first_seen,
            known[one.key].name,
            reasons(one.score),
        )
        for one in found
    ]
    empty = "No candidates: what is read leads nowhere new."
    table("Candidates", columns, rows, folds=("name", "why"), empty=empty)


def show_why(candidate: CandidateView) -> None:
    """Every part of a candidate's score."""
    parts = candidate.score.parts
    rows = [(part.name, f"{part.points:+d}", part.reason) for part in parts]
    when = f"next visit {candidate.due_on}" if candidate.due_on else "never visited"
    title = f"Score {candidate.score.points} ({candidate.score.version}), {when}"
    table(
        title, ("part", "points", "reason"), rows, folds=("reason",), empty="Nothing speaks for it."
    )
