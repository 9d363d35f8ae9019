"""Week after week of small markets whose numbers can be told by hand."""

from math import log

import pytest
from trends.made import LEAF, published, told, weeks


def test_everybody_who_cuts_by_a_tenth_moves_the_index_by_a_tenth() -> None:
    periods = weeks(12)
    found = published(
        periods,
        told(periods, {f"o{n}": [0.2 + n / 50] * 6 + [0.18 + n * 0.018] * 6 for n in range(8)}),
    )
    moved = [found[LEAF, period].moved for period in periods]

    assert [one.total for one in moved if one] == pytest.approx([0.0] * 6 + [log(0.9)] * 6)
