"""What may be said of how much of the market is seen, and what may not."""

import random
from datetime import date, timedelta

import pytest

from market.trends.coverage import coverage, nightly
from market.trends.discovery import discovery
from market.trends.witnesses import EACH_OTHER, OWN_LIST, Sighting, witnesses
from market.types import SourceKind

LIST, SHOP = SourceKind.DIRECTORY, SourceKind.CHANNEL


def row(
    source: str,
    operator: str,
    kind: SourceKind = LIST,
    *,
    code: str = "",
    listed: bool = True,
    discovered: bool = False,
    url: str = "",
) -> Sighting:
    at = url or f"https://{source}.example/list"
    return Sighting(source, at, kind, discovered, operator, operator, listed, code)


def names(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(count)]


def test_two_pages_of_one_site_are_one_witness() -> None:
    told = [
        row("first", "a", url="https://hub.example/one"),
        row("second", "b", url="https://hub.example/two"),
        row("third", "c", url="https://other.example/"),
    ]

    assert witnesses(told) == {"first + second": {"a", "b"}, "third": {"c"}}


def test_lists_with_the_same_promoter_s_codes_are_one_witness() -> None:
    alike = [row(name, who, code=f"X{who}") for name in ("one", "two") for who in "ab"]
    once = [row(name, who, code=f"{name}{who}") for name in ("three", "four") for who in "ab"]

    assert set(witnesses([*alike, *once])) == {"four", "one + two", "three"}


def test_one_shared_code_is_a_coincidence() -> None:
    told = [row("one", "a", code="X"), row("two", "a", code="X"), row("two", "b", code="Y")]

    assert set(witnesses(told)) == {"one", "two"}


def test_a_list_that_holds_nearly_all_of_another_is_its_copy() -> None:
    short = [row("short", who) for who in names("s", 10)]
    most = [row("long", who) for who in [*names("s", 9), *names("l", 20)]]
    fewer = [row("long", who) for who in [*names("s", 8), *names("l", 20)]]

    assert set(witnesses(short + most)) == {"long + short"}
    assert set(witnesses(short + fewer)) == {"long", "short"}


def test_what_we_were_given_and_what_sellers_link_to_are_a_witness_each() -> None:
    told = [
        row("ours", "a", SHOP),
        row("mine", "b", SHOP),
        row("found", "c", SHOP, discovered=True),  # its own pages: no witness of itself
        row("ours", "c", SHOP, listed=False),
    ]

    assert witnesses(told) == {OWN_LIST: {"a", "b"}, EACH_OTHER: {"c"}}


def test_a_bound_needs_three_witnesses_twenty_operators_and_five_known_twice() -> None:
    twenty = frozenset(names("o", 20))
    few = {"one": twenty, "two": twenty}
    small = {"one": frozenset("abc"), "two": frozenset("abd"), "three": frozenset("ae")}
    rare = {"one": twenty, "two": frozenset(names("o", 4)), "three": frozenset({"x"})}

    assert coverage(few, 20, {}).why_not == "independent sources: 2 of at least 3"
    assert coverage(small, 5, {}).why_not == "operators: 5 of at least 20"
    assert coverage(rare, 21, {}).why_not == "operators that just two sources know: 4 of at least 5"
    assert coverage(rare, 21, {}).bound is None


def test_the_bound_finds_the_size_where_everybody_is_as_easy_to_find() -> None:
    chance = random.Random(5)
    market = names("o", 400)
    estimates = []
    for _ in range(60):
        seen = {
            source: frozenset(one for one in market if chance.random() < 0.3)
            for source in ("one", "two", "three", "four")
        }
        found = coverage(seen, 0, {})
        assert found.bound is not None
        assert found.bound.share == pytest.approx(found.operators / found.bound.least)
        estimates.append(found.bound)

    mean = sum(one.least for one in estimates) / len(estimates)
    held = sum(one.low <= 400 <= one.high for one in estimates)
    assert mean == pytest.approx(400, rel=0.05)
    assert held >= 52  # of 60: 95 % in the long run


def test_hard_to_find_operators_make_the_bound_too_low_and_never_too_high() -> None:
    chance = random.Random(6)
    market = {name: chance.betavariate(0.7, 2.5) for name in names("o", 400)}
    seen = {
        source: frozenset(one for one, ease in market.items() if chance.random() < ease)
        for source in ("one", "two", "three")
    }
    bound = coverage(seen, 0, {}).bound

    assert bound is not None
    assert bound.least < 400


def test_recall_without_a_source_is_the_share_the_others_know() -> None:
    seen = {"one": frozenset("abcd"), "two": frozenset("abx")}
    first, second = coverage(seen, 5, {}).recalls

    assert (first.operators, first.alone, first.found.value) == (4, 2, 0.5)
    assert (second.operators, second.alone) == (3, 1)
    assert second.found.low < 2 / 3 < second.found.high


@pytest.mark.parametrize(("detection", "survival"), [(0.8, 0.98), (0.5, 0.95), (1.0, 0.9)])
def test_detection_and_survival_are_told_apart(detection: float, survival: float) -> None:
    chance = random.Random(7)
    alive = set(names("o", 3000))
    born, nights = 3000, {}
    for day in range(20):
        nights[day] = frozenset(one for one in alive if chance.random() < detection)
        alive = {one for one in alive if chance.random() < survival}
        alive |= {f"n{born + more}" for more in range(60)}
        born += 60
    found = nightly(nights)

    assert found is not None
    assert found.detection == pytest.approx(detection, abs=0.03)
    assert found.survival == pytest.approx(survival, abs=0.02)


def test_seven_nights_say_nothing_of_detection() -> None:
    nights = {day: frozenset("ab") for day in range(7)}

    assert nightly(nights) is None
    assert nightly({**nights, 7: frozenset("ab")}) is not None


def test_nobody_seen_is_no_coverage() -> None:
    nothing = coverage({}, 0, {})

    assert (nothing.operators, nothing.bound, nothing.recalls) == (0, None, ())
    assert nothing.why_not == "independent sources: 0 of at least 3"


def test_the_discovery_curve_counts_each_operator_once() -> None:
    first = date(2026, 8, 3)
    met = {first: 10, first + timedelta(28): 3}
    pages = {first: 500, first + timedelta(28): 1000, first + timedelta(35): 500}
    found = discovery(met, pages)

    assert [(step.pages, step.operators) for step in found.curve] == [
        (500, 10), (1500, 13), (2000, 13),
    ]  # fmt: skip
    assert found.lately == pytest.approx(3 / 1.5)
    assert discovery({}, {}).lately is None
