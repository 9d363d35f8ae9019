"""The invented three years: what is filled in can be read, and both databases answer the same."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.trend_queries.__main__ import told
from benchmarks.trend_queries.calendar import LAST
from benchmarks.trend_queries.fill import fill
from benchmarks.trend_queries.questions import EDITION, Question, dashboard
from benchmarks.trend_queries.sellers import Seller, resident, sellers
from benchmarks.trend_queries.timing import plans
from storage import Store

POINTS = 1_000
MARKET: list[Seller] = list(sellers(POINTS))
QUESTIONS = (*dashboard(resident(MARKET)), *EDITION)


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The market on SQLite."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('trends') / 'store.db'}") as store:
        fill(store, MARKET)
        yield store


def test_the_same_points_make_the_same_market() -> None:
    again = list(sellers(POINTS))

    assert again == MARKET
    assert POINTS <= sum(one.points for one in again) < POINTS * 1.2


def test_every_question_has_an_answer(lite: Store) -> None:
    silent = {one.words for one in QUESTIONS if not one.answer(lite)}

    # nobody invented is not a reseller, and of so few sellers none need offer that cell
    assert {one for one in silent if "cell" not in one} <= {"channels apart"}


def test_prices_meet_without_a_gap(lite: Store) -> None:
    """Each begins where the one before it ends, and says so."""
    points = sorted(lite.price_points(LAST, LAST, ()), key=lambda one: one.valid_from)
    assert points == []
    for seller in MARKET:
        for group in seller.groups:
            weeks = [week for week, _ in group.changes]
            assert weeks == sorted(set(weeks))
            assert seller.begin == weeks[0] <= weeks[-1] < seller.end


def test_a_table_is_printed_with_the_ways_taken(lite: Store) -> None:
    questions = [one for one in QUESTIONS if one.words == "one cell over two years"]
    lines = list(told(lite, questions, 2, explained=True))

    assert re.fullmatch(r"one cell over two years( +[\d.]+){3} +\d+", lines[1])
    assert any("USING INDEX" in line for line in lines)
    assert lines[-1].startswith("together")


@pytest.mark.postgres
def test_both_databases_answer_the_same(lite: Store, postgres_url: str, tmp_path: Path) -> None:
    with Store.open(postgres_url) as store:
        counts = fill(store, MARKET)
        assert counts["price_point"] == sum(one.points for one in MARKET)
        for question in QUESTIONS:
            assert _sorted(question, lite) == _sorted(question, store), question.words
        assert any("Scan" in line for line in plans(store, QUESTIONS[0]))


def _sorted(question: Question, store: Store) -> list[str]:
    """Answers in words, in one order; what is a set in them, too."""
    return sorted(map(_words, question.answer(store)))


def _words(answer: object) -> str:
    match answer:
        case (night, frozenset() as who):
            return f"{night} {sorted(who)}"
        case _:
            return repr(answer)
