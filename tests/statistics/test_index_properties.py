"""What holds of every index, whatever the prices: the properties of 15_properties.json in order."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from market.statistics.dummy import time_product_dummy
from market.statistics.geks import geks_jevons
from market.statistics.jevons import chained, fixed_base, matched
from market.statistics.panel import Logs, panel
from market.statistics.splice import rolling

Index = Callable[[Logs], Logs]


def _spliced(table: Logs) -> Logs:
    """The rolling window as published, of three periods."""
    length = min(3, table.shape[1])
    starts = range(table.shape[1] - length + 1)
    return rolling([geks_jevons(table[:, at : at + length]) for at in starts])


INDICES: list[Index] = [chained, fixed_base, geks_jevons, time_product_dummy]
few = settings(max_examples=40)
every_index = pytest.mark.parametrize("index", INDICES)
matching = pytest.mark.parametrize("index", [geks_jevons, time_product_dummy])


def _tables(gaps: bool, periods: tuple[int, int] = (2, 6)) -> st.SearchStrategy[Logs]:
    shapes = st.tuples(st.integers(1, 6), st.integers(*periods))
    return shapes.flatmap(lambda shape: _filled(shape, gaps))


@st.composite
def _filled(draw: st.DrawFn, shape: tuple[int, int], gaps: bool) -> Logs:
    hundredths = draw(arrays(np.int64, shape, elements=st.integers(-400, 100)))
    table: Logs = hundredths / 100
    if gaps:
        table[draw(arrays(np.bool_, shape))] = np.nan
    return table


whole, gapped = _tables(gaps=False), _tables(gaps=True)


def _same(found: Logs, expected: Logs) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9)


@every_index
@few
@given(table=gapped)
def test_identity(index: Index, table: Logs) -> None:
    """P(t, t) = 1."""
    twice = table[:, [0, 0]]
    values = index(twice)

    assert np.isnan(values[1]) or values[1] == pytest.approx(1)
    assert np.isnan(values[0]) or values[0] == pytest.approx(1)


@few
@given(table=gapped)
def test_time_reversal(table: Logs) -> None:
    """P(a, b) · P(b, a) = 1."""
    pairs, _ = matched(table)

    _same(np.exp(pairs), np.exp(-pairs.T))


@few
@given(table=gapped, base=st.integers(0, 5))
def test_transitivity(table: Logs, base: int) -> None:
    """Within a window the way over another period is the way itself."""
    base %= table.shape[1]
    first, other = geks_jevons(table), geks_jevons(table, base=base)
    reached = ~np.isnan(first)
    if reached[base]:
        _same((first[base] * other)[reached], first[reached])
    else:
        assert np.isnan(other[0])


@every_index
@few
@given(table=gapped, times=st.floats(0.01, 100))
def test_commensurability(index: Index, table: Logs, times: float) -> None:
    """A product counted in other units changes nothing."""
    other = table.copy()
    other[0] += np.log(times)

    _same(index(other), index(table))


@every_index
@few
@given(table=gapped, at=st.integers(1, 5))
def test_proportionality(index: Index, table: Logs, at: int) -> None:
    """Everything a tenth dearer in one period is a tenth more of the index then, and then only."""
    at = 1 + at % (table.shape[1] - 1)
    dearer, expected = table.copy(), index(table)
    dearer[:, at] += np.log(1.1)
    expected[at] *= 1.1

    _same(index(dearer), expected)


@every_index
@few
@given(table=gapped, data=st.data())
def test_order_does_not_matter(index: Index, table: Logs, data: st.DataObject) -> None:
    """Neither of rows nor of products."""
    rows = [
        (f"p{one}", at, float(np.exp(table[one, at])))
        for one, at in zip(*np.nonzero(~np.isnan(table)), strict=True)
    ]
    periods = range(table.shape[1])
    mixed = data.draw(st.permutations(rows))
    renamed = [(f"q{9 - int(name[1:])}", at, ratio) for name, at, ratio in mixed]

    _same(index(panel(mixed, periods).logs), index(panel(rows, periods).logs))
    _same(index(panel(renamed, periods).logs), index(panel(rows, periods).logs))


@few
@given(table=whole)
def test_without_churn_all_are_one(table: Logs) -> None:
    expected = fixed_base(table)
    for index in (chained, geks_jevons, time_product_dummy, _spliced):
        _same(index(table), expected)


@few
@given(table=_tables(gaps=True, periods=(2, 2)))
def test_two_periods_of_the_dummy_are_the_matched_jevons(table: Logs) -> None:
    _same(time_product_dummy(table), np.asarray([1.0, fixed_base(table)[1]]))


@matching
@few
@given(table=gapped, at=st.integers(0, 5), ratio=st.floats(0.01, 10))
def test_a_product_seen_once_changes_nothing(
    index: Index, table: Logs, at: int, ratio: float
) -> None:
    once = np.full((1, table.shape[1]), np.nan)
    once[0, at % table.shape[1]] = np.log(ratio)

    _same(index(np.vstack((table, once))), index(table))


@every_index
@few
@given(table=gapped)
def test_what_is_not_known_is_missing_and_never_nothing_or_endless(
    index: Index, table: Logs
) -> None:
    values = index(table)
    known = values[~np.isnan(values)]

    assert np.isfinite(known).all()
    assert (known > 0).all()


@few
@given(table=gapped)
def test_a_pair_without_a_match_is_missing(table: Logs) -> None:
    pairs, count = matched(table)

    assert (np.isnan(pairs) == (count == 0)).all()
    assert np.isfinite(pairs[count > 0]).all()


@matching
@few
@given(one=_tables(gaps=False, periods=(1, 3)), other=_tables(gaps=False, periods=(1, 3)))
def test_what_no_chain_reaches_is_missing(index: Index, one: Logs, other: Logs) -> None:
    """Products of the one are never seen in the periods of the other."""
    table = np.full((len(one) + len(other), one.shape[1] + other.shape[1]), np.nan)
    table[: len(one), : one.shape[1]] = one
    table[len(one) :, one.shape[1] :] = other
    values = index(table)

    assert np.isnan(values[one.shape[1] :]).all()
    _same(values[: one.shape[1]], index(one))


@few
@given(table=gapped)
def test_what_a_chain_reaches_is_known(table: Logs) -> None:
    """Both ways to reckon reach the same periods."""
    if not np.isnan(table[:, 0]).all():
        assert (np.isnan(geks_jevons(table)) == np.isnan(time_product_dummy(table))).all()


def test_a_product_twice_in_a_period_is_an_error() -> None:
    with pytest.raises(ValueError, match="twice"):
        panel([("a", 1, 0.5), ("b", 1, 0.5), ("a", 1, 0.5)])


@pytest.mark.parametrize("ratio", [0.0, -0.5, float("nan"), float("inf")])
def test_a_ratio_that_is_none_is_an_error(ratio: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        panel([("a", 1, ratio)])
