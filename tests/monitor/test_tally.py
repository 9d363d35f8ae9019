"""What a night's ending is called: an empty crawl never looks like a quiet market."""

import pytest

from monitor.tally import outcome
from storage.views import SourceCounts


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (SourceCounts(), "nothing_due"),
        (SourceCounts(due=3, read=2, unchanged=1), "ok"),
        (SourceCounts(due=3, unchanged=1, denied=1, blocked=1), "ok"),
        (SourceCounts(due=3, read=2, unreachable=1), "partial"),
        (SourceCounts(due=3, read=2, drifted=1), "partial"),
        (SourceCounts(due=3, read=3, suspect=1), "partial"),
        (SourceCounts(due=3, unreachable=3), "failed"),
        (SourceCounts(due=2, denied=1, blocked=1), "failed"),
    ],
)
def test_the_ending_has_a_name(sources: SourceCounts, expected: str) -> None:
    assert outcome(sources) == expected


def test_a_night_of_strangers_only_was_not_idle() -> None:
    assert outcome(SourceCounts(), candidates=2) == "ok"
