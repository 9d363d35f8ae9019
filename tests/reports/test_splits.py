"""Whose doing a change was, in words."""

import pytest

from market.trends.published import Parts
from reports.edition.splits import whose


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (Parts(-0.2, 0.001, 0.0), "all by the sellers"),
        (Parts(0.0, 0.1, 0.0), "all through list prices"),
        (Parts(0.0, 0.0, -0.1), "all through exchange rates"),
        (Parts(-0.1, 0.2, 0.0), "+22.1% through list prices and −9.5% by the sellers"),
        (Parts(0.001, 0.002, 0.0), ""),
    ],
)
def test_whose_doing_it_was(parts: Parts, words: str) -> None:
    """A list price that falls makes the share rise: the part has the share's sign."""
    assert whose(parts) == words
