"""What two vintages tell differently, and what is no revision."""

from dataclasses import replace
from datetime import date

from market.trends.cells import parse
from market.trends.published import Change, Level, Parts, Published, Revision
from market.trends.revisions import revisions

CELL, OTHER = parse("relay_api/tokens/anthropic"), parse("relay_api/tokens/openai")
ONE, TWO = date(2026, 6, 29), date(2026, 7, 6)
TOLD = Published(CELL, ONE, Level(6, 7, 80, mean=0.2, median=0.21), 6, Parts(0.0, 0.0, 0.0))


def test_equal_vintages_have_no_revisions() -> None:
    """To nine digits: the last ones are the machine's."""
    shaken = replace(TOLD, level=replace(TOLD.level, mean=0.2 * (1 + 1e-13)))

    assert revisions([TOLD], [shaken]) == []
    assert revisions([], []) == []


def test_every_number_that_differs_is_told_in_order() -> None:
    moved = Parts(-0.1, 0.0, 0.1)  # otherwise split, and yet the same index
    changed = replace(
        TOLD,
        level=replace(TOLD.level, operators=5, mean=None),
        moved=moved,
        change=Change(4, -0.05, None, None, 5),
    )
    later = replace(TOLD, period=TWO)

    found = revisions([later, TOLD], [changed, replace(later, cell=OTHER), later])

    assert found == [
        Revision(CELL, ONE, "operators", 6, 5),
        Revision(CELL, ONE, "mean", 0.2, None),
        Revision(CELL, ONE, "change", None, -0.05),
        Revision(OTHER, TWO, "operators", None, 6),
        Revision(OTHER, TWO, "mean", None, 0.2),
        Revision(OTHER, TWO, "median", None, 0.21),
        Revision(OTHER, TWO, "index", None, 100.0),
    ]


def test_a_number_that_is_gone_is_a_revision() -> None:
    found = revisions([TOLD], [])

    assert {one.what: one.after for one in found} == dict.fromkeys(
        ("operators", "mean", "median", "index")
    )


def test_what_is_provisional_is_no_revision() -> None:
    """Nor is a week that the earlier vintage did not live to see."""
    soon = replace(TOLD, matched=3, level=Level(1, 1, 1), flags=("provisional",))

    assert revisions([TOLD, replace(soon, cell=OTHER)], [TOLD, replace(TOLD, cell=OTHER)]) == []
    assert revisions([TOLD], [soon]) == []
    assert revisions([TOLD], [TOLD, replace(TOLD, period=TWO)]) == []
    assert revisions([replace(TOLD, period=TWO)], [replace(TOLD, period=TWO)]) == []
