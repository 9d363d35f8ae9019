"""The vocabulary of payments holds together."""

import pytest

from parsers.readers.paying.payment import read_payment
from parsers.readers.text.words import vocabulary

SAID = {
    "sure": "{}",
    "near": "we accept {}.",
    "beside": "支付方式：{}",
    "column": "| 支付 |\n|---|\n| {} |",
}


def _spellings() -> list[tuple[str, str, str]]:
    known = vocabulary("payments")
    return [
        (level, method, word.replace("*", ""))
        for level in SAID
        for method, words in known[level].items()
        for word in words
    ]


@pytest.mark.parametrize(("level", "method", "word"), _spellings())
def test_every_spelling_is_found_where_its_level_allows(level: str, method: str, word: str) -> None:
    """None is hidden by the look for literals, or by a shorter spelling of another method."""
    found = [fact.value for fact in read_payment(SAID[level].format(word))]

    assert [value.method for value in found] == [method]
