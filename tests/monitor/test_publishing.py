"""Weeks become numbers: provisional first, then final for ever, another vintage where they must."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from plain_engine import LEAF, PlainEngine, first_weights, seen, shown, week

from market.trends.cells import parse
from market.trends.publish import METHOD
from market.trends.published import Published
from monitor.house import House, opened
from monitor.publishing import publish_night
from monitor.settings import Settings, StoreSettings, load
from monitor.weighing import declared

DAY = timedelta(days=1)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> PlainEngine:
    """In the place of the real one, and a year's weights without caps."""
    plain = PlainEngine()
    monkeypatch.setattr("monitor.publishing.next_numbers", plain)
    monkeypatch.setattr("monitor.publishing.lookback", lambda periods, _rules: periods[-13:][0])
    monkeypatch.setattr("monitor.weighing.first_weights", first_weights)
    return plain


@pytest.fixture
def house(tmp_path: Path, engine: PlainEngine) -> Iterator[House]:
    """Nothing happened yet."""
    with opened(_settings(tmp_path)) as rooms:
        yield rooms


def _settings(folder: Path) -> Settings:
    url = f"sqlite:///{folder / 'resalewatch.db'}"
    return load(store=StoreSettings(url=url, archive=folder / "archive"))


def _watch(house: House, weeks: int, *, channels: int = 5) -> None:
    for number in range(weeks):
        house.store.keep_observations(week(number), shown(number, channels))


