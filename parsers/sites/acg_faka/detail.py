"""An article's own answer: its words, its races (variants), prices by quantity, how to reach the
shop.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from market.claims import Contact, Wholesale
from market.types import Fact, Listing
from parsers.goods import DETAIL, Tag, listing
from parsers.payload import mapping, number, pointer, words, written
from parsers.readers.contacts.contact import read_contact
from parsers.sites.acg_faka.rows import article

_QQ = re.compile(r"\d{5,12}")


def listings(data: dict[str, Any]) -> Iterator[Listing]:
    """The article, then one listing for each of its races at that race's own price."""
    base = article(data, ("data",), DETAIL)
    tiers = tuple(_tiers(mapping(mapping(data.get("config")).get("wholesale"))))
    yield listing(replace(base, facts=(*base.facts, *tiers, *_contacts(data))))
    for name, price in mapping(mapping(data.get("config")).get("category")).items():
        where = pointer("data", "config", "category", name)
        yield listing(
            replace(
                base,
                key=f"race:{written(data.get('id'))}:{name}",
                option=name,
                price=Tag(number(price), written(price), where),
                stock=None,
                sold=None,
                facts=(),
                description="",
            )
        )


def _tiers(lines: dict[str, Any]) -> Iterator[Fact]:
    for least, amount in lines.items():
        units, each = number(least), number(amount)
        if units and each:
            place = pointer("data", "config", "wholesale", least)
            yield Tag(each, written(amount), place).fact(Wholesale(units, each, "CNY"))


def _contacts(data: dict[str, Any]) -> Iterator[Fact]:
    """The shop's own: a QQ number, and a link that may be a handle on some platform."""
    qq = words(data.get("service_qq"))
    if _QQ.fullmatch(qq):
        yield Tag(None, qq, pointer("data", "service_qq")).fact(Contact("qq", qq))
    url = words(data.get("service_url"))
    for found in read_contact(url):
        yield Tag(None, url, pointer("data", "service_url")).fact(found.value)
