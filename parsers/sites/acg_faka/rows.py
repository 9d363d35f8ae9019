"""Rows of acg-faka's goods, of today and of before 2025."""

from collections.abc import Iterator
from typing import Any

from market.claims import Resold, StockBand, Term
from market.types import Fact, Issue, Level, Listing
from parsers.goods import Article, Tag, listing, titled
from parsers.payload import mapping, number, pointer, words, written

# The software's own thresholds: none, 1-5, 6-20, 21-100, more.
BANDS = ("sold_out", "nearly_sold_out", "some", "plenty", "abundant")
_WORDS = {
    "已售罄": "sold_out", "售罄": "sold_out", "即将售罄": "nearly_sold_out",
    "所剩无几": "nearly_sold_out", "一般": "some", "数量有限": "some", "充足": "plenty",
    "现货充足": "plenty", "非常多": "abundant", "库存爆棚": "abundant",
}  # fmt: skip
_DELIVERY = {"0": "automatic_delivery", "1": "manual_delivery"}


def listings(found: list[Any]) -> Iterator[Listing]:
    """The shop's own name where every row has it, then one listing for each row on sale."""
    shown = [mapping(row) for row in found]
    yield from _named(shown)
    for at, row in enumerate(shown):
        if row.get("status", 1) == 0 or row.get("hide") == 1:
            yield _hidden(row, at)
        else:
            yield listing(article(row, ("data", at), "item:"))


def article(row: dict[str, Any], steps: tuple[str | int, ...], prefix: str) -> Article:
    """What a row says of its article; numbers stand under these steps."""

    def tag(field: str) -> Tag | None:
        if row.get(field) in (None, ""):
            return None
        return Tag(number(row[field]), written(row[field]), pointer(*steps, field))

    stock = tag("stock") or tag("card_count") or tag("card")
    band = None if stock and stock.amount is not None else _band(row, stock, steps)
    return Article(
        key=prefix + written(row.get("id")),
        name=tag("name") or Tag(None, "", pointer(*steps)),
        category=words(mapping(row.get("category")).get("name")),
        price=tag("price"),
        currency="CNY",
        stock=None if band else stock,
        sold=tag("order_sold"),
        facts=(*_facts(row, tag), *([band] if band else [])),
        description=words(row.get("description")),
    )


def named(row: dict[str, Any]) -> str:
    """A row's name as a visitor reads it."""
    return titled(words(row.get("name")))


def upstream(row: dict[str, Any]) -> str:
    """The number of the shop whose article this is, "" for the shop's own."""
    shared = row.get("shared_id") or mapping(row.get("shared")).get("id")
    return written(shared) if shared not in (None, 0, "0", "") else ""


def _facts(row: dict[str, Any], tag: Any) -> Iterator[Fact]:
    delivery = tag("delivery_way")
    if delivery and (mode := _DELIVERY.get(delivery.quote)):
        yield delivery.fact(Term(mode))
    shared = tag("shared_id")
    if shared and upstream(row):
        yield shared.fact(Resold(upstream(row)))


def _band(row: dict[str, Any], stock: Tag | None, steps: tuple[str | int, ...]) -> Fact | None:
    """How much is left in the software's steps; its number rather than its word."""
    state = row.get("stock_state")
    if isinstance(state, int) and not isinstance(state, bool) and 0 <= state < len(BANDS):
        told = Tag(None, written(state), pointer(*steps, "stock_state"))
        return told.fact(StockBand(BANDS[state]))
    return stock.fact(StockBand(_WORDS[stock.quote])) if stock and stock.quote in _WORDS else None


def _named(shown: list[dict[str, Any]]) -> Iterator[Listing]:
    """A sub-station, all of whose goods are one owner's, is called as that owner is."""
    owners = {
        (written(o.get("id")), words(o.get("username")))
        for o in (mapping(r.get("owner")) for r in shown)
    }
    if len(owners) == 1 and (name := owners.pop()[1]):
        yield Listing("site", name)


def _hidden(row: dict[str, Any], at: int) -> Listing:
    issue = Issue(Level.INFO, "not_on_sale", f"{named(row)} is hidden", pointer("data", at))
    return Listing(f"item:{written(row.get('id'))}", named(row), issues=(issue,))
