"""WooCommerce: the Store API every shop answers without log-in, with prices in minor units."""

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from market.claims import StockBand
from market.types import Fact, Listing, Page
from parsers.adapter import Adapter, Blocked, Drifted, Link
from parsers.goods import Article, Tag, listing
from parsers.paging import MOST, beyond, following, page_number
from parsers.payload import (
    document,
    first,
    is_json,
    mapping,
    number,
    pointer,
    required,
    sequence,
    words,
    written,
)

_GOODS = "/wp-json/wc/store/v1/products"
_A_PAGE = 100
_MOST_MINOR = 6  # digits behind the point of any money


class WooCommerce(Adapter):
    """One listing a product; of one with variants only what holds for all of them is read."""

    family = "woocommerce"
    entry = (f"{_GOODS}?per_page={_A_PAGE}&page=1",)
    signs = re.compile(
        rb"/plugins/woocommerce/|wc-block-|\bwoocommerce-(?:page|js|no-js)\b|wc_add_to_cart_params"
    )

    def owns(self, page: Page) -> bool:
        """By the minor units of its prices; refusals and empty shelves by their address."""
        answer = document(page)
        if _is_row(first(answer)):
            return True
        here = page.path.rstrip("/").endswith("/wc/store/v1/products") and is_json(page)
        return here and (answer == [] or "code" in mapping(answer))

    def follow(self, page: Page) -> Iterator[Link]:
        """Further pages of goods, three at most."""
        if _is_full(page):
            yield from following(page, f"{_GOODS}?per_page={_A_PAGE}&page=")

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a product. Raises Blocked where the shop does not answer strangers."""
        answer = required(page)
        if not isinstance(answer, list):
            _refused(mapping(answer), page.evidence.status)
        for at, row in enumerate(map(mapping, sequence(answer))):
            if not _is_row(row):
                raise Drifted(f"product {at} has no prices in minor units")
            yield _product(row, at)
        if _is_full(page) and page_number(page) >= MOST:
            yield beyond(page, f"more than {MOST * _A_PAGE} goods; the rest is not read")


def _is_row(row: dict[str, Any]) -> bool:
    return "currency_minor_unit" in mapping(row.get("prices"))


def _is_full(page: Page) -> bool:
    return len(sequence(document(page))) >= _A_PAGE


def _refused(answer: dict[str, Any], status: int) -> None:
    """``{"code", "message", "data": {"status"}}``, as WordPress says no."""
    said = f"{words(answer.get('code'))}: {words(answer.get('message'))}"
    told = mapping(answer.get("data")).get("status", status)
    if told in (401, 403) or status in (401, 403):
        raise Blocked(said)
    raise Drifted(f"an error instead of goods: {said}")


def _product(row: dict[str, Any], at: int) -> Listing:
    prices = row["prices"]
    ranged = mapping(prices.get("price_range"))
    name = Tag(None, words(row.get("name")), pointer(at, "name"))
    regular = _money(prices, "regular_price", at)
    price = _range(ranged, at) if ranged else _money(prices, "price", at)
    return listing(
        Article(
            key=f"product:{written(row.get('id'))}",
            name=name,
            category=" ".join(
                html.unescape(words(mapping(one).get("name")))
                for one in sequence(row.get("categories"))
            ),
            price=price,
            was=regular if row.get("on_sale") is True and not ranged else None,
            currency=words(prices.get("currency_code")) or None,
            stock=_left(row, at),
            facts=tuple(_band(row, at)),
            description=f"{words(row.get('short_description'))}\n{words(row.get('description'))}",
        )
    )


def _money(prices: dict[str, Any], field: str, at: int) -> Tag | None:
    """A price in the units of its currency: 2500 with two minor digits is 25.00."""
    if prices.get(field) in (None, ""):
        return None
    minor, amount = prices.get("currency_minor_unit"), number(prices[field])
    whole = None
    if isinstance(minor, int) and 0 <= minor <= _MOST_MINOR and amount is not None:
        # "15.00" is no number of minor units, whatever else it is.
        whole = None if "." in written(prices[field]) else amount.scaleb(-minor)
    return Tag(whole, written(prices[field]), pointer(at, "prices", field))


def _range(ranged: dict[str, Any], at: int) -> Tag:
    """Prices of variants that are not told apart here: no amount of any of them."""
    ends = " to ".join(written(ranged.get(end)) for end in ("min_amount", "max_amount"))
    return Tag(None, ends, pointer(at, "prices", "price_range"))


def _left(row: dict[str, Any], at: int) -> Tag | None:
    """A number only where few are left and the shop says so."""
    left = row.get("low_stock_remaining")
    amount: Decimal | None = number(left)
    return (
        None if amount is None else Tag(amount, written(left), pointer(at, "low_stock_remaining"))
    )


def _band(row: dict[str, Any], at: int) -> Iterator[Fact]:
    if isinstance(row.get("is_in_stock"), bool):
        preorder = row["is_in_stock"] and row.get("is_on_backorder") is True
        band = "preorder" if preorder else "in_stock" if row["is_in_stock"] else "sold_out"
        told = Tag(None, written(row["is_in_stock"]), pointer(at, "is_in_stock"))
        yield told.fact(StockBand(band))
