"""The gate: what was once read stays read, and what is recorded of it gives nobody away."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import quality
from benchmarks.quality import COMMITTED, HERE
from benchmarks.scoring import floors
from benchmarks.scoring.corpus import load
from benchmarks.scoring.judge import MONEY, OTHER
from benchmarks.scoring.states import State, changes, last_release

LANGUAGES = {"zh", "en", "ru", "vi", "ja", "de", "fr", "es", "pt", "id", "tr", "ar"}
SELLING = {
    "id": "1", "lang": "zh", "text": "Claude 0.6R 一刀，https://heron-relay.example",
    "facts": [
        {"kind": "price", "amount": 0.6, "currency": "CNY", "per": "usd_credit"},
        {"kind": "contact", "platform": "site", "value": "heron-relay.example"},
    ],
}  # fmt: skip


def test_the_committed_listings_are_read_as_well_as_ever(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A figure below its floor is a loss; `python -m benchmarks.quality --misses 20` shows it."""
    assert quality.main([str(COMMITTED)]) == 0, capsys.readouterr().err


def _corpus(folder: Path, *listings: dict[str, Any]) -> str:
    path = folder / "stall.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in listings))
    return str(path)


def _floors(folder: Path) -> Any:
    return tomllib.loads((folder / "floors.toml").read_text())["stall"]


def test_a_fall_is_named_with_its_kind_its_size_and_its_listing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _corpus(tmp_path, SELLING)
    assert quality.main([told, "--raise"], tmp_path) == 0
    price = {"kind": "price", "amount": 6, "currency": "CNY", "per": "usd_credit"}
    _corpus(tmp_path, SELLING | {"facts": [price, SELLING["facts"][1]]})
    capsys.readouterr()

    assert quality.main([told], tmp_path) == 1
    said = capsys.readouterr().err
    assert "kind price: 0.0000, 1.0000 below 1.0000" in said
    assert "language zh: 0.0000" in said
    assert "since unreleased: 1 listings changed" in said
    assert "- not read: price 0.6 CNY usd credit" in said
    assert "- false: price 0.6 CNY usd credit" in said


def test_raising_never_lowers(tmp_path: Path) -> None:
    told = _corpus(tmp_path, SELLING)
    quality.main([told, "--raise"], tmp_path)
    before = _floors(tmp_path)
    _corpus(tmp_path, SELLING | {"text": "nothing here any more"})

    assert quality.main([told, "--raise"], tmp_path) == 1
    assert _floors(tmp_path) == before
    assert before["kind"] == {"contact": 1.0, "price": 1.0}


def test_a_figure_rounded_down_is_not_below_its_own_floor() -> None:
    """Two thirds become 0.6666, and one stays one."""
    assert floors._down(2 / 3) == 0.6666
    assert floors._down(1.0) == 1.0
    assert floors._down(0.29) == 0.29


def test_what_is_gone_has_fallen() -> None:
    held = {"kind": {"coupon": 0.5, "price": 0.5}}

    assert [one.name for one in floors.fallen(held, {"kind": {"price": 0.5}})] == ["coupon"]


def test_a_release_is_recorded_and_compared_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _corpus(tmp_path, SELLING | {"text": "nothing yet"})
    quality.main([told, "--release", "0.9"], tmp_path)
    _corpus(tmp_path, SELLING)
    capsys.readouterr()
    quality.main([told, "--changes"], tmp_path)

    said = capsys.readouterr().out
    assert "since 0.9: 1 listings changed, 2 gains, 0 losses" in said
    assert "+ read: price 0.6 CNY usd credit" in said


def test_a_listing_that_both_gained_and_lost_says_both() -> None:
    before, after = State(right=("contact", "price 1 CNY call")), State(right=("supply", "contact"))

    assert [(one.gains, one.losses) for one in changes({"1": before}, {"1": after})] == [
        (("read: supply",), ("not read: price 1 CNY call",))
    ]


def test_the_newest_release_is_the_last_by_number(tmp_path: Path) -> None:
    for name in ("0.9", "0.10", "0.10rc1", "unreleased"):
        (tmp_path / f"{name}.json").write_text("{}")

    assert last_release(tmp_path) == "0.10"


def test_the_document_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quality.main([_corpus(tmp_path, SELLING), "--json"], tmp_path)
    told = json.loads(capsys.readouterr().out)

    assert (told["corpus"], told["kind"]["price"], told["fallen"]) == ("stall", 1.0, [])


_SAID = re.compile(rf"(?:{'|'.join(MONEY)}) \S+(?: [A-Za-z0-9_?]+){{0,4}}|{'|'.join(OTHER)}")


@pytest.mark.parametrize(
    "path", sorted((HERE / "releases").glob("*.json")), ids=lambda path: path.stem
)
def test_what_is_recorded_of_listings_gives_nobody_away(path: Path) -> None:
    """Kinds, numbers and units: no host, no handle, no sentence of a corpus."""
    for listings in json.loads(path.read_text()).values():
        for told in listings.values():
            for said in (one for outcome in told.values() for one in outcome):
                assert _SAID.fullmatch(said), said
                assert not re.search(r"[^\x00-\x7f]|[a-z]\.[a-z]|@|/", said), said


def test_the_seller_s_own_words_are_not_recorded(tmp_path: Path) -> None:
    odd = {"kind": "volume", "amount": 5, "unit": "heron.example 站内刀", "period": "total"}
    quality.main([_corpus(tmp_path, SELLING | {"facts": [odd]}), "--release", "1"], tmp_path)

    told = json.loads((tmp_path / "releases" / "1.json").read_text())
    assert told["stall"]["1"]["missed"] == ["volume 5 ? total"]


def test_the_committed_listings_cover_what_a_stranger_must_be_able_to_read() -> None:
    """At least these twelve languages, Chinese the foremost, a third without anything on offer."""
    listings = load(COMMITTED).listings
    languages = Counter(listing["lang"] for listing in listings)
    empty = sum(not listing["facts"] for listing in listings)

    assert set(languages) >= LANGUAGES
    assert languages.most_common(1)[0][0] == "zh"
    assert 0.25 < empty / len(listings) < 0.45
    assert {fact["kind"] for one in listings for fact in one["facts"]} >= {*MONEY, *OTHER}


def test_a_corpus_with_one_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one id"):
        load(Path(_corpus(tmp_path, SELLING, SELLING)))
