"""One row of a directory → one listing about somebody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from urllib.parse import urlsplit

from market.channel import affiliate, key, own_site
from market.claims import Bonus, Multiplier, Price, Value
from market.types import Fact, Identifier, Issue, Level, Listing, Seller
from parsers.links import on_the_web, resolved
from parsers.payload import number
from parsers.sites.directory.cells import Cell, bare_name
from parsers.sites.directory.columns import Column, Kind

READER = "directory/1"

# "0.5R/刀", "¥0.5/$", "0.5元 = 1刀": a price of one dollar of usage, not a ratio.
_PER_DOLLAR = re.compile(
    r"[¥￥]?\s*(?P<amount>\d{1,6}(?:\.\d{1,20})?)\s*(?:R|RMB|CNY|元|块)?\s*(?:/|每|=)\s*1?\s*"
    r"(?:刀|美元|美金|\$|USD)",
    re.IGNORECASE,
)
_PATH = re.compile(r"/[^\s/][^\s]{0,300}")  # "/station/heron"
_STRUCK = re.compile(r"~~[^~]{0,100}~~")  # "~~0.5~~ 0.4": the old rate, then the new one
_YUAN = re.compile(r"[¥￥元块]|R\b|RMB|CNY", re.IGNORECASE)
_RATIO = re.compile(
    r"(?P<amount>\d{1,6}(?:\.\d{1,20})?(?:e-\d{1,2})?)\s*(?P<unit>[x×X倍%％]?)(?:率)?"
)
_SURE = Context(prec=15)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells under their columns, on the page of the address ``at``."""

    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    at: str = ""

    def of(self, *kinds: Kind) -> Iterator[tuple[Column, Cell]]:
        """Its cells of these kinds that say anything."""
        for column, cell in zip(self.columns, self.cells, strict=False):
            if column.kind in kinds and (cell.text or cell.links):
                yield column, cell

    @property
    def name(self) -> str:
        """Who it is about."""
        named = next((cell.text for _, cell in self.of(Kind.NAME) if cell.text), "")
        return bare_name(named)

    @property
    def link(self) -> str | None:
        """The link to them as the list has it, code and all: from an address column, else on the
        name, else any link. The directory's own pages are none.
        """
        out = [url for url in self._links() if not self._is_here(url)]
        return next(filter(own_site, out), out[0]) if out else None

    @property
    def detail(self) -> str | None:
        """The directory's own page about them."""
        return next((url for url in self._links() if self._is_here(url)), None)

    def _links(self) -> Iterator[str]:
        for kinds in ((Kind.URL,), (Kind.NAME,), (Kind.WORDS, Kind.RATE)):
            for column, cell in self.of(*kinds):
                yield from filter(on_the_web, (_absolute(self.at, link) for link in cell.links))
                if column.kind is Kind.URL and not cell.links and _PATH.fullmatch(cell.text):
                    yield resolved(self.at, cell.text)

    def _is_here(self, url: str) -> bool:
        if not self.at or _ending(url) != _ending(self.at):  # most by far, and cheaply told
            return False
        return key(url) == key(self.at)


def _absolute(at: str, link: str) -> str:
    return link if link.startswith("http") else resolved(at, link)


def _ending(url: str) -> list[str]:
    return url.split("/", 3)[2:3] and url.split("/", 3)[2].lower().rsplit(".", 2)[-2:]


def listing(row: Row, heading: str) -> Listing:
    """What a row says of a station. An address is the seller's, never part of the words."""
    text = ""
    facts: list[Fact] = []
    issues: list[Issue] = []
    for column, cell in row.of(Kind.NAME, Kind.RATE, Kind.BONUS, Kind.WORDS, Kind.URL):
        addressed = cell.links or _PATH.fullmatch(cell.text)
        if not cell.text or (column.kind is Kind.URL and addressed):
            continue
        text += f"{' | ' if text else ''}{column.title}: "
        said = _STRUCK.sub("", cell.text).strip()
        start = len(text) + cell.text.rfind(said)
        found = [_fact(value, said, start) for value in _values(column, said)]
        if not found and column.kind is Kind.RATE and any(map(str.isdecimal, said)):
            message = f"{column.title}: {said[:100]}"
            issues.append(Issue(Level.INFO, "odd_rate", message, row.name))
        facts += found
        text += cell.text
    name, link = row.name, row.link
    said_of = Listing(
        _key(name, link), name, text, heading, seller=Seller(name, link), facts=tuple(facts)
    )
    return replace(said_of, issues=tuple(issues))


def _key(name: str, link: str | None) -> str:
    """Their own host, else their name: either may change without the other."""
    if link and own_site(link):
        return urlsplit(link).netloc.lower().removeprefix("www.")
    return name


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
        yield Price(_amount(price["amount"]), currency, "usd_credit", provider=column.provider)
    elif ratio := _RATIO.fullmatch(text):
        part = Decimal(100) if ratio["unit"] in {"%", "％"} else Decimal(1)
        yield Multiplier(_amount(ratio["amount"]) / part, column.group, provider=column.provider)


def _amount(text: str) -> Decimal:
    """Lists made by programs print 1.36 as 1.3599999999999999: a float is sure of 15 digits."""
    told = Decimal(text)
    return _SURE.create_decimal(told).normalize() if len(told.as_tuple().digits) > 15 else told


def affiliate_codes(row: Row) -> Iterator[Identifier]:
    """Codes that say who gets the commission: the directory's own, not the station's."""
    for cell in row.cells:
        for url in cell.links:
            if code := affiliate(url):
                yield code
