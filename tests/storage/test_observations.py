"""Observations by period: kept as given, told in one order, equal whatever the order of keeping."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from market_nights import DAYS, channel_source, night, own
from market_nights import offer as priced

from market.trends.cells import Cell, parse
from market.trends.observation import Observation
from market.types import Identifier
from storage import Store
from storage.observed import keep

MONDAY = date(2026, 6, 29)
WEEK = timedelta(days=7)
CELL = parse("relay_api/tokens/anthropic/premium/unknown")


def seen(channel: str, period: date = MONDAY, cell: Cell = CELL, log: float = -1.0) -> Observation:
    """What a channel nobody is known to run showed in a week."""
    return Observation(
        *(period, channel, channel, cell, log, 0.01, -0.002, log, 12, 7, 1, 11, "CNY"),
    )


def _all(store: Store, cell: Cell | None = None) -> list[Observation]:
    return list(store.observations(date.min, date.max, cell))


def test_a_period_is_kept_as_given(store: Store) -> None:
    """What is no longer told of it is gone; other periods stay."""
    later = seen("a", MONDAY + WEEK)
    store.keep_observations(MONDAY, [seen("a"), seen("b")])
    store.keep_observations(MONDAY + WEEK, [later])

    store.keep_observations(MONDAY, [seen("b", log=-2.0), seen("c")])

    assert _all(store) == [seen("b", log=-2.0), seen("c"), later]
    assert store.observed_periods() == [MONDAY, MONDAY + WEEK]


def test_only_differences_are_written(store: Store) -> None:
    """One changed is taken out and put in."""
    with store.database.writing() as writer:
        assert keep(writer, MONDAY, [seen("a"), seen("b")]) == 2
        assert keep(writer, MONDAY, [seen("b"), seen("a")]) == 0
        assert keep(writer, MONDAY, [seen("a"), seen("b", log=-1.5)]) == 2
        assert keep(writer, MONDAY, [seen("a")]) == 1


def test_any_double_comes_back_as_it_is(store: Store) -> None:
    """Else a night that changed nothing would write."""
    odd = [0.1 + 0.2, -1e-300, 5e-324, -6.907755278982137]
    told = [seen(f"c{n}", log=value) for n, value in enumerate(odd)]

    store.keep_observations(MONDAY, told)

    assert [one.log_ratio for one in _all(store)] == odd


def test_the_order_is_by_code_points_on_every_database(store: Store) -> None:
    """By period, cell, and channel; German or Chinese databases notwithstanding."""
    names = ["Zebra", "_a", "a-b", "ab", "ä", "中转"]
    leaves = [CELL, replace(CELL, supply="reverse"), replace(CELL, tier="Premium")]
    told = [seen(name, cell=cell) for name in names for cell in leaves]

    store.keep_observations(MONDAY, random.Random(1).sample(told, len(told)))

    found = _all(store)
    assert found == sorted(told, key=lambda one: (one.cell, one.channel))


def test_a_cell_holds_what_lies_within_it(store: Store) -> None:
    told = [
        seen("a"),
        seen("b", cell=replace(CELL, provider="openai")),
        seen("c", cell=replace(CELL, unit="input")),
    ]
    store.keep_observations(MONDAY, told)

    for wanted in ("relay_api/tokens", "relay_api/tokens/openai", "relay_api/input", "account/key"):
        cell = parse(wanted)
        assert _all(store, cell) == [one for one in told if cell.holds(one.cell)]


def test_both_ends_of_a_stretch_belong_to_it(store: Store) -> None:
    weeks = [MONDAY + WEEK * n for n in range(4)]
    for week in weeks:
        store.keep_observations(week, [seen("a", week)])

    found = [one.period for one in store.observations(weeks[1], weeks[2])]

    assert found == weeks[1:3]


def test_how_much_was_observed(store: Store) -> None:
    """Channels, however many cells they are in; markets, however many providers they have."""
    store.keep_observations(MONDAY, [seen("a"), seen("a", cell=replace(CELL, tier="small"))])
    later = MONDAY + WEEK
    plan = parse("account/month/openai/plan/unknown")
    store.keep_observations(later, [seen("a", later), seen("b", later, plan)])

    assert store.breadth(MONDAY, later) == {MONDAY: 1, later: 2}
    assert store.breadth(later, later) == {later: 2}
    assert store.observed_markets(MONDAY, later) == {
        ("account", "month"): [later],
        ("relay_api", "tokens"): [MONDAY, later],
    }


def test_who_runs_a_channel_is_told_as_it_is_believed_now(store: Store) -> None:
    """Also of weeks before it was known."""
    shops = ("birch", "cedar")
    store.add_sources([channel_source(name) for name in shops], on=DAYS[0])
    keys = [Identifier("turnstile_site_key", "0x4AAA")]
    shown = {
        name: [own(priced(), url=f"https://{name}.example/", identifiers=keys)] for name in shops
    }
    store.keep_observations(MONDAY, [seen(f"{name}.example") for name in shops])
    night(store, DAYS[0], shown)
    assert [one.operator for one in _all(store)] == ["birch.example", "cedar.example"]

    store.link_operators(DAYS[0])

    [operator] = store.operators()
    assert {one.operator for one in _all(store)} == {operator.id}
    assert {one.operator for one in store.observations_of("cedar.example")} == {operator.id}


def test_a_replay_forgets_observations(store: Store) -> None:
    """They are read again with everything else."""
    store.keep_observations(MONDAY, [seen("a")])

    store.forget_readings()

    assert store.observed_periods() == []


_TOLD = st.lists(
    st.builds(
        seen,
        st.sampled_from("abc"),
        st.sampled_from([MONDAY, MONDAY + WEEK]),
        st.sampled_from([CELL, replace(CELL, supply="reverse")]),
        st.sampled_from([-1.0, -1.25]),
    ),
    unique_by=lambda one: (one.period, one.cell, one.channel),
)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(history=st.lists(_TOLD, max_size=4), last=_TOLD, shuffle=st.randoms(use_true_random=False))
def test_any_way_to_the_same_ends_equal(
    tmp_path_factory: pytest.TempPathFactory,
    history: Sequence[Sequence[Observation]],
    last: Sequence[Observation],
    shuffle: random.Random,
) -> None:
    """What was kept before, and in which order, does not show."""
    folder: Path = tmp_path_factory.mktemp("order")
    with (
        Store.open(f"sqlite:///{folder / 'one.db'}") as one,
        Store.open(f"sqlite:///{folder / 'other.db'}") as other,
    ):
        for told in (*history, last):
            _keep(one, told, [MONDAY, MONDAY + WEEK])
        _keep(other, shuffle.sample(list(last), len(last)), [MONDAY + WEEK, MONDAY])

        assert _all(one) == _all(other)


def _keep(store: Store, told: Sequence[Observation], periods: Sequence[date]) -> None:
    for period in periods:
        store.keep_observations(period, [one for one in told if one.period == period])
