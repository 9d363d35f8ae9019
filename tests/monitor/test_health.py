"""A source is judged against its own past, and silence is our fault until shown otherwise."""

import pytest

from monitor.health import verdict


@pytest.mark.parametrize(
    ("count", "past", "healthy"),
    [
        (0, [], True),  # a shop whose shelves were always empty
        (0, [5], False),  # it never was empty before
        (10, [20, 20], True),  # too little past to call it usual
        (10, [20, 20, 20], True),
        (9, [20, 20, 20], False),
        (200, [20, 20, 20], True),  # growth accuses nobody
        (58, [59, 59, 59], True),
    ],
)
def test_a_read_is_judged_by_earlier_reads(count: int, past: list[int], healthy: bool) -> None:
    assert verdict(count, past).healthy is healthy


def test_a_suspicion_gives_its_reason() -> None:
    assert verdict(9, [20, 22, 21]).reason == "9 listings where 21 are usual"
