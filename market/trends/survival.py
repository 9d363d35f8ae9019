"""How long channels last: known to be gone only where somebody who used to show them was read and
showed them no more. A source that fails says nothing of its channels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from market.statistics.lifetimes import Lifetimes, lifetimes

FEWEST = 5  # channels behind a curve


@dataclass(frozen=True, slots=True)
class Life:
    """One channel from when it was first heard of."""

    channel: str
    born: date
    last_seen: date
    gone_on: date | None = None  # None: nobody has found it missing, or it came back
    older: bool = False  # already there when whoever first showed it was first read


@dataclass(frozen=True, slots=True)
class Survival:
    """A curve in days over the channels whose beginning was seen."""

    channels: int
    gone: int
    older: int  # left out: nobody knows how old they are
    curve: Lifetimes | None  # None: too few channels

    @property
    def going_on(self) -> int:
        """Channels of the curve that were there when last looked for."""
        return self.channels - self.gone


def survival(lives: Iterable[Life], on: date) -> Survival:
    """The survival of channels as known on a day; what happened later is not looked at."""
    known = [life for life in lives if life.born <= on]
    whole = [life for life in known if not life.older]
    ended = [(gone - life.born).days for life in whole if (gone := _gone(life, on))]
    so_far = [_days_seen(life, on) for life in whole if not _gone(life, on)]
    curve = lifetimes(ended, so_far) if len(whole) >= FEWEST else None
    return Survival(len(whole), len(ended), len(known) - len(whole), curve)


def at_risk(found: Survival, days: Sequence[int]) -> list[tuple[int, int]]:
    """How many channels were watched for at least so many days, for the table under a curve."""
    steps = found.curve.steps if found.curve else ()
    return [(day, next((step.at_risk for step in steps if step.time >= day), 0)) for day in days]


def _gone(life: Life, on: date) -> date | None:
    return life.gone_on if life.gone_on and life.gone_on <= on else None


def _days_seen(life: Life, on: date) -> int:
    """Until it was last seen, not until today: in between it may have gone unnoticed."""
    return max(0, (min(life.last_seen, on) - life.born).days)
