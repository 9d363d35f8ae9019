"""What is final is never changed; what is provisional gives way; vintages stand side by side."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from market.trends.cells import parse
from market.trends.published import Level, Parts, Published, PublishedPeriod, Vintage, Weight
from storage import Store
from storage.publications import AlreadyPublished, publish
from storage.vintages import compared

MONDAY = date(2026, 6, 29)
WEEK = timedelta(days=7)
LATER = MONDAY + WEEK
CELL, OTHER = parse("relay_api/tokens/anthropic"), parse("relay_api/tokens/openai")
ONE = Published(CELL, MONDAY, Level(6, 7, 80, mean=0.2, median=0.21), 6, Parts(-0.1, 0.0, 0.01))
YOUNG = replace(ONE, moved=None, flags=("provisional",))


def _open(store: Store, reason: str = "the first numbers") -> Vintage:
    return store.open_vintage(made_on=LATER, method="index/1", periods="week", reason=reason)


def _told(period: date = MONDAY, *, final: bool = True) -> PublishedPeriod:
    return PublishedPeriod(period, final, 40, None)


def test_numbers_come_back_as_they_were_published(store: Store) -> None:
    """By period and cell; some cells, some periods, where asked for."""
    vintage = _open(store).id
    numbers = [
        replace(ONE, cell=cell, period=week) for week in (MONDAY, LATER) for cell in (CELL, OTHER)
    ]

    store.publish(vintage, reversed(numbers))

    assert store.published(vintage) == numbers
    assert store.published(vintage, cells=[OTHER]) == numbers[1::2]
    assert store.published(vintage, since=LATER) == numbers[2:]
    assert store.published(vintage, until=MONDAY) == numbers[:2]
    assert store.published_until(vintage) == LATER


def test_what_is_final_is_never_changed(store: Store) -> None:
    """Saying the same again is fine; anything else needs a new vintage, and nothing is written."""
    vintage = _open(store).id
    store.publish(vintage, [ONE])
    other = replace(ONE, matched=5)

    assert store.publish(vintage, [ONE], [_told()]) == 1
    for numbers, told in (([other, replace(ONE, cell=OTHER)], []), ([], [_told()])):
        with pytest.raises(AlreadyPublished, match="need a new vintage"):
            store.publish(vintage, numbers, told)

    assert store.published(vintage) == [ONE]


def test_what_is_provisional_gives_way(store: Store) -> None:
    """Of the same cell and period; of cells no longer told only where their period is."""
    vintage = _open(store).id
    store.publish(vintage, [YOUNG, replace(YOUNG, cell=OTHER)], [_told(final=False)])
    assert store.published_until(vintage) is None

    store.publish(vintage, [ONE])
    assert store.published(vintage) == [ONE, replace(YOUNG, cell=OTHER)]

    store.publish(vintage, [ONE], [_told()])
    assert store.published(vintage) == [ONE]
    assert store.published_until(vintage) == MONDAY


def test_only_differences_are_written(store: Store) -> None:
    """A number replaced is taken out and put in; so is a period."""
    vintage, soon = _open(store).id, _told(final=False)
    both = [YOUNG, replace(YOUNG, cell=OTHER)]
    with store.database.writing() as writer:
        assert publish(writer, vintage, both, [soon]) == 3
        assert publish(writer, vintage, both, [soon]) == 0
        assert publish(writer, vintage, [replace(YOUNG, matched=9), both[1]], [soon]) == 2
        assert publish(writer, vintage, [ONE], [_told()]) == 5


def test_how_much_was_read_is_told_by_period(store: Store) -> None:
    vintage = _open(store).id
    thin = PublishedPeriod(LATER, final=False, channels=19, usual=40)

    store.publish(vintage, [], [thin, _told()])

    assert store.published_periods(vintage) == [_told(), thin]
    assert [one.little_read for one in store.published_periods(vintage)] == [False, True]
    assert not replace(thin, channels=20).little_read


def test_vintages_stand_side_by_side(store: Store) -> None:
    """The last one is in use, whole from the moment it is there."""
    first = _open(store)
    store.publish(first.id, [ONE])
    weight = Weight(2026, CELL, 0.25, "operators")

    second = store.open_vintage(
        made_on=LATER,
        method="index/2",
        periods="week",
        reason="方法 changed",
        weights=[weight],
        numbers=[replace(ONE, matched=5)],
        told=[_told()],
    )

    assert store.vintages() == [first, second]
    assert (first.id, second.id, second.reason) == (1, 2, "方法 changed")
    assert store.published(first.id) == [ONE]
    assert store.published(second.id) == [replace(ONE, matched=5)]
    assert (store.weights(first.id), store.weights(second.id)) == ([], [weight])
    assert store.published_periods(second.id) == [_told()]


def test_a_vintage_is_there_whole_or_not_at_all(store: Store) -> None:
    """Two numbers for one thing: something went wrong half-way."""

    def numbers() -> object:
        yield ONE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.open_vintage(made_on=LATER, method="1", periods="week", reason="", numbers=numbers())

    assert store.vintages() == []


def test_weights_of_a_year_are_fixed(store: Store) -> None:
    vintage = _open(store).id
    old, new = Weight(2026, CELL, 0.25, "operators"), Weight(2027, OTHER, 0.5, "declared")
    store.set_weights(vintage, [new, old])

    store.set_weights(vintage, [replace(old, weight=0.9), replace(old, cell=OTHER)])

    assert store.weights(vintage) == [old, replace(old, cell=OTHER), new]


def test_a_replay_keeps_what_was_published_and_asks_for_a_comparison(store: Store) -> None:
    """Until somebody has compared."""
    vintage = _open(store).id
    store.publish(vintage, [ONE], [_told()])
    assert not store.vintage_is_stale(vintage)

    store.forget_readings()

    assert store.published(vintage) == [ONE]
    assert store.vintage_is_stale(vintage)
    with store.database.writing() as writer:
        compared(writer, vintage)
        assert writer.rows == 1
        compared(writer, vintage)
        assert writer.rows == 1
    assert not store.vintage_is_stale(vintage)


def test_questions_are_answered_from_an_index(store: Store) -> None:
    """One cell's series and one week's cells are what is asked all day."""
    if not store.database.lite:
        pytest.skip("a planner with statistics of its own decides there")
    explain = "EXPLAIN QUERY PLAN SELECT body FROM publication WHERE vintage = 1 AND "
    asked = {
        "cell = 'x'": "(vintage=? AND cell=?)",
        "period = '2026-06-29'": "publication_period (vintage=? AND period=?)",
    }
    with store.database.reading() as connection:
        for where, index in asked.items():
            assert index in str(connection.execute(text(explain + where)).all())
