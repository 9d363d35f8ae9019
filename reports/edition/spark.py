"""A line so small that it has no scale: the index's way, beside a figure that has one."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

_WIDE, _HIGH = 240, 40


def spark(way: Sequence[float | None]) -> Markup:
    """Inline SVG for the eye alone; the chart below says the same to everybody. Gaps stay gaps."""
    known = [value for value in way if value is not None]
    if len(known) < 2:
        return Markup()
    low, room = min(known), (max(known) - min(known)) or 1.0
    step = (_WIDE - 8) / max(1, len(way) - 1)
    places = [
        None if value is None else (4 + at * step, 4 + (_HIGH - 8) * (1 - (value - low) / room))
        for at, value in enumerate(way)
    ]
    runs = [
        list(run) for there, run in groupby(places, key=lambda place: place is not None) if there
    ]
    line = " ".join(
        "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in filter(None, run)) for run in runs
    )
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '<path d="{}"/></svg>'
    ).format(_WIDE, _HIGH, line)
