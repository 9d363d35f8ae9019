"""OBSERVE a night: this week's one ratio per channel and cell, out of all prices remembered."""

from datetime import date, timedelta

from market.trends.blend import UNITS
from market.trends.observe import Known, Observed, observe
from market.trends.periods import Periods
from market.types import ChannelStatus
from monitor.house import House
from storage.views import Run

# As long as a product may be missing and still be the same one (statistics.md, 2.5).
LOOK_BACK = timedelta(days=28)


def observe_night(house: House, run: Run, periods: Periods = Periods.WEEK) -> Observed:
    """Keep the observations of the night's period as they are after it. Observing it again changes
    nothing. A store has weeks or nights, never both.
    """
    period = periods.of(run.on)
    last = periods.nights(period)[-1]
    spans = house.store.price_spans(period, last, UNITS)
    found = observe(period, spans, _known(house, period, last), periods)
    house.store.keep_observations(period, found.observations, run_id=run.id)
    return found


def _known(house: House, period: date, last: date) -> Known:
    channels = house.store.channels()
    return Known(
        book=house.book,
        fx=house.fx,
        read=house.store.nights_read(period - LOOK_BACK, last),
        own={(a.value, one.key) for one in channels for a in one.aliases if a.kind == "source"},
        not_resale={one.key for one in channels if one.status is ChannelStatus.NOT_RESALE},
    )