def _nightly(house: House, nights: int) -> None:
    """Every night its observations, then its publication."""
    for number in range(nights):
        on = week(0) + number * DAY
        house.store.keep_observations(week(number // 7), shown(number // 7))
        publish_night(house, on)


def _numbers(house: House, vintage: int = 1) -> list[Published]:
    return house.store.published(vintage)


def _final(house: House, vintage: int = 1) -> list[date]:
    told = house.store.published_periods(vintage)
    return [one.period for one in told if one.final]


def test_nothing_observed_is_nothing_published(house: House) -> None:
    publish_night(house, week(0))

    assert house.store.vintages() == []


def test_the_first_night_opens_the_first_vintage(house: House) -> None:
    """With a level, and no index yet."""
    _watch(house, 1)

    publish_night(house, week(0))

    [vintage] = house.store.vintages()
    assert (vintage.made_on, vintage.method, vintage.reason) == (
        *(week(0), METHOD, "the first numbers"),
    )
    [number] = _numbers(house)
    assert (number.level.operators, number.moved, number.flags) == (5, None, ("provisional",))


def test_a_week_is_final_when_the_one_after_it_is_over(house: House) -> None:
    """On the first night, not a day earlier; a week in which nothing ran does not matter."""
    _watch(house, 9)
    publish_night(house, week(9) - DAY)
    assert _final(house)[-1] == week(6)

    publish_night(house, week(9))
    assert _final(house)[-1] == week(7)
    assert [one.flags for one in _numbers(house)] == [()] * 8 + [("provisional",)]

    publish_night(house, week(12))
    assert _final(house)[-1] == week(8)


def test_how_a_cell_began_is_settled_by_final_weeks(house: House) -> None:
    """While the eighth week may change, the first seven are not yet told."""
    _watch(house, 8)
    publish_night(house, week(7))
    assert [one.moved is not None for one in _numbers(house)] == [False] * 7 + [True]

    publish_night(house, week(9))
    assert all(one.moved is not None and not one.flags for one in _numbers(house))


def test_what_is_final_is_not_reckoned_again(house: House, engine: PlainEngine) -> None:
    _nightly(house, 7 * 11)
    engine.asked.clear()

    publish_night(house, week(11) - DAY)

    assert engine.asked == [week(9), week(10)]


def test_an_unchanged_night_writes_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _watch(house, 10)
    publish_night(house, week(10))
    written: list[int] = []
    publish = house.store.publish
    monkeypatch.setattr(
        type(house.store), "publish", lambda _self, *told: written.append(publish(*told))
    )

    publish_night(house, week(10) + DAY)

    assert written == [0]


def test_night_by_night_and_all_at_once_tell_the_same(house: House, tmp_path: Path) -> None:
    """What was published does not depend on how often anybody looked."""
    _nightly(house, 7 * 17)
    (tmp_path / "other").mkdir()
    with opened(_settings(tmp_path / "other")) as other:
        _watch(other, 17)
        publish_night(other, week(17) - DAY)

        assert _numbers(other) == _numbers(house)
        assert other.store.weights(1) == house.store.weights(1)
        assert other.store.published_periods(1) == house.store.published_periods(1)


@pytest.mark.parametrize("step", ["publish", "set_weights", "open_vintage"])
def test_killed_anywhere_it_goes_on(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Before and after each step, on every night of eleven weeks."""
    undisturbed = tmp_path / "calm"
    undisturbed.mkdir()
    for number in range(7 * 11):
        on = week(0) + number * DAY
        house.store.keep_observations(week(number // 7), shown(number // 7))
        for after in (False, True):
            with monkeypatch.context() as patch:
                patch.setattr(type(house.store), step, _power_cut(house, step, after=after))
                with suppress(KeyboardInterrupt):  # not every night takes every step
                    publish_night(house, on)
        publish_night(house, on)

    with opened(_settings(undisturbed)) as calm:
        _nightly(calm, 7 * 11)
        assert _numbers(house) == _numbers(calm)
        assert house.store.weights(1) == calm.store.weights(1)
        assert house.store.vintages() == calm.store.vintages()


def _power_cut(house: House, step: str, *, after: bool) -> Any:
    whole = getattr(type(house.store), step)

    def cut(*args: Any, **kwargs: Any) -> None:
        if after:
            whole(*args, **kwargs)
        raise KeyboardInterrupt

    return cut


def test_a_week_in_which_nothing_was_read_is_no_week(house: House) -> None:
    """A gap, not a quiet market."""
    for number in (0, 1, 3):
        house.store.keep_observations(week(number), shown(number))

    publish_night(house, week(4))

    assert [one.period for one in _numbers(house)] == [week(0), week(1), week(3)]


def test_a_week_in_which_much_less_was_read_says_so(house: House) -> None:
    """And so does the same week once it is final, and when later weeks complete it."""
    for number in range(9):
        channels = {1: 12, 4: 2, 5: 3}.get(number, 5)  # a crowd in one week is not usual
        house.store.keep_observations(week(number), shown(number, channels))

    publish_night(house, week(5))
    assert ["little_read" in one.flags for one in _numbers(house)] == [*[False] * 4, True, False]

    publish_night(house, week(12))
    assert [one.flags for one in _numbers(house)] == [
        ("little_read",) if number == 4 else () for number in range(9)
    ]
    assert house.store.published_periods(1)[4].usual == 5


def test_another_method_is_another_vintage(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """All history is told anew, and the old numbers stay."""
    _watch(house, 11)
    publish_night(house, week(11))
    before = _numbers(house)
    monkeypatch.setattr("monitor.publishing.METHOD", "index/99")

    for _ in range(2):
        publish_night(house, week(11) + DAY)

    [_, new] = house.store.vintages()
    assert (new.method, new.reason) == ("index/99", f"the method is index/99 now, it was {METHOD}")
    assert _numbers(house, 1) == before == _numbers(house, 2)


def test_a_replay_that_reads_the_same_changes_nothing(house: House) -> None:
    _watch(house, 11)
    publish_night(house, week(11))
    before = _numbers(house)
    house.store.forget_readings()
    publish_night(house, week(11))  # nothing is read again yet

    _watch(house, 11)
    publish_night(house, week(11))

    assert [one.id for one in house.store.vintages()] == [1]
    assert _numbers(house) == before
    assert not house.store.vintage_is_stale(1)


def test_a_replay_that_reads_otherwise_is_another_vintage(house: House) -> None:
    """With its reason; from then on it is the one that goes on."""
    _watch(house, 11)
    publish_night(house, week(11))
    before = _numbers(house)
    house.store.forget_readings()
    _watch(house, 11)
    house.store.keep_observations(week(3), shown(3, 7))

    publish_night(house, week(11))
    house.store.keep_observations(week(11), shown(11))
    publish_night(house, week(12))

    [_, new] = house.store.vintages()
    assert new.reason == "read again with changed parsers: 1 number differs"
    assert [one.level.operators for one in _numbers(house, 2)][:5] == [5, 5, 5, 7, 5]
    assert _numbers(house, 1) == before
    assert _final(house, 2)[-1] == week(10)


def test_the_weights_of_the_first_year_are_those_of_eight_weeks(house: House) -> None:
    """Fixed once the eighth is final; January's are those of the year before."""
    _watch(house, 8)
    publish_night(house, week(8))
    assert house.store.weights(1) == []
    publish_night(house, week(9))
    [first] = house.store.weights(1)
    assert (first.year, first.weight, first.how) == (2026, 40.0, "operators")

    _watch(house, 27)  # until 28 December
    house.store.keep_observations(week(27), shown(27))
    publish_night(house, week(29))
    assert [one.year for one in house.store.weights(1)] == [2026, 2027]
    assert house.store.weights(1)[1].weight == 27 * 5


def test_a_market_that_comes_later_is_weighed_by_its_own_first_weeks(house: House) -> None:
    plan = parse("account/month/openai/plan/unknown")
    _watch(house, 20)
    for number in range(10, 20):
        both = [*shown(number), seen("c0", week(number), cell=plan)]
        house.store.keep_observations(week(number), both)

    publish_night(house, week(20))

    told = {one.cell: one.weight for one in house.store.weights(1)}
    assert told == {parse("account/month/openai"): 8.0, parse("relay_api/tokens/anthropic"): 40.0}


WEIGHTS = "access,unit,provider,weight\nrelay_api,tokens,anthropic,0.7\nrelay_api,tokens,openai,.3"


def test_an_analyst_declares_weights(house: House, tmp_path: Path, engine: PlainEngine) -> None:
    """They stand for every year; markets the file does not name are weighed by operators."""
    file = tmp_path / "weights.csv"
    file.write_text(WEIGHTS, "utf-8")
    trends = house.settings.trends.model_copy(update={"weights": file})
    mine = replace(house, settings=house.settings.model_copy(update={"trends": trends}))
    _watch(house, 11)
    for number in range(11):
        more = seen("c0", week(number), cell=replace(LEAF, unit="input"))
        house.store.keep_observations(week(number), [*shown(number), more])

    publish_night(mine, week(11))

    assert [(one.cell.unit, one.year, one.weight, one.how) for one in engine.weights] == [
        ("input", 2026, 8.0, "operators"),
        ("tokens", 2026, 0.7, "declared"),
        ("tokens", 2026, 0.3, "declared"),
    ]


WRONG = {
    "no heading": ("relay_api,tokens,openai,1", "its first line is not access,unit"),
    "empty": ("", "its first line is not access,unit"),
    "only a heading": ("access,unit,provider,weight\n", "it has no row"),
    "a unit nobody knows": (WEIGHTS.replace("tokens", "furlong"), "'furlong' in"),
    "no number": (WEIGHTS.replace("0.7", "much"), "could not convert"),
    "not above 0": (WEIGHTS.replace("0.7", "0"), "line 2: a provider and a number above 0"),
    "not finite": (WEIGHTS.replace("0.7", "inf"), "line 2: a provider and a number above 0"),
    "all providers": (WEIGHTS.replace("anthropic", "*"), "line 2: a provider and a number"),
    "a column missing": (WEIGHTS.replace(",0.7", ""), "line 2 has not the 4 columns"),
    "twice": (WEIGHTS.replace("openai", "anthropic"), "anthropic of relay_api/tokens stands"),
    "a quote left open": (WEIGHTS + '\n"', "unexpected end of data"),
}


@pytest.mark.parametrize("case", sorted(WRONG))
def test_a_wrong_table_of_weights_says_what_is_wrong(tmp_path: Path, case: str) -> None:
    """And which file it is."""
    text, said = WRONG[case]
    file = tmp_path / "weights.csv"
    file.write_text(text, "utf-8")

    with pytest.raises(ValueError, match=said) as told:
        declared(file)
    assert str(file) in str(told.value)


def test_a_table_of_weights_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        declared(tmp_path / "weights.csv")
