"""Tables of other people's stations: CSV, JSON, Markdown and HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from market.channel import key
from market.types import Identifier, Issue, Level, Listing, Page
from parsers.adapter import Adapter
from parsers.friends import speaks_of_friends
from parsers.mentions import leads_out
from parsers.sites.directory.cells import MOST_ROWS, Table
from parsers.sites.directory.columns import Column, Kind, columns
from parsers.sites.directory.rows import Row, affiliate_codes, listing
from parsers.sites.directory.tables import tables

# Where a directory keeps its own page about a station: /station/heron, /sites/12, /zhan/heron
_ABOUT = re.compile(
    r"/(?:stations?|sites?|relays?|transits?|resellers?|zhongzhuan|zhan|details?)/[^/?#\s]{1,100}/?$"
    r"|[?&](?:station|site|relay)=[^&#\s]{1,100}"
)


class Directory(Adapter):
    """Each row speaks of a seller elsewhere; a price table of one shop is none of ours."""

    family = "directory"
    entry = ()
    # Nothing to follow: where its rows lead is another visit.

    def owns(self, page: Page) -> bool:
        """Whether a table of it lists stations."""
        return page.evidence.status == 200 and bool(_station_tables(page))

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a row, by the station's own host, or its name where it has none."""
        seen: Counter[str] = Counter()
        for table, named in _station_tables(page):
            for at, cells in enumerate(table.rows, 1):
                row = Row(named, cells, page.url)
                if row.name:
                    yield _apart(listing(row, table.heading), seen)
                elif any(cell.text for cell in cells):
                    issue = Issue(Level.WARNING, "odd_row", f"row {at} names nobody", f"row {at}")
                    yield Listing(f"row:{at}", "", issues=(issue,))
            if table.cut:
                issue = Issue(Level.WARNING, "too_long", f"only {MOST_ROWS} rows were read")
                yield Listing("table", table.heading, issues=(issue,))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The promoter's codes."""
        for table, named in _station_tables(page):
            for cells in table.rows:
                yield from affiliate_codes(Row(named, cells, page.url))


@lru_cache(maxsize=2)
def _station_tables(page: Page) -> list[tuple[Table, tuple[Column, ...]]]:
    found = ((table, columns(table.head, table.heading)) for table in tables(page))
    return [(table, named) for table, named in found if _is_directory(table, named, page)]


def _is_directory(table: Table, named: tuple[Column, ...], page: Page) -> bool:
    """At least two named rows that lead to two hosts elsewhere, or to two of the directory's own
    pages about stations, or rates under a head that says "station". A JSON object that calls its
    list "sites" needs but one. Never the links of friends.
    """
    if speaks_of_friends(table.heading):
        return False
    rows = [row for row in (Row(named, cells, page.url) for cells in table.rows) if row.name]
    hosts = set(islice(_hosts(rows, page), 2))
    if table.form == "json" and table.heading in {"sites", "stations", "relays"} and hosts:
        return True
    if len(rows) < 2:
        return False
    if len(hosts) == 2:
        return True
    kinds = {each.kind for each in named}
    told = any(each.of_stations for each in named) or table.heading in {"stations", "relays"}
    told |= table.form == "csv" and Kind.URL in kinds
    if not told or Kind.RATE not in kinds:
        return False
    about = {row.detail for row in rows if row.detail and _ABOUT.search(row.detail)}
    return table.form != "html" or len(about) >= 2


def _hosts(rows: list[Row], page: Page) -> Iterator[str]:
    """Whom rows lead to elsewhere, each once."""
    here, seen = {key(page.url)}, set()
    for row in rows:
        if row.link and (there := key(row.link)) not in seen and leads_out(row.link, here):
            seen.add(there)
            yield there


def _apart(row: Listing, seen: Counter[str]) -> Listing:
    """Two rows at one host stay apart by their names, and two of one name by their order."""
    named = row.key if not seen[row.key] else f"{row.key}|{row.title}"
    seen[row.key] += 1
    if named == row.key:
        return row
    seen[named] += 1
    return replace(row, key=named if seen[named] == 1 else f"{named}#{seen[named]}")
