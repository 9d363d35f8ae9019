"""Numbers as they are written."""

from math import log

import pytest

from reports.figures import change, count, listed, money, off, percent


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0821, "8.2%"),
        (0.147, "14.7%"),
        (0.5, "50%"),
        (0.0041, "0.41%"),
        (0.9999, "100%"),
        (1.052, "105%"),
        (0, "0%"),
    ],
)
def test_a_share_has_few_digits(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.12, "88% off"), (0.0118, "98.8% off"), (1, "list price"), (1.35, "35% above list")],
)
def test_a_share_is_told_as_a_discount(share: float, text: str) -> None:
    assert off(share) == text


@pytest.mark.parametrize(("factor", "text"), [(0.8, "−20%"), (1.004, "+0.4%"), (1.0001, "0%")])
def test_a_change_has_its_sign(factor: float, text: str) -> None:
    assert change(log(factor)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (12.5, "12.50 CNY"),
        (0.4, "0.40 CNY"),
        (0.128, "0.128 CNY"),
        (0.00041, "0.00041 CNY"),
        (1234, "1,234.00 CNY"),
        (0, "0 CNY"),
    ],
)
def test_an_amount_shows_three_digits(amount: float, text: str) -> None:
    assert money(amount, "CNY") == text


def test_words_agree_with_their_number() -> None:
    assert count(1, "channel") == "1 channel"
    assert count(1200, "channel") == "1,200 channels"
    assert count(2, "piece of it", "pieces of it") == "2 pieces of it"


def test_names_stand_in_a_sentence() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]
