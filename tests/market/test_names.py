"""Names as sellers write them; one line of the data file, one case."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.names import plan, resolve
from market.pricebook import PriceBook

LINES = [
    line.split(" => ")
    for line in Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()
    if " => " in line and not line.startswith("#")
]
BOOK = PriceBook.load()


@pytest.mark.parametrize(("written", "expected"), LINES, ids=[line[0] for line in LINES])
def test_a_name_as_written_stands_for_this_model(written: str, expected: str) -> None:
    """provider/model, then any supply words; "-" where nothing is certain."""
    found = resolve(written)
    told = " ".join([f"{found.provider}/{found.model}", *found.supply_terms]) if found else "-"

    assert told == expected


def test_every_model_of_the_book_answers_to_its_own_name() -> None:
    """No alias or spelling rule leads a canonical id to another model."""
    wrong = {
        (row.provider, row.model): resolve(row.model)
        for row in BOOK.rows()
        if (name := resolve(row.model)) is None or (name.provider, name.model) != row.cell[:2]
    }

    assert wrong == {}


@given(st.sampled_from(sorted({row.model for row in BOOK.rows()})))
def test_case_and_width_do_not_matter(model: str) -> None:
    """GPT-5 and ｇｐｔ－５ are gpt-5."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in model)

    assert resolve(model.upper()) == resolve(model) == resolve(wide)


PLANS = [
    ("Claude Max 20x", "claude-max-20x"),
    ("Claude Max x20", "claude-max-20x"),
    ("claude max 5X", "claude-max-5x"),
    ("ChatGPT Plus", "chatgpt-plus"),
    ("GPT Plus 成品号", "chatgpt-plus"),
    ("Plus", "chatgpt-plus"),
    ("ChatGPT Business", "chatgpt-team"),
    ("Gemini Pro", "google-ai-pro"),
    ("Google Gemini Advanced", "google-ai-pro"),
    ("Super Grok", "supergrok"),
    ("Cursor Pro+", "cursor-pro-plus"),
    ("Cursor Pro Plus", "cursor-pro-plus"),
    ("Claude", None),
    ("Claude Max", None),
]


@pytest.mark.parametrize(("written", "model"), PLANS)
def test_where_a_month_is_sold_a_name_is_a_plan(written: str, model: str | None) -> None:
    """Sold by the month, "Gemini Pro" is the plan, not the model; "Claude Max" alone is either."""
    found = plan(written)

    assert (found and found.model) == model
