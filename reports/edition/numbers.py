"""What was published and observed up to the edition's end, read once."""

from dataclasses import dataclass
from datetime import date

from market.trends.accepted import accepted
from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.published import Published, Revision, Vintage
from market.trends.revisions import revisions
from market.trends.rules import NIGHTLY, WEEKLY
from reports.edition.memory import Past
from reports.edition.model import Rhythm
from reports.edition.series import ON_CHARTS, rhythm_of


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was published and observed up to the edition's end."""

    vintages: tuple[Vintage, ...]
    told: tuple[Published, ...]
    used: tuple[Observation, ...]  # of those on the charts, what no rule left out; by period
    rhythm: Rhythm

    @property
    def newest(self) -> tuple[Published, ...]:
        """What was published of the last period."""
        last = self.rhythm.periods[-1:]
        return tuple(one for one in self.told if (one.period,) == last)


def numbers_of(memory: Past, until: date) -> Numbers:
    """Of the newest vintage, up to a day; observations only as far back as charts show."""
    vintages = tuple(memory.vintages())
    periods = vintages[-1].periods if vintages else "week"
    told = tuple(memory.published(vintages[-1].id, until=until)) if vintages else ()
    rhythm = rhythm_of(periods, {one.period for one in told}, until)
    since = rhythm.periods[-ON_CHARTS:][0] if rhythm.periods else until
    rules = NIGHTLY if rhythm.days == 1 else WEEKLY
    used = accepted(memory.observations(since, until), rules).used
    return Numbers(vintages, told, tuple(sorted(used, key=_in_time)), rhythm)


def _in_time(one: Observation) -> tuple[date, Cell, str]:
    return one.period, one.cell, one.channel


def revised(memory: Past, numbers: Numbers) -> list[Revision]:
    """What the newest vintage tells otherwise than the one before, where both count alike."""
    before, now = numbers.vintages[-2:-1], numbers.vintages[-1:]
    if not before or before[0].periods != now[0].periods or not numbers.rhythm.periods:
        return []
    until = numbers.rhythm.periods[-1]
    return revisions(memory.published(before[0].id, until=until), numbers.told)
