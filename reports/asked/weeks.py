"""The last observed periods up to a night, and what of them is used."""

from dataclasses import dataclass
from datetime import date

from market.trends.accepted import accepted
from market.trends.observation import Observation
from market.types import ChannelStatus
from reports.asked.memory import Asked

_JUDGED_BY = 8  # periods, so that a quote has a past of its own to be judged by


@dataclass(frozen=True, slots=True)
class Observed:
    """Observations that are used, of the channels that sell."""

    periods: tuple[date, ...]  # asked for, oldest first
    used: tuple[Observation, ...]
    excluded: int  # of the periods asked for


def observed(memory: Asked, on: date, weeks: int) -> Observed:
    """The last ``weeks`` observed periods that began by ``on``, judged amid at least eight."""
    periods = [period for period in memory.observed_periods() if period <= on]
    judged, asked = periods[-max(weeks, _JUDGED_BY) :], tuple(periods[-weeks:])
    if not asked:
        return Observed((), (), 0)
    apart = {view.key for view in memory.channels(ChannelStatus.NOT_RESALE)}
    told = memory.observations(judged[0], judged[-1])
    seen = [one for one in told if one.channel not in apart]
    used = tuple(one for one in accepted(seen).used if one.period >= asked[0])
    return Observed(asked, used, sum(one.period >= asked[0] for one in seen) - len(used))
