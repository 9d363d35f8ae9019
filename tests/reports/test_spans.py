"""Which days an edition tells of."""

from datetime import date

import pytest

from reports.edition.span import Kind, span_of


@pytest.mark.parametrize(
    ("kind", "on", "stem", "first", "last"),
    [
        ("week", date(2026, 8, 17), "weekly-2026-W33", date(2026, 8, 10), date(2026, 8, 16)),
        ("week", date(2026, 8, 14), "weekly-2026-W33", date(2026, 8, 10), date(2026, 8, 16)),
        ("week", date(2027, 1, 1), "weekly-2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("month", date(2026, 9, 1), "monthly-2026-08", date(2026, 8, 1), date(2026, 8, 31)),
        ("month", date(2026, 9, 2), "monthly-2026-09", date(2026, 9, 1), date(2026, 9, 30)),
    ],
)
def test_an_edition_tells_of_the_span_of_the_day_before(
    kind: Kind, on: date, stem: str, first: date, last: date
) -> None:
    span = span_of(kind, on)

    assert (span.stem, span.first, span.last) == (stem, first, last)
