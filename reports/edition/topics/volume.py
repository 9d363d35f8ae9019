"""Claimed volumes as medians and bands, observed ones as lower bounds; never a sum."""

from collections.abc import Iterator

from market.trends.volumes import Band, Claimed
from reports.asked.volumes import Volumes, in_words
from reports.edition.model import Section
from reports.edition.tabled import Column, Entry, Table, number, table
from reports.figures import count, percent


def volume_section(found: Volumes) -> Section:
    """Sentences that may be quoted, medians by unit, and orders of magnitude."""
    told = (_medians(found), _bands(found))
    return Section(
        "volumes",
        "Volumes",
        note="Claims are advertising: no sum is made of them, for it would rest on whoever boasts "
        "most.",
        points=(*in_words(found), *_calibrated(found)),
        tables=tuple(one for one in told if one),
    )


def _calibrated(found: Volumes) -> Iterator[str]:
    both = found.calibrated
    if both.median is not None:
        yield (
            f"Claims of {count(both.operators, 'operator')} whose counters were read, too: "
            f"{both.median:,.1f} times what was observed, in the median."
        )


def _medians(found: Volumes) -> Table | None:
    return table(
        "Claimed a day, by unit",
        "Each operator's largest claim counts once. The median takes ten claimants.",
        (
            Column("Unit", "text"), Column("Claimants"), Column("Median"),
            Column("95% interval", ""), Column("Middle half", ""), Column("Largest one's part"),
            Column("Three largest"),
        ),
        (_claimed(one) for one in found.claims.units),
    )  # fmt: skip


def _claimed(one: Claimed) -> tuple[Entry, ...]:
    return (
        Entry(one.unit, one.unit),
        Entry(str(one.claimants), one.claimants),
        number(one.median, f"{one.median or 0:,.0f}"),
        Entry(_between(one.low, one.high)),
        Entry(_between(one.lower_quartile, one.upper_quartile)),
        number(one.top_one, percent(one.top_one or 0)),
        number(one.top_three, percent(one.top_three or 0)),
    )


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:,.0f} – {high:,.0f}"


def _bands(found: Volumes) -> Table | None:
    return table(
        "Operators by order of magnitude claimed a day",
        "A band without anybody is not listed.",
        (Column("Unit", "text"), Column("From"), Column("To below"), Column("Operators")),
        (
            _band(one.unit, band)
            for one in found.claims.units
            for band in one.bands
            if band.operators
        ),
    )


def _band(unit: str, band: Band) -> tuple[Entry, ...]:
    return (
        Entry(unit, unit),
        Entry(f"{band.low:,.0f}", band.low),
        number(band.high, f"{band.high or 0:,.0f}"),
        Entry(str(band.operators), band.operators),
    )
