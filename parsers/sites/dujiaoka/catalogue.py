"""luna's home page: ``goodsMsg = [groups with their goods]`` in a script."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from market.claims import Term, Wholesale
from market.types import Fact, Issue, Level, Listing
from parsers.adapter import Drifted
from parsers.embedded import inside, place, value_in
from parsers.goods import Article, Tag, listing, titled
from parsers.payload import mapping, number, sequence, words, written

MARK = re.compile(rb"goodsMsg\s{0,9}=\s{0,9}\[")
VARIABLE = "goodsMsg"
_DELIVERY = {"1": "automatic_delivery", "2": "manual_delivery"}
_TIER = re.compile(r"\s*(\d{1,9})\s*=\s*(\d[\d.]{0,12})\s*")


def listings(root: html.HtmlElement) -> Iterator[Listing]:
    """One listing for each article on sale; groups and articles that are closed say so."""
    script, groups = _catalogue(root)
    base = place(script)
    for at, group in enumerate(map(mapping, groups)):
        for number_, row in enumerate(map(mapping, sequence(group.get("goods")))):
            steps = (at, "goods", number_)
            if _is_closed(group) or _is_closed(row):
                yield _closed(base, row, steps)
            else:
                yield _listing(base, row, words(group.get("gp_name")), steps)


def _catalogue(root: html.HtmlElement) -> tuple[html.HtmlElement, list[Any]]:
    for script in root.iter("script"):
        groups = value_in(str(script.text_content()), VARIABLE)
        if isinstance(groups, list):
            return script, groups
    raise Drifted("goodsMsg is no list")


def _is_closed(row: dict[str, Any]) -> bool:
    return row.get("is_open") in (0, False, "0") or row.get("deleted_at") is not None


def _closed(base: str, row: dict[str, Any], steps: tuple[str | int, ...]) -> Listing:
    where = inside(base, *steps, variable=VARIABLE)
    title = titled(words(row.get("gd_name")))
    issue = Issue(Level.INFO, "not_on_sale", f"{title} is switched off", where)
    return Listing(_key(row), title, issues=(issue,))


def _listing(base: str, row: dict[str, Any], group: str, steps: tuple[str | int, ...]) -> Listing:
    def tag(field: str) -> Tag | None:
        if row.get(field) in (None, ""):
            return None
        return Tag(
            number(row[field]), written(row[field]), inside(base, *steps, field, variable=VARIABLE)
        )

    name = tag("gd_name") or Tag(None, "", inside(base, *steps, variable=VARIABLE))
    return listing(
        Article(
            key=_key(row),
            name=name,
            category=group,
            price=tag("actual_price"),
            was=tag("retail_price"),
            currency="CNY",
            stock=tag("in_stock"),
            sold=tag("sales_volume"),
            facts=tuple(_facts(row, tag)),
            description="\n".join(
                words(row.get(field)) for field in ("gd_description", "description", "buy_prompt")
            ),
        )
    )


def _key(row: dict[str, Any]) -> str:
    return f"item:{written(row.get('id'))}"


def _facts(row: dict[str, Any], tag: Any) -> Iterator[Fact]:
    delivery = tag("type")
    if delivery and (mode := _DELIVERY.get(delivery.quote)):
        yield delivery.fact(Term(mode))
    lines = tag("wholesale_price_cnf")
    for line in re.split(r"[\r\n]+", lines.quote) if lines else ():
        found = _TIER.fullmatch(line)
        least, amount = (number(found[1]), number(found[2])) if found else (None, None)
        if lines and least and amount:
            yield lines.fact(Wholesale(least, amount, "CNY"))
