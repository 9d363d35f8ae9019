"""How cells are written."""

import pytest

from market.trends.cells import parse


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("relay_api/tokens/*/*/*", "relay_api/tokens"),
        ("relay_api/tokens/openai/*/*", "relay_api/tokens/openai"),
        ("relay_api/tokens/openai/*/unknown", "relay_api/tokens/openai/*/unknown"),
        ("account/account/openai/plan/stated", "account/account/openai/plan/stated"),
    ],
)
def test_what_stands_for_everything_is_left_out_at_the_end(written: str, short: str) -> None:
    cell = parse(written)

    assert (str(cell), cell.short, parse(cell.short)) == (written, short, cell)
