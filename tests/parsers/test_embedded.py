"""JSON in the scripts of a page, as whoever wrote it escapes it."""

import pytest

from parsers.embedded import value_in


@pytest.mark.parametrize(
    ("escaped", "shown"),
    [
        (r"\ud83d\ude00", "\N{GRINNING FACE}"),
        (r"\uD83D\uDE00\ud83d", "\N{GRINNING FACE}\N{REPLACEMENT CHARACTER}"),
        (r"\ude00\ud83d", "\N{REPLACEMENT CHARACTER}" * 2),
        (r"\ud83dx\u0000", "\N{REPLACEMENT CHARACTER}x\N{REPLACEMENT CHARACTER}"),
        (r"\u4e2d", "中"),
    ],
)
def test_what_no_database_takes_is_replaced(escaped: str, shown: str) -> None:
    """NUL and half characters, but not the two halves of one."""
    told = value_in(f'var goods = [{{"name": "Claude {escaped}"}}];', "goods")

    assert told == [{"name": f"Claude {shown}"}]
    assert told[0]["name"].encode()
