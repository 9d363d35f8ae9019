"""What observing asks for: prices that held within some days, and the nights that were believed."""

from collections.abc import Sequence

import pytest
from market_nights import DAYS, channel_source, night, offer, own

from market.types import Offer, Outcome, Unit
from storage import Store

D = DAYS


@pytest.fixture
def watched(store: Store) -> Store:
    """One price on nights 1-2, cut on night 3, gone on night 5; night 4 read nothing."""
    store.add_sources([channel_source()], on=D[0])
    shown: list[Sequence[Offer] | Outcome] = [
        [offer()],
        [offer()],
        [offer(paid="0.40")],
        Outcome.UNREACHABLE,
        [],
    ]
    for number, one in enumerate(shown):
        found = one if isinstance(one, Outcome) else [own(*one)]
        night(store, D[number], {"songshu": found}, healthy=number != 1)
    return store


@pytest.mark.parametrize(
    ("since", "until", "paid"),
    [
        (0, 0, ["0.44"]),
        (1, 1, ["0.44"]),
        (2, 2, ["0.4"]),
        (1, 2, ["0.44", "0.4"]),
        (3, 3, ["0.4"]),
        (4, 4, []),
        (0, 4, ["0.44", "0.4"]),
    ],
)
def test_prices_that_held_between_two_days_both_included(
    watched: Store, since: int, until: int, paid: list[str]
) -> None:
    """The first day without a price is not one of its days."""
    found = watched.price_spans(D[since], D[until], [Unit.INPUT])

    assert [str(one.paid) for one in found] == paid


def test_other_units_are_not_asked_for(watched: Store) -> None:
    assert list(watched.price_spans(D[0], D[4], [Unit.OUTPUT, Unit.KEY])) == []
    assert list(watched.price_spans(D[0], D[4], [])) == []


def test_a_span_tells_what_was_sold_by_whom(watched: Store) -> None:
    first, second = watched.price_spans(D[0], D[4], [Unit.INPUT])

    assert (first.channel, first.source) == ("songshu.example", "songshu")
    assert (first.provider, first.model, first.access) == (
        *("anthropic", "claude-sonnet-4-5", "relay_api"),
    )
    assert (first.group, first.supply, first.unit) == ("default", "unknown", Unit.INPUT)
    assert (first.valid_from, first.valid_to) == (D[0], D[2])
    assert (second.valid_from, second.currency, second.basis) == (D[2], "USD", "exact")


@pytest.mark.parametrize(
    ("since", "until", "nights"),
    [(0, 4, (0, 2, 4)), (2, 4, (2, 4)), (2, 3, (2,)), (1, 1, ()), (3, 3, ())],
)
def test_nights_that_were_read_and_believed(
    watched: Store, since: int, until: int, nights: tuple[int, ...]
) -> None:
    """A failed read and a doubted one are none: silence is our fault until shown otherwise."""
    read = watched.nights_read(D[since], D[until])

    assert dict(read) == ({"songshu": tuple(D[n] for n in nights)} if nights else {})
