"""Ids of operators through time: who keeps one, who gets a new one, and what is told of it."""

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from linkage_signs import DAYS

from market.linkage import Change, Operator, applied, settle

AGES = {letter: DAYS[place] for place, letter in enumerate("abcdefgh")}


def _sets(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


def _alive(known: list[Operator]) -> dict[str, str]:
    return {"".join(sorted(one.members)): one.id for one in known if one.members}


def _told(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.kind, change.channel) for change in changes]


def _live(*nights: tuple[str, ...]) -> tuple[list[Operator], list[Change]]:
    known: list[Operator] = []
    changes: list[Change] = []
    for day, words in zip(DAYS, nights, strict=False):
        known, changes = settle(known, _sets(*words), AGES, day)
    return known, changes


def test_an_operator_forms_under_an_id_of_its_oldest_channel() -> None:
    known, changes = _live(("bca",))
    [formed] = known
    assert formed.id == _live(("ad",))[0][0].id
    assert _told(changes) == [("formed", ""), ("joined", "a"), ("joined", "b"), ("joined", "c")]
    assert (formed.version, formed.formed_on) == (1, DAYS[0])


def test_a_night_without_news_changes_nothing() -> None:
    known, changes = _live(("abc", "de"), ("abc", "de"))
    assert changes == []
    assert [one.version for one in known] == [1, 1]


def test_who_joins_and_leaves_changes_no_id() -> None:
    """Also when it is the channel after which it was named."""
    [first], _ = _live(("abc",))
    [second], changes = _live(("abc",), ("bcd",))
    assert second.id == first.id
    assert _told(changes) == [("joined", "d"), ("left", "a")]
    assert second.version == 2


def test_on_a_merge_the_older_id_goes_on_and_the_other_leads_to_it() -> None:
    """However small the older one is."""
    before, _ = _live(("ef",), ("ef", "abcd"))
    known, changes = _live(("ef",), ("ef", "abcd"), ("abcdef",))
    older, younger = _alive(before)["ef"], _alive(before)["abcd"]
    by_id = {one.id: one for one in known}

    assert _alive(known) == {"abcdef": older}
    assert by_id[younger].into == older
    assert Change(younger, "merged", "", older) in changes
    assert Change(older, "joined", "a", younger) in changes


def test_on_a_split_the_larger_part_keeps_the_id() -> None:
    [whole], _ = _live(("abcde",))
    known, changes = _live(("abcde",), ("ab", "cde"))
    parts = _alive(known)

    assert parts["cde"] == whole.id
    assert parts["ab"] != whole.id
    assert Change(parts["ab"], "split", "", whole.id) in changes
    assert Change(whole.id, "left", "a", parts["ab"]) in changes


def test_of_equal_parts_the_one_with_the_oldest_channel_keeps_the_id() -> None:
    [whole], _ = _live(("abcd",))
    known, _ = _live(("abcd",), ("ad", "bc"))
    assert _alive(known)["ad"] == whole.id


def test_what_fell_apart_and_comes_back_is_the_same_operator() -> None:
    [first], _ = _live(("ab",))
    [over], changes = _live(("ab",), ())
    assert (over.members, _told(changes)) == (frozenset(), [("dissolved", "")])
    [again], _ = _live(("ab",), (), ("ab",))
    assert (again.id, again.formed_on) == (first.id, DAYS[2])


def test_merged_and_split_again_both_have_their_names_back() -> None:
    before, _ = _live(("abc", "de"))
    known, _ = _live(("abc", "de"), ("abcde",), ("abc", "de"))
    assert _alive(known) == _alive(before)
    assert all(one.into == "" for one in known)


def _partition(draw: st.DrawFn) -> list[frozenset[str]]:
    parts: dict[int, set[str]] = {}
    for letter in AGES:
        parts.setdefault(draw(st.integers(0, 5)), set()).add(letter)
    return [frozenset(part) for part in parts.values() if len(part) > 1]


@settings(max_examples=150)
@given(
    nights=st.lists(st.composite(_partition)(), max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_the_record_alone_tells_every_night(
    nights: list[list[frozenset[str]]], order: random.Random
) -> None:
    """Groups come in any order; replayed changes give the same operators; no id is there twice."""
    known: list[Operator] = []
    record: list[tuple[date, list[Change]]] = []
    for day, groups in zip(DAYS, nights, strict=False):
        mixed = order.sample(groups, len(groups))
        other = settle(known, mixed, AGES, day)
        known, changes = settle(known, groups, AGES, day)
        assert other == (known, changes)
        record.append((day, changes))
        assert sorted(map(sorted, (one.members for one in known if one.members))) == sorted(
            map(sorted, groups)
        )
        assert len({one.id for one in known}) == len(known)
        assert settle(known, groups, AGES, day)[1] == []

    replayed: list[Operator] = []
    for day, changes in record:
        replayed = applied(replayed, changes, day)
    assert replayed == known
