"""Catalogues inside pages, of any size, with odd values anywhere: survived, in linear time."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from test_hostile import ODD, places, planted

from fixtures.cases import Case
from market.types import Page
from parsers import embedded
from parsers.read import read_visit
from tests.parsers.pages import page

HOME = "https://ka.example/"


def _value(family: str, case: str, script: int, variable: str = "") -> Any:
    (shown, *_) = Case(family, case).pages()
    root = embedded.tree(shown)
    assert root is not None
    return embedded.value_in(root.xpath("//script")[script].text_content(), variable)


def luna(value: object) -> Page:
    return page(f"<html><script>let goodsMsg = {json.dumps(value)};</script></html>", HOME)


def json_ld(value: object) -> Page:
    marked = json.dumps(value).replace("</", "<\\/")
    return page(f'<html><script type="application/ld+json">{marked}</script></html>', HOME)


CATALOGUES: list[tuple[Callable[[object], Page], Any]] = [
    (luna, _value("dujiaoka", "luna_catalogue", 2, "goodsMsg")),
    (json_ld, _value("product", "json_ld_list_and_graph", 0)),
    (json_ld, _value("product", "json_ld_product", 0)),
]


@settings(max_examples=200)
@given(st.data())
def test_an_odd_value_anywhere_in_a_catalogue_is_survived(data: st.DataObject) -> None:
    made, catalogue = data.draw(st.sampled_from(CATALOGUES))
    place = data.draw(st.sampled_from(places(catalogue)))
    reading = read_visit([made(planted(catalogue, place, data.draw(ODD)))])

    assert reading.outcome
    assert all(listing.key for listing in reading.listings)


def cards(many: int) -> Page:
    one = (
        '<div class="card"><h6 class="card-title">Claude ${n}</h6><strong>{n}</strong>'
        '<small>库存：{n}</small><a href="/buy/{n}">x</a></div>'
    )
    tabs = "".join(f'<a href="#group-{n}">AI</a>' for n in range(many))
    shown = "".join(one.replace("{n}", str(n)) for n in range(many))
    head = '<link href="/assets/unicorn/a.css"><a href="/order-search">x</a>'
    return page(f'<html>{head}{tabs}<div id="group-1">{shown}</div></html>', HOME)


def catalogue(many: int) -> Page:
    rows = [{"id": n, "gd_name": f"Claude ${n}", "actual_price": "9.00"} for n in range(many)]
    return luna([{"gp_name": "AI", "goods": rows}])


def microdata(many: int) -> Page:
    """Products within products, as deep as a tree goes."""
    scope = '<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Claude $5</b>'
    price = '<b itemprop="price">9</b>'
    return page(f"<html><body>{(scope + price) * many}</body></html>", HOME)


def open_strings(many: int) -> Page:
    return page(f"<html><script>{'tipsCon = ' * many}goodsMsg = []</script></html>", HOME)


@pytest.mark.parametrize("made", [cards, catalogue, microdata, open_strings])
def test_twice_the_shop_takes_twice_the_time(made: Callable[[int], Page]) -> None:
    read_visit([made(10)])

    assert growth(lambda many: read_visit([made(many)]), 300) < 3.2
