"""Alerts become leads: one per channel, growing with every alert that joins it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from alerts.identity import lead_id
from alerts.raising import about, tidy
from alerts.score import SCORE_VERSION, Picture, score, total
from market.judgement import Alert, Lead

# Rules that tell a fraud team something about a seller; the others tell the operator of this tool.
ACCUSING = frozenset({"new_channel", "price_drop", "channel_moved"})

PictureOf = Callable[[str], tuple[str, Picture]]
LeadBefore = Callable[[str], Lead | None]


def build_leads(
    alerts: Iterable[Alert], on: date, picture_of: PictureOf, before: LeadBefore
) -> Iterator[Lead]:
    """One lead for each channel that tonight's alerts speak of, by channel.

    What an earlier night found stays on it; building it again from the same alerts changes nothing.
    """
    for channel, concerning in sorted(_by_channel(alerts).items()):
        name, picture = picture_of(channel)
        parts = score(picture, on)
        old = before(lead_id(channel))
        yield Lead(
            id=lead_id(channel),
            channel=channel,
            name=name,
            opened_on=min(on, old.opened_on) if old else on,
            updated_on=max(on, old.updated_on) if old else on,
            score=total(parts),
            score_version=SCORE_VERSION,
            parts=parts,
            alerts=tuple(sorted({*(old.alerts if old else ()), *(one.id for one in concerning)})),
            evidence=tidy(
                [
                    *(ref for one in concerning for ref in one.evidence),
                    *(old.evidence if old else ()),
                ]
            ),
        )


def _by_channel(alerts: Iterable[Alert]) -> dict[str, list[Alert]]:
    found: dict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        if alert.rule in ACCUSING:
            for channel in about(alert, "channel"):
                found[channel].append(alert)
    return found
