"""Hostile text in short: the long form is `python -m benchmarks.fuzz`."""

from collections.abc import Iterator

import pytest

from benchmarks import fuzz
from benchmarks.hostile import PIECES, hostile
from market.types import Fact, Listing
from parsers import readers

LISTINGS = ["Claude 0.6R 一刀，官转，https://heron-relay.example"]


def test_hostile_strings_raise_nothing_and_are_quoted_truly() -> None:
    assert list(fuzz.failures(range(1, 400), seed=3, longest=2_000)) == []


def test_the_same_number_is_the_same_string() -> None:
    strings = [hostile(number, 1, LISTINGS) for number in range(1, 60)]

    assert strings == [hostile(number, 1, LISTINGS) for number in range(1, 60)]
    assert len(set(strings)) > 50
    assert max(len(text) for text, _ in strings) <= 2_000


def test_one_string_in_a_thousand_is_large() -> None:
    text, _ = hostile(1_000, 1, LISTINGS)

    assert 100_000 < len(text) <= 1_000_000


def test_a_reader_that_raises_is_named_with_the_string(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(_text: str, _context: str) -> Iterator[Fact]:
        raise KeyError("折")

    monkeypatch.setitem(readers.WORDS, "supply", raising)
    [failed] = fuzz.failures([2], seed=1, longest=500)

    assert failed.what.startswith("string 2 of seed 1")
    assert failed.why == "KeyError: '折'"


def test_a_quote_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    true, *_ = readers.read(Listing("", "", "微信 otter12345 Claude"))
    monkeypatch.setitem(readers.WORDS, "supply", lambda _text, _context: iter([true]))
    failed = list(fuzz.failures([2], seed=1, longest=500))

    assert [one.why for one in failed] == [f"{true.reader} quotes {true.quote!r} at {true.span}"]


@pytest.mark.parametrize(("power", "slow"), [(1, False), (1.2, False), (2, True)])
def test_more_than_the_limit_is_too_slow(power: float, *, slow: bool) -> None:
    assert (fuzz.growth(lambda size: size**power, 1_000) > fuzz.LIMIT) is slow


def test_long_texts_are_made_of_every_piece() -> None:
    made = list(fuzz.endless(1))

    assert set(PIECES) <= set(made)
    assert made == list(fuzz.endless(1))
