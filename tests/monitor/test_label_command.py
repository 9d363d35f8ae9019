"""From a page or a text to lines that a person labels."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from loopback import as_page, serve

from market.claims import Contact, Supply
from market.types import Fact, Listing
from monitor.labelling import LONGEST, language, pieces
from monitor.surrogates import Surrogates
from storage import Store
from storage.archive import Missing
from storage.recorded import page_at

TEXT = (
    "官转 Claude 0.6R 一刀，微信otter12345，闲聊勿扰 https://heron.example/register?aff=AbC9x\n"
    "sk-ant-api03-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0UvAb1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0UvAb1Cd2Ef3G-example"
)
SHOP = (
    "<title>Heron 中转</title><h1>Claude API 价格</h1>"
    "<p>官转 Claude 0.6R 一刀，微信：otter12345</p><p>我们的故事很长。</p>"
)


@pytest.fixture
def note(tmp_path: Path) -> str:
    """A text somebody kept."""
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def _lines(ended: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def test_a_text_becomes_a_line_with_what_is_read_in_it(run: Any, note: str) -> None:
    [line] = _lines(run("label", note))

    assert (line["id"], line["lang"], line["kind"]) == ("note-001", "zh", "text")
    assert {(fact["kind"], fact.get("per")) for fact in line["facts"]} >= {("price", "usd_credit")}
    assert {"kind": "contact", "platform": "site", "value": "heron.example"} in line["facts"]


def test_credentials_are_taken_out_and_people_have_other_names(run: Any, note: str) -> None:
    [line] = _lines(run("label", note))

    assert "sk-ant-api03" not in line["text"]
    assert "otter12345" not in json.dumps(line, ensure_ascii=False)
    assert re.search(r"微信[a-z]{5}\d{5}，", line["text"])
    assert re.search(r"aff=[A-Z][a-z][A-Z]\d[a-z]\n", line["text"])


def test_names_stay_where_they_are_asked_to(run: Any, note: str) -> None:
    [line] = _lines(run("label", note, "--keep-handles"))

    assert "微信otter12345" in line["text"]
    assert "sk-ant-api03" not in line["text"]


def test_a_saying_is_a_line_of_the_readers_fixtures(run: Any, note: str) -> None:
    said = run("label", note, "--keep-handles", "--as-saying", "price").out

    assert said.startswith("官转 Claude 0.6R 一刀")
    assert said.endswith(" => 0.6 CNY/usd_credit anthropic\n")
    assert said.count("\n") == 1
    assert "⏎" in said


def test_a_page_is_visited_once_and_cut_into_its_blocks(run: Any, empty: Any) -> None:
    with serve({"/": as_page(SHOP)}) as site:
        told = _lines(run("label", f"{site.url}/", "--keep-handles", "--config", empty.config))

    [line] = [one for one in told if "一刀" in one["text"]]
    assert line["kind"] == "page"
    assert "Claude API 价格" in line["context"]
    assert not any("故事" in one["text"] for one in told)


def test_what_offers_nothing_is_shown_when_asked_for(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("我们的故事很长。", encoding="utf-8")

    assert run("label", str(path)).status == 4
    assert [one["facts"] for one in _lines(run("label", str(path), "--all"))] == [[]]


def _stored(played: Any) -> tuple[str, str]:
    """A digest of the played nights, and the place of the same page in the archive."""
    with Store.open(played.url) as store:
        told = b"".join(store.export_canonical()).decode()
        for digest in sorted(set(re.findall(r"\b[0-9a-f]{64}\b", told))):
            capture = store.capture(digest)
            if capture is not None and "html" in capture.evidence.content_type:
                return digest, f"{capture.warc}:{capture.offset}"
    raise AssertionError("no page was stored")


def test_a_stored_page_is_found_by_digest_and_by_its_place(run: Any, played: Any) -> None:
    digest, place = _stored(played)
    how = ("--keep-handles", "--all", "--config", played.config)
    by_digest, by_place = run("label", digest, *how), run("label", place, *how)

    assert by_digest.status == 0
    assert by_digest.out == by_place.out
    assert _lines(by_digest)[0]["id"] == f"{digest[:8]}-001"


@pytest.mark.parametrize(
    ("source", "status", "said"),
    [
        ("0" * 64, 1, "nothing with digest 000000000000"),
        ("nowhere.warc.gz:0", 1, "nowhere.warc.gz"),
        ("/nowhere.txt", 1, "No such file"),
        ("http://127.0.0.1:1/", 3, "nothing to label"),
    ],
)
def test_what_cannot_be_labelled_is_said(
    run: Any, empty: Any, source: str, status: int, said: str
) -> None:
    ended = run("label", source, "--config", empty.config)

    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err


def test_a_reader_nobody_has_is_refused(run: Any, note: str) -> None:
    ended = run("label", note, "--as-saying", "weather")

    assert ended.status == 2
    assert "price" in ended.err


def test_a_record_that_is_no_page_is_missing(played: Any) -> None:
    [first, *_] = sorted((played.folder / "archive").glob("*.warc.gz"))

    with pytest.raises(Missing, match="warcinfo"):
        page_at(first, 0)


def test_a_surrogate_has_the_shape_of_the_name_and_is_given_once() -> None:
    facts = [
        Fact(Contact("telegram", "@Otter_shop9"), "x"),
        Fact(Contact("email", "mara.k@heron.example"), "x"),
        Fact(Contact("xianyu", "水獭数码"), "x"),
        Fact(Contact("site", "heron.example"), "x"),
        Fact(Supply("官转", "official"), "x"),
    ]
    names = Surrogates()
    text = "tg @Otter_shop9 mara.k@heron.example 水獭数码 +86 13912345678 https://heron.example/i/Wren77"
    other = names.of(text, facts)

    shape = r"tg @[A-Z][a-z]{4}_[a-z]{4}\d [a-z]{4}\.[a-z]@heron\.example .{4} \+\d\d \d{11} "
    assert re.fullmatch(shape + r"https://heron\.example/i/[A-Z][a-z]{3}\d\d", other)
    assert other != text
    assert names.of(text, facts) == other


@pytest.mark.parametrize(
    ("text", "guess"),
    [("便宜的额度", "zh"), ("クレジット 額度", "ja"), ("скидка", "ru"), ("tài khoản", "vi"),
     ("رصيد", "ar"), ("크레딧", "ko"), ("cheap credit", ""), ("", "")],
)  # fmt: skip
def test_a_script_says_which_language_it_may_be(text: str, guess: str) -> None:
    assert language(text) == guess


def test_a_long_text_is_cut_where_lines_end_and_keeps_its_headings() -> None:
    text = "\n".join(f"## part {n}\n" + "官转 0.6R 一刀\n" * 60 for n in range(4))
    cut = list(pieces([Listing("1", "Heron", text)], "x", "text"))

    assert len(cut) > 2
    assert all(len(piece.text) <= LONGEST for piece in cut)
    assert cut[0].context == "Heron"
    assert "## part 3" in cut[-1].context or "## part 3" in cut[-1].text
    assert "".join(piece.text for piece in cut).replace("\n", "") == text.replace("\n", "")
