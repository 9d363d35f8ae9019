"""The family table: what is read of every family's recorded cases, and who owns which page.

    python -m benchmarks.families [--matrix] [--json]

Counted over ``fixtures/sites``: cases, pages, listings, offers at the bundled list prices, facts
by kind, and the issues by which a row says why it gives neither. The matrix sets the family a case
was recorded for (across) against the adapters that claim its pages (down).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date

from fixtures.cases import Case, cases
from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import offers
from market.types import Page
from parsers.families import ADAPTERS
from parsers.read import read_visit

_ON = date(2026, 8, 3)
_NOBODY = "(nobody)"


@dataclass(slots=True)
class Row:
    """What one family's cases hold."""

    family: str
    cases: int = 0
    pages: int = 0
    listings: int = 0
    offers: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Prints the table, or the matrix."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--matrix", action="store_true", help="who claims whose pages")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    if given.matrix:
        counted = matrix(cases())
        print(json.dumps(_pairs(counted)) if given.json else "\n".join(_matrix_lines(counted)))
    else:
        for row in table(cases()):
            print(json.dumps(asdict(row)) if given.json else _line(row))


def table(recorded: Iterable[Case]) -> list[Row]:
    """One row a family, by name; a family without a case has a row of zeros."""
    book, fx = PriceBook.load(), FxRates.load()
    rows = {family: Row(family) for family in sorted(ADAPTERS)}
    for case in recorded:
        row, pages = rows[case.family], case.pages()
        reading = read_visit(pages)
        sheet = offers(reading.listings, book, fx, _ON)
        told = [issue for listing in reading.listings for issue in listing.issues]
        row.cases += 1
        row.pages += len(pages)
        row.listings += len(reading.listings)
        row.offers += len(sheet.offers)
        row.facts.update(fact.kind for listing in reading.listings for fact in listing.facts)
        row.issues.update(issue.code for issue in (*reading.issues, *told, *sheet.issues))
    return list(rows.values())


def matrix(recorded: Iterable[Case]) -> Counter[tuple[str, str]]:
    """How many pages recorded for a family are claimed by an adapter: (family, owner) → pages."""
    pairs = ((case.family, page) for case in recorded for page in case.pages())
    return Counter((family, owner) for family, page in pairs for owner in owners(page))


def owners(page: Page) -> list[str]:
    """The families that claim a page: strong ones, else those of last resort, else nobody."""
    claims = [each for each in ADAPTERS.values() if each.owns(page)]
    strong = [each.family for each in claims if not each.last_resort]
    return strong or [each.family for each in claims] or [_NOBODY]


def _line(row: Row) -> str:
    facts = ", ".join(f"{kind} {count}" for kind, count in sorted(row.facts.items()))
    issues = ", ".join(sorted(row.issues))
    head = f"{row.family:<20} {row.cases:>3} cases {row.pages:>3} pages {row.listings:>4} listings"
    return f"{head} {row.offers:>4} offers | {facts or '-'} | {issues or '-'}"


def _matrix_lines(counted: Counter[tuple[str, str]]) -> Iterator[str]:
    for family in sorted({family for family, _ in counted}):
        claims = {owner: count for (of, owner), count in sorted(counted.items()) if of == family}
        yield f"{family:<20} " + ", ".join(f"{owner} {count}" for owner, count in claims.items())


def _pairs(counted: Counter[tuple[str, str]]) -> list[dict[str, object]]:
    return [{"of": of, "owner": by, "pages": count} for (of, by), count in sorted(counted.items())]


if __name__ == "__main__":
    main()
