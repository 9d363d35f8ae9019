"""Tables of other people's stations: CSV, JSON, Markdown and HTML."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from market.channel import key
from market.types import Identifier, Issue, Level, Listing, Page
from parsers.adapter import Adapter, Link
from parsers.mentions import leads_out
from parsers.sites.directory.columns import Column, Kind, column
from parsers.sites.directory.rows import Row, affiliate_codes, listing
from parsers.sites.directory.tables import MOST_ROWS, Table, tables


class Directory(Adapter):
    """Each row speaks of a seller elsewhere; a price table of one shop is none of ours."""

    family = "directory"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether a table of it lists stations."""
        return page.evidence.status == 200 and bool(_station_tables(page))

    def follow(self, page: Page) -> Iterator[Link]:
        """Nothing: where its rows lead is another visit."""
        del page
        return iter(())

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a row, by the station's own host, or its name where it has none."""
        seen: Counter[str] = Counter()
        for table, columns in _station_tables(page):
            for at, cells in enumerate(table.rows, 1):
                row = Row(columns, cells)
                if row.name:
                    yield _apart(listing(row, table.heading), seen)
                elif any(cell.text for cell in cells):
                    issue = Issue(Level.WARNING, "odd_row", f"row {at} names nobody", f"row {at}")
                    yield Listing(f"row:{at}", "", issues=(issue,))
            if len(table.rows) == MOST_ROWS:
                issue = Issue(Level.WARNING, "too_long", f"only {MOST_ROWS} rows were read")
                yield Listing("table", table.heading, issues=(issue,))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The promoter's codes."""
        for table, columns in _station_tables(page):
            for cells in table.rows:
                yield from affiliate_codes(Row(columns, cells))


@lru_cache(maxsize=2)
def _station_tables(page: Page) -> list[tuple[Table, tuple[Column, ...]]]:
    found = ((table, tuple(map(column, table.head))) for table in tables(page))
    return [(table, columns) for table, columns in found if _is_directory(table, columns, page)]


def _is_directory(table: Table, columns: tuple[Column, ...], page: Page) -> bool:
    """At least two named rows that lead to two hosts elsewhere, or rates under a head that says
    "station". A JSON object that calls its list "sites" needs but one.
    """
    rows = [row for row in (Row(columns, cells) for cells in table.rows) if row.name]
    here = {key(f"https://{page.host}")}
    hosts = {key(row.link) for row in rows if row.link and leads_out(row.link, here)}
    if table.form == "json" and table.heading in {"sites", "stations", "relays"} and hosts:
        return True
    if len(rows) < 2:
        return False
    kinds = {each.kind for each in columns}
    told = any(each.of_stations for each in columns) or (table.form == "csv" and Kind.URL in kinds)
    return len(hosts) >= 2 or (told and Kind.RATE in kinds and table.form != "html")


def _apart(row: Listing, seen: Counter[str]) -> Listing:
    """Two rows at one host stay apart by their names, and two of one name by their order."""
    named = row.key if not seen[row.key] else f"{row.key}|{row.title}"
    seen[row.key] += 1
    if named == row.key:
        return row
    seen[named] += 1
    return replace(row, key=named if seen[named] == 1 else f"{named}#{seen[named]}")
