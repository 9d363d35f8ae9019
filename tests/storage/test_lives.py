"""Channels' lives as nights remember them."""

from datetime import date

from market_nights import DAYS, STARTED, directory, night, row

from market.trends.survival import Life
from market.types import ChannelStatus, Outcome
from storage import Store

NAMES = ("lantern", "hupo")


def rows(*names: str) -> list[object]:
    return [row(name, f"https://{name}.example/") for name in names]


def play(store: Store, *nights: dict[str, object]) -> dict[str, Life]:
    store.add_sources([directory(), directory("board")], on=DAYS[0])
    for day, shown in zip(DAYS, nights, strict=False):
        night(store, day, shown)  # type: ignore[arg-type]
    return at(store, DAYS[len(nights) - 1])


def at(store: Store, on: date) -> dict[str, Life]:
    return {life.channel: life for life in store.lives(on)}


def test_who_is_there_on_a_sources_first_night_may_be_older(store: Store) -> None:
    told = play(store, {"lists": rows("lantern")}, {"lists": rows("lantern", "hupo")})

    assert told["lantern.example"] == Life("lantern.example", DAYS[0], DAYS[1], None, older=True)
    assert told["hupo.example"] == Life("hupo.example", DAYS[1], DAYS[1])


def test_a_new_source_that_shows_a_new_channel_does_not_make_it_older(store: Store) -> None:
    told = play(
        store, {"lists": rows("lantern")}, {"lists": rows("lantern", "hupo"), "board": rows("hupo")}
    )

    assert not told["hupo.example"].older


def test_what_only_a_new_source_shows_may_be_older(store: Store) -> None:
    told = play(
        store, {"lists": rows("lantern")}, {"lists": rows("lantern"), "board": rows("hupo")}
    )

    assert told["hupo.example"].older


def test_gone_is_who_a_read_source_shows_no_more(store: Store) -> None:
    both = {"lists": rows(*NAMES)}
    told = play(store, both, {"lists": rows("hupo")}, {"lists": Outcome.UNREACHABLE})

    assert told["lantern.example"].gone_on == DAYS[1]
    assert told["hupo.example"].gone_on is None
    assert told["hupo.example"].last_seen == DAYS[1]
    assert at(store, DAYS[0])["lantern.example"].gone_on is None


def test_who_came_back_lives_on(store: Store) -> None:
    both = {"lists": rows(*NAMES)}

    told = play(store, both, {"lists": rows("hupo")}, both)

    assert told["lantern.example"].gone_on is None


def test_a_persons_word_counts(store: Store) -> None:
    play(store, {"lists": rows(*NAMES)})
    store.mark("lantern.example", ChannelStatus.GONE, by="tests", at=STARTED)
    store.mark("hupo.example", ChannelStatus.NOT_RESALE, by="tests", at=STARTED)

    assert {name: life.gone_on for name, life in at(store, DAYS[0]).items()} == {
        "lantern.example": DAYS[0]
    }


def test_nobody_lives_in_an_empty_store(store: Store) -> None:
    assert store.lives(DAYS[0]) == []
