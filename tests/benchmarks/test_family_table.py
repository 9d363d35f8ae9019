"""The family table is complete, and its matrix has nothing off the diagonal."""

from benchmarks.families import matrix, table
from fixtures.cases import cases
from parsers.families import ADAPTERS, line


def test_every_family_has_a_row_with_cases() -> None:
    rows = {row.family: row for row in table(cases())}

    assert set(rows) == set(ADAPTERS)
    assert [name for name, row in rows.items() if row.cases == 0] == []


def test_a_page_is_claimed_only_within_its_own_line() -> None:
    lines = {name: line(each) for name, each in ADAPTERS.items()} | {"(nobody)": "(nobody)"}
    strangers = {
        pair: count
        for pair, count in matrix(cases()).items()
        if lines[pair[0]] != lines[pair[1]] and pair[1] != "(nobody)"
    }

    assert strangers == {}
