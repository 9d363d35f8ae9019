"""The sentence about how long channels last, and the crawl interval beside it."""

from datetime import date, timedelta

import pytest

from market.trends.survival import Life
from reports.asked.survival import in_words, of

START = date(2026, 1, 1)
ON = START + timedelta(100)


class Remembered:
    """A store that remembers these lives."""

    def __init__(self, gone: list[int], there: list[int], older: int, every: int) -> None:
        self._lives = [
            *(Life(f"g{n}", START, START, START + timedelta(day)) for n, day in enumerate(gone)),
            *(Life(f"t{n}", START, START + timedelta(day)) for n, day in enumerate(there)),
            *(Life(f"o{n}", START, ON, older=True) for n in range(older)),
        ]
        self._every = every

    def lives(self, on: date) -> list[Life]:
        return self._lives

    def nights_read(self, since: date, until: date) -> dict[str, tuple[date, ...]]:
        days = range(0, (until - since).days + 1, self._every) if self._every else range(1)
        return {"lists": tuple(since + timedelta(day) for day in days), "once": (since,)}


@pytest.mark.parametrize(
    ("gone", "there", "older", "sentence"),
    [
        ([], [], 0, "0 channels seen to begin are too few for a curve"),
        ([], [9] * 6, 3, "More than half of 6 channels seen to begin are still there (0 gone)"),
        ([10, 20, 30, 40, 50], [], 0, "Half of 5 channels seen to begin last longer than 30 days"),
        ([10] * 9, [90], 2, "9 are gone; 2 more were already there when we began to look"),
    ],
)
def test_the_sentence(gone: list[int], there: list[int], older: int, sentence: str) -> None:
    found = of(Remembered(gone, there, older, 1), ON)  # type: ignore[arg-type]

    assert sentence in in_words(found)


def test_short_lives_are_seen_in_part_and_the_interval_is_said() -> None:
    found = of(Remembered([], [], 0, 2), ON)  # type: ignore[arg-type]

    assert found.crawl_days == 2
    assert dict(found.seen)[1] == pytest.approx(0.432, abs=1e-3)


def test_without_two_reads_there_is_no_interval() -> None:
    found = of(Remembered([], [], 0, 0), ON)  # type: ignore[arg-type]

    assert (found.crawl_days, found.seen) == (None, ())
