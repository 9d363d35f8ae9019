"""One row of a directory → one listing about somebody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from market.channel import affiliate, own_site
from market.claims import Bonus, Multiplier, Price, Value
from market.types import Fact, Identifier, Listing, Seller
from parsers.payload import number
from parsers.sites.directory.columns import Column, Kind
from parsers.sites.directory.tables import Cell

READER = "directory/1"

# "0.5R/刀", "¥0.5/$", "0.5元 = 1刀": a price of one dollar of usage, not a ratio.
_PER_DOLLAR = re.compile(
    r"[¥￥]?\s*(?P<amount>\d{1,6}(?:\.\d{1,8})?)\s*(?:R|RMB|CNY|元|块)?\s*(?:/|每|=)\s*1?\s*"
    r"(?:刀|美元|美金|\$|USD)",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"~~[^~]{0,100}~~")  # "~~0.5~~ 0.4": the old rate, then the new one
_YUAN = re.compile(r"[¥￥元块]|R\b|RMB|CNY", re.IGNORECASE)
_RATIO = re.compile(
    r"(?P<amount>\d{1,6}(?:\.\d{1,10})?(?:e-\d{1,2})?)\s*(?P<unit>[x×X倍%％]?)(?:率)?"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells under their columns."""

    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]

    def of(self, *kinds: Kind) -> Iterator[tuple[Column, Cell]]:
        """Its cells of these kinds that say anything."""
        for column, cell in zip(self.columns, self.cells, strict=False):
            if column.kind in kinds and (cell.text or cell.links):
                yield column, cell

    @property
    def name(self) -> str:
        """Who it is about."""
        return next((cell.text for _, cell in self.of(Kind.NAME) if cell.text), "")

    @property
    def link(self) -> str | None:
        """The link to them as the list has it, code and all: from an address column, else on the
        name, else any link.
        """
        for kinds in ((Kind.URL,), (Kind.NAME,), (Kind.WORDS, Kind.RATE)):
            for _, cell in self.of(*kinds):
                if cell.links:
                    return cell.links[0]
        return None


def listing(row: Row, heading: str) -> Listing:
    """What a row says of a station. An address is the seller's, never part of the words."""
    text, facts = "", []
    for column, cell in row.of(Kind.NAME, Kind.RATE, Kind.BONUS, Kind.WORDS, Kind.URL):
        if not cell.text or (column.kind is Kind.URL and cell.links):
            continue
        text += f"{' | ' if text else ''}{column.title}: "
        said = _STRUCK.sub("", cell.text).strip()
        start = len(text) + cell.text.rfind(said)
        facts += [_fact(value, said, start) for value in _values(column, said)]
        text += cell.text
    seller = Seller(row.name, row.link)
    return Listing(_key(row), row.name, text, heading, seller=seller, facts=tuple(facts))


def _key(row: Row) -> str:
    """Their own host, else their name: either may change without the other."""
    if row.link and own_site(row.link):
        return urlsplit(row.link).netloc.lower().removeprefix("www.")
    return row.name


def _fact(value: Value, said: str, start: int) -> Fact:
    return Fact(value, said, (start, start + len(said)), reader=READER)


def _values(column: Column, text: str) -> Iterator[Value]:
    if column.kind is Kind.RATE:
        yield from _rate(column, text)
    elif column.kind is Kind.BONUS and (amount := number(text)):
        yield Bonus(amount, None, column.reason, column.period)


def _rate(column: Column, text: str) -> Iterator[Value]:
    if price := _PER_DOLLAR.fullmatch(text):
        currency = "CNY" if _YUAN.search(text) else None
        yield Price(Decimal(price["amount"]), currency, "usd_credit", provider=column.provider)
    elif ratio := _RATIO.fullmatch(text):
        part = Decimal(100) if ratio["unit"] in {"%", "％"} else Decimal(1)
        yield Multiplier(Decimal(ratio["amount"]) / part, column.group, provider=column.provider)


def affiliate_codes(row: Row) -> Iterator[Identifier]:
    """Codes that say who gets the commission: the directory's own, not the station's."""
    for cell in row.cells:
        for url in cell.links:
            if code := affiliate(url):
                yield code
