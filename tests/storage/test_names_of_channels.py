"""What a channel is called: its own word, then a list's, then ours."""

from itertools import permutations

import pytest
from market_nights import DAYS, channel_source, directory, night, offer, own, row

from market.types import Listing
from storage import Store

URL = "https://songshu.example/"


def _called(store: Store) -> list[str]:
    return [view.name for view in store.channels()]


@pytest.mark.parametrize(
    ("title", "listed", "expected"),
    [
        ("松鼠 API", "Songshu (cheap!)", "松鼠 API"),
        ("", "Songshu Relay", "Songshu Relay"),
        ("New API", "Songshu Relay", "Songshu Relay"),  # what its software says of itself
        ("", "", "songshu"),
    ],
)
def test_its_own_word_counts_before_a_lists_and_a_lists_before_ours(
    store: Store, title: str, listed: str, expected: str
) -> None:
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    shown = {
        "songshu": [own(offer(), listings=(Listing("status", title),))],
        "lists": [row(listed, URL)] if listed else [],
    }
    night(store, DAYS[0], shown)

    assert _called(store) == [expected]


@pytest.mark.parametrize("order", list(permutations(("a", "b", "songshu"))))
def test_the_order_of_a_nights_visits_does_not_matter(store: Store, order: tuple[str, ...]) -> None:
    """Two lists and the shop, which says nothing of its name."""
    store.add_sources([channel_source(), directory("a"), directory("b")], on=DAYS[0])
    shown = {
        "songshu": [own(offer())],
        "a": [row("Songshu A", URL)],
        "b": [row("Songshu B", URL)],
    }
    night(store, DAYS[0], {name: shown[name] for name in order})

    assert _called(store) == ["Songshu A"]


def test_a_site_that_renames_itself_is_renamed(store: Store) -> None:
    store.add_sources([channel_source()], on=DAYS[0])
    for day, title in zip(DAYS, ("Songshu", "松鼠 Pro"), strict=False):
        night(store, day, {"songshu": [own(offer(), listings=(Listing("status", title),))]})

    assert _called(store) == ["松鼠 Pro"]
