"""The last observed periods up to a night, and what the channels that sell showed in them."""

from datetime import date

from market.trends.observation import Observation
from market.types import ChannelStatus
from reports.asked.memory import Asked


def observed(memory: Asked, on: date, weeks: int) -> list[Observation]:
    """Observations of the last ``weeks`` observed periods that began by ``on``, oldest first."""
    periods = [period for period in memory.observed_periods() if period <= on][-weeks:]
    if not periods:
        return []
    apart = {view.key for view in memory.channels(ChannelStatus.NOT_RESALE)}
    told = memory.observations(periods[0], periods[-1])
    return [one for one in told if one.channel not in apart]
