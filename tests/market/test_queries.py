"""What a search is asked, and when."""

from datetime import date, timedelta

import pytest

from market.queries import asked_on, expanded, shipped

FIRST = date(2026, 7, 1)


@pytest.mark.parametrize("name", ["relay", "accounts"])
def test_a_shipped_list_begins_in_many_languages(name: str) -> None:
    """The languages take turns: a night of a few queries does not speak only one."""
    queries = shipped(name)

    assert len(queries) == len(set(queries)) > 25
    assert sum(any(ord(letter) > 0x3000 for letter in one) for one in queries[:12]) < 6
    assert any("а" <= letter <= "я" for one in queries[:8] for letter in one.lower())


def test_named_lists_and_queries_of_one_s_own_stand_together() -> None:
    """Each once."""
    assert expanded(("otter", "@accounts", "otter"))[:2] == ("otter", shipped("accounts")[0])
    with pytest.raises(ValueError, match="accounts"):
        expanded(("@nobody",))


@pytest.mark.parametrize(
    ("size", "ration", "cadence"), [(10, 4, 1), (52, 4, 1), (9, 3, 7), (5, 1, 2)]
)
def test_the_whole_list_is_asked_before_any_is_asked_again(
    size: int, ration: int, cadence: int
) -> None:
    """In turns that depend on the date alone."""
    queries = tuple(f"q{number}" for number in range(size))
    turns = -(-size // ration)
    dates = [FIRST + timedelta(days=cadence * turn) for turn in range(turns)]
    asked = [asked_on(queries, on, ration, cadence) for on in dates]

    assert {one for turn in asked for one in turn} == set(queries)
    assert {len(turn) for turn in asked} == {ration}
    assert asked == [asked_on(queries, on, ration, cadence) for on in dates]


def test_a_short_list_is_asked_whole() -> None:
    """Every night."""
    assert asked_on(("a", "b"), FIRST, 4) == ("a", "b")
    assert asked_on((), FIRST, 4) == ()
