"""Who shows or names whom, and which operators were there on which night."""

from market_nights import DAYS, channel_source, directory, night, own, row

from market.channel import affiliate
from market.types import Identifier, Mention, Outcome
from market.visits import Sighting
from reports.coverage import in_words, of
from storage import Store


def listed(*names: str) -> list[Sighting]:
    """Rows of a directory, each under its own site, with the list owner's promotion code."""
    found = []
    for name in names:
        url = f"https://{name}.example/register?aff=CODE"
        code = affiliate(url)
        assert isinstance(code, Identifier)
        found.append(row(name, url, identifiers=(code,)))
    return found


def told(store: Store) -> set[tuple[str, str, bool, str]]:
    sightings = store.sightings(DAYS[0], DAYS[6])
    return {(one.source, one.channel, one.listed, one.code) for one in sightings}


def test_rows_and_links_are_told_apart_and_codes_come_along(store: Store) -> None:
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    shown = {"songshu": [own()], "lists": listed("pine", "oak")}
    night(store, DAYS[0], shown, mentions=[Mention("https://pine.example/", "link")])

    assert told(store) == {
        ("songshu", "songshu.example", True, ""),
        ("songshu", "pine.example", False, ""),
        ("lists", "pine.example", True, "CODE"),
        ("lists", "oak.example", True, "CODE"),
        ("lists", "pine.example", False, "CODE"),
    }


def test_a_mere_candidate_is_nobody_s_sighting(store: Store) -> None:
    store.add_sources([channel_source()], on=DAYS[0])
    night(store, DAYS[0], {"songshu": [own()]}, mentions=[Mention("https://elm.example/", "link")])

    assert told(store) == {("songshu", "songshu.example", True, "")}


def test_what_was_gone_before_the_window_is_not_in_it(store: Store) -> None:
    store.add_sources([directory()], on=DAYS[0])
    night(store, DAYS[0], {"lists": listed("pine", "oak")})
    night(store, DAYS[1], {"lists": listed("oak")})

    assert {one.channel for one in store.sightings(DAYS[1], DAYS[6])} == {"oak.example"}
    assert {one.channel for one in store.sightings(DAYS[0], DAYS[6])} == {
        "oak.example", "pine.example",
    }  # fmt: skip


def test_attendance_follows_who_went_and_came_back(store: Store) -> None:
    store.add_sources([directory()], on=DAYS[0])
    night(store, DAYS[0], {"lists": listed("pine", "oak")})
    night(store, DAYS[1], {"lists": listed("oak")})
    night(store, DAYS[2], {"lists": Outcome.UNREACHABLE})  # says nothing of anybody
    night(store, DAYS[3], {"lists": listed("oak", "pine", "elm")})

    there = store.attendance(DAYS[0], DAYS[6])
    assert [sorted(who) for _, who in sorted(there.items())] == [
        ["oak.example", "pine.example"],
        ["oak.example"],
        ["oak.example"],
        ["elm.example", "oak.example", "pine.example"],
    ]
    assert store.first_met(DAYS[6]) == {DAYS[0]: 2, DAYS[3]: 1}
    assert list(store.pages_fetched(DAYS[0], DAYS[1])) == [DAYS[0], DAYS[1]]


def test_few_sources_are_said_to_be_few(store: Store) -> None:
    store.add_sources([directory(), channel_source()], on=DAYS[0])
    night(store, DAYS[0], {"lists": listed("pine", "oak"), "songshu": [own()]})

    assert in_words(of(store, DAYS[0])) == (
        "3 operators seen between 2026-06-04 and 2026-07-01; how many there are is not estimable: "
        "independent sources: 2 of at least 3."
    )
