"""How long channels last, and how many short-lived ones our crawls cannot have seen."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from market.statistics.lifetimes import gaps, seen_part
from market.trends.survival import Survival, survival
from reports.asked.memory import Asked

LOOKED_BACK = timedelta(days=27)
SHORT_LIVES = (1, 3, 7, 30)  # days


@dataclass(frozen=True, slots=True)
class Surviving:
    """The curve, and what part of offers of some mean lives is seen at all."""

    on: date
    survival: Survival
    crawl_days: float | None  # median between two reads of a source; None: none was read twice
    seen: tuple[tuple[int, float], ...]  # mean life in days, part seen


def of(memory: Asked, on: date) -> Surviving:
    """Survival as known on a day, with the crawl interval of the four weeks before."""
    days = crawl_days(memory, on)
    seen = () if days is None else tuple((life, seen_part(life, days)) for life in SHORT_LIVES)
    return Surviving(on, survival(memory.lives(on), on), days, seen)


def crawl_days(memory: Asked, on: date) -> float | None:
    """The median number of days between two healthy reads of the same source."""
    read = memory.nights_read(on - LOOKED_BACK, on)
    between = [gap for nights in read.values() for gap in gaps([n.toordinal() for n in nights])]
    return median(between) if between else None


def in_words(found: Surviving) -> str:
    """The one sentence that may be quoted."""
    told = found.survival
    left_out = f"{told.older} more were already there when we began to look and are left out"
    if told.curve is None:
        return f"{told.channels} channels seen to begin are too few for a curve; {left_out}."
    if told.curve.median is None:
        return (
            f"More than half of {told.channels} channels seen to begin are still there "
            f"({told.gone} gone), so the median life is not known yet; {left_out}."
        )
    low, high = told.curve.low, told.curve.high
    upper = "unbounded" if high is None else f"{high:.0f}"
    interval = f" (95 %: {low:.0f} to {upper})" if low is not None else ""
    return (
        f"Half of {told.channels} channels seen to begin last longer than "
        f"{told.curve.median:.0f} days{interval}; {told.gone} are gone; {left_out}."
    )
