"""Folds keep a seller together; taking words away makes readers forget them, and only them."""

from typing import Any

from benchmarks.folds import ablated, words_of_one
from benchmarks.quality import COMMITTED
from benchmarks.scoring.ablation import spellings, without
from benchmarks.scoring.corpus import load
from benchmarks.scoring.figures import figures
from benchmarks.scoring.sellers import alike, by_seller, folds, shingles
from parsers.extract import extract

ADVERT = "官转 Claude Max 号池长期供应，价格好商量，量大从优，随时可以测试"


def _listing(name: str, text: str, *contacts: str) -> dict[str, Any]:
    facts = [{"kind": "contact", "platform": "site", "value": host} for host in contacts]
    return {"id": name, "lang": "zh", "text": text, "facts": facts}


def _ids(groups: list[list[dict[str, Any]]]) -> list[list[str]]:
    return [[one["id"] for one in group] for group in groups]


def test_listings_with_an_address_in_common_are_one_sellers() -> None:
    told = [
        _listing("1", "one", "heron.example"),
        _listing("2", "another https://www.heron.example/buy thing"),
        _listing("3", "third", "otter.example"),
        _listing("4", "https://github.com/otter is a place"),
        _listing("5", "look at github, https://github.com/heron"),
    ]

    assert _ids(by_seller(told)) == [["1", "2"], ["3"], ["4"], ["5"]]


def test_one_advert_under_two_names_is_one_sellers() -> None:
    told = [_listing("1", f"{ADVERT}，19 元"), _listing("2", "nothing"), _listing("3", ADVERT)]

    assert _ids(by_seller(told)) == [["1", "3"], ["2"]]
    assert alike(shingles("short"), shingles("")) == 0


def test_folds_are_the_same_every_time_and_nearly_of_one_size() -> None:
    listings = load(COMMITTED).listings
    parts = folds(listings)

    assert _ids(parts) == _ids(folds(listings))
    assert sorted(one["id"] for part in parts for one in part) == sorted(
        one["id"] for one in listings
    )
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_word_in_two_folds_belongs_to_neither() -> None:
    own = words_of_one([[_listing("1", "倍率 官转")], [_listing("2", "倍率 逆向")]])

    assert ("官转" in own[0], "倍率" in own[0], "逆向" in own[0]) == (True, False, False)


def test_readers_forget_a_word_and_know_it_again() -> None:
    line = {"id": "1", "text": "Claude 0.6R 一刀，官转，Alipay"}
    before = extract(line)["facts"]
    with without(frozenset({"官转", "alipay"})):
        kinds = {fact["kind"] for fact in extract(line)["facts"]}  # type: ignore[attr-defined]

    assert kinds == {"price"}
    assert extract(line)["facts"] == before


def test_without_any_word_hardly_anything_is_read() -> None:
    """Every reader takes its words from the vocabularies, and from nowhere else."""
    corpus = load(COMMITTED)
    with without(spellings()):
        told = figures(corpus.judged())

    assert (told.money.recall or 0) < 0.1
    assert {kind: told.kinds[kind].right for kind in ("supply", "payment")} == {
        "supply": 0,
        "payment": 0,
    }


def test_each_fold_is_read_with_and_without_its_own_words() -> None:
    read = list(ablated(load(COMMITTED)))

    assert len(read) == 5
    for one in read:
        known, unknown = one.known["money_recall"], one.unknown["money_recall"]
        assert known is not None
        assert unknown is not None
        assert known >= unknown
