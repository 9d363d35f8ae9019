"""How much of the market is seen, as a section."""

from collections.abc import Iterator

from market.statistics.intervals import Interval
from market.trends.coverage import Coverage, Recall
from reports.coverage import Seen, in_words
from reports.edition.model import Section
from reports.edition.tabled import Column, Entry, Table, table
from reports.figures import count, percent


def coverage_section(seen: Seen) -> Section:
    """The sentence that may be quoted, one night's detection, and what each source adds."""
    recalls = _recalls(seen.coverage)
    return Section(
        "coverage",
        "Coverage",
        points=(in_words(seen), *_nightly(seen)),
        tables=(recalls,) if recalls else (),
        headline=in_words(seen),
    )


def _nightly(seen: Seen) -> Iterator[str]:
    found = seen.coverage.nightly
    if found is None:
        yield "How many of them one night finds is not estimable below eight nights."
    else:
        yield (
            f"One night finds {percent(found.detection)} of the operators within reach, and "
            f"{percent(found.survival)} of them are still there a night later "
            f"({count(found.nights, 'night')})."
        )
    if seen.discovery.lately is not None:
        yield f"New operators per 1,000 pages in the last four weeks: {seen.discovery.lately:.1f}."


def _recalls(found: Coverage) -> Table | None:
    return table(
        "What each source adds",
        "Of the operators one source shows, how many the others would have found without it. "
        "Sources that copy each other count as one.",
        (
            Column("Source", "key"), Column("Operators"), Column("Nobody else knows"),
            Column("Found without it"),
        ),
        (_recall(one) for one in found.recalls),
    )  # fmt: skip


def _recall(one: Recall) -> tuple[Entry, ...]:
    return (
        Entry(one.witness, one.witness),
        Entry(str(one.operators), one.operators),
        Entry(str(one.alone), one.alone),
        Entry(percent(one.found.value), one.found.value, _interval(one.found)),
    )


def _interval(found: Interval) -> str:
    return f"{percent(found.low)} to {percent(found.high)}"
