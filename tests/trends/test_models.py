"""Single models: one value per operator, the cheapest credible offer, the rest left out."""

from math import log

import pytest

from market.trends.models import Quoted, models


def quoted(operator: str, share: float, model: str = "opus", **other: object) -> Quoted:
    values: dict[str, object] = {"channel": f"{operator}.example", "exact": True}
    return Quoted(model, operator=operator, log_ratio=log(share), **(values | other))  # type: ignore[arg-type]


def five(**other: object) -> list[Quoted]:
    return [quoted(name, 0.1 * (n + 3), **other) for n, name in enumerate("abcde")]  # type: ignore[arg-type]


def test_middle_and_cheapest() -> None:
    (told,) = models(five())

    assert (told.level.operators, told.level.median) == (5, pytest.approx(0.5))
    assert (told.cheapest, told.channel) == (pytest.approx(0.3), "a.example")


def test_an_operators_many_rows_and_channels_count_once() -> None:
    many = [quoted("a", 0.3, channel=f"{n}.example") for n in range(50)]

    (told,) = models([*five()[1:], *many])

    assert told.level.operators == 5
    assert told.level.median == pytest.approx(0.5)


@pytest.mark.parametrize("share", [0.0009, 3.1, 0.05])
def test_what_is_far_from_all_others_is_left_out(share: float) -> None:
    (told,) = models([*five(), quoted("f", share)])

    assert (told.left_out, told.level.operators) == (1, 5)
    assert told.cheapest == pytest.approx(0.3)


def test_assumed_prices_are_in_the_middle_but_never_the_cheapest() -> None:
    (told,) = models([*five(), quoted("f", 0.2, exact=False)])

    assert told.level.operators == 6
    assert told.cheapest == pytest.approx(0.3)


def test_few_operators_and_none() -> None:
    (told,) = models([quoted("a", 0.5, exact=False)])

    assert (told.level.operators, told.level.median, told.cheapest) == (1, None, None)
    assert models([]) == []


def test_models_of_most_operators_lead() -> None:
    told = models([*five(model="haiku")[:2], *five(model="sonnet")])

    assert [one.model for one in told] == ["sonnet", "haiku"]
