"""Whose doing a move is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import log

import pytest
from invented_memory import FIRST, LAST, InventedMemory, compare, days

from market.types import Offer, Outcome, Priced, Unit
from reports.calendar import look_back
from reports.changes import changes
from reports.model import Move
from reports.moves import moves

BEFORE, CUT = date(2026, 7, 8), date(2026, 7, 12)


def _moves(memory: InventedMemory, ask=compare) -> tuple[Move, ...]:
    standing = {p.channel: {("anthropic", "relay_api"): 9} for p in memory.points}
    if not memory.known:
        memory.knows("a.example")
    changed = changes(memory, look_back(memory, LAST, 30))
    return moves(changed, ask, BEFORE, LAST, standing)


def _cut(memory: InventedMemory, before: str, after: str, model: str = "claude-opus-4-5") -> None:
    memory.sells("a.example", "anthropic", model, Unit.INPUT, before, end=CUT)
    memory.sells("a.example", "anthropic", model, Unit.INPUT, after, start=CUT)


def test_seller_list_and_currency_add_up_to_the_whole() -> None:
    """The seller cuts a tenth, list falls a fifth, the dollar weakens: the discount shrinks."""

    def ask(offer: Offer, on: date) -> Priced:
        fx, listed = (Decimal("7.2"), Decimal(10)) if on < CUT else (Decimal(7), Decimal(8))
        usd = offer.paid / fx
        return Priced(offer, on, usd, listed, usd / listed, fx)

    memory = InventedMemory(nights=days())
    _cut(memory, "18", "16.2")
    (move,) = _moves(memory, ask)

    assert move.seller == pytest.approx(-0.1053605156578264)
    assert move.list_price == pytest.approx(0.2231435513142097)
    assert move.fx == pytest.approx(0.028170876966696335)
    assert move.total == pytest.approx(move.seller + move.list_price + move.fx)
    assert (move.share_before, move.share_now) == pytest.approx((0.25, 0.28928571428571426))


def test_a_currency_that_moves_alone_is_no_move_of_a_seller() -> None:
    memory = InventedMemory(nights=days())
    memory.sells("a.example", "anthropic", "claude-opus-4-5", Unit.INPUT, "9")

    assert _moves(memory) == ()


def test_one_line_stands_for_all_offers_that_changed() -> None:
    memory = InventedMemory(nights=days())
    for number in range(6):
        _cut(memory, "10", str(9 - number))
        memory.points[-2:] = [
            replace(p, offer=replace(p.offer, listed_as=f"m{number}")) for p in memory.points[-2:]
        ]
    (move,) = _moves(memory)

    assert (move.changed, move.of, move.listed_as) == (6, 9, "m3")
    assert move.seller == pytest.approx(log(0.6))


def test_a_price_moved_to_dollars_is_the_sellers_doing() -> None:
    memory = InventedMemory(nights=days())
    _cut(memory, "7.10", "0.5")
    memory.points[-1] = replace(
        memory.points[-1], offer=replace(memory.points[-1].offer, currency="USD")
    )
    (move,) = _moves(memory)

    assert (move.fx, move.currency_before, move.currency) == (0.0, "CNY", "USD")
    assert move.seller == pytest.approx(log(0.5))


@pytest.mark.parametrize("end", [date(2026, 7, 14), LAST])
def test_a_withdrawn_offer_is_no_move(end: date) -> None:
    memory = InventedMemory(nights=days())
    _cut(memory, "10", "5")
    memory.points[-1] = replace(memory.points[-1], valid_to=end)

    assert _moves(memory) == ()


def test_an_offer_younger_than_the_week_is_measured_from_its_first_price() -> None:
    memory = InventedMemory(nights=days())
    _cut(memory, "10", "5")
    memory.points[0] = replace(memory.points[0], valid_from=date(2026, 7, 10))
    (move,) = _moves(memory)

    assert move.seller == pytest.approx(log(0.5))


def test_a_slip_of_one_night_is_neither_a_move_nor_what_a_move_is_measured_by() -> None:
    """A tenth of the price for one night, in the middle of the week or on its very first night."""
    for slip in (date(2026, 7, 10), BEFORE):
        memory = InventedMemory(nights=days())
        after = slip + timedelta(days=1)
        for price, start, end in (("10", FIRST, slip), ("1", slip, after), ("10", after, None)):
            memory.sells(
                "a.example", "anthropic", "claude-opus-4-5", Unit.INPUT, price, start=start, end=end
            )

        assert _moves(memory) == ()


def test_a_cut_is_a_move_from_its_second_read_on() -> None:
    memory = InventedMemory(nights=days())
    for cut, moved in ((LAST, 0), (LAST - timedelta(days=1), 1)):
        memory.points.clear()
        for price, start, end in (("10", FIRST, cut), ("5", cut, None)):
            memory.sells(
                "a.example", "anthropic", "claude-opus-4-5", Unit.INPUT, price, start=start, end=end
            )

        assert [move.since for move in _moves(memory)] == [cut] * moved


def test_a_night_on_which_the_source_failed_seconds_nothing() -> None:
    memory = InventedMemory(nights=days())
    memory.failed = {LAST: {"a.example": Outcome.UNREACHABLE}}
    cut = LAST - timedelta(days=1)
    for price, start, end in (("10", FIRST, cut), ("5", cut, None)):
        memory.sells(
            "a.example", "anthropic", "claude-opus-4-5", Unit.INPUT, price, start=start, end=end
        )

    assert _moves(memory) == ()


def test_a_creep_of_two_per_cent_a_night_is_believed_all_along() -> None:
    memory = InventedMemory(nights=days())
    for back, price in enumerate(("8.8", "9", "9.2", "9.4", "9.6")):
        day = LAST - timedelta(days=back)
        memory.sells(
            "a.example", "anthropic", "claude-opus-4-5", Unit.INPUT, price,
            start=day if back < 4 else FIRST, end=day + timedelta(days=1) if back else None,
        )  # fmt: skip
    (move,) = _moves(memory)

    assert move.seller == pytest.approx(log(8.8 / 9.6))
