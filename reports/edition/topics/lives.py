"""How long channels last."""

from collections.abc import Iterator

from market.trends.survival import at_risk
from reports.asked.survival import Surviving, in_words
from reports.edition.model import Section
from reports.edition.tabled import Column, Entry, Table, table
from reports.figures import count, listed, percent

_DAYS = (1, 3, 7, 14, 30, 60, 90, 180, 365)


def lives_section(found: Surviving) -> Section:
    """The sentence that may be quoted, the curve at round ages, and what is too short to see."""
    curve = _curve(found)
    return Section(
        "survival",
        "Survival of channels",
        short="Survival",
        points=(in_words(found), *_short(found)),
        tables=(curve,) if curve else (),
    )


def _short(found: Surviving) -> Iterator[str]:
    if found.crawl_days is not None and found.seen:
        told = [
            f"{percent(part)} of those that last {count(days, 'day')}" for days, part in found.seen
        ]
        yield (
            f"With {count(round(found.crawl_days), 'day')} between two reads, short-lived offers "
            f"are under-seen: on average we see {listed(told)}."
        )


def _curve(found: Surviving) -> Table | None:
    if found.survival.curve is None:
        return None
    steps = found.survival.curve.steps
    rows = []
    for days, left in at_risk(found.survival, _DAYS):
        reached = [step for step in steps if step.time <= days]
        if left and reached:
            step = reached[-1]
            known = step.low is not None and step.high is not None
            between = f"{percent(step.low or 0)} – {percent(step.high or 0)}" if known else ""
            rows.append(
                (
                    Entry(str(days), days), Entry(percent(step.part), step.part),
                    Entry(between), Entry(str(left), left),
                )
            )  # fmt: skip
    return table(
        "Part of channels that last longer",
        "Product-limit curve over channels whose beginning was seen; a channel is gone only where "
        "a source that showed it was read and showed it no more.",
        (
            Column("Days"), Column("Still there"), Column("95% interval", ""),
            Column("Watched that long"),
        ),
        rows,
    )  # fmt: skip
