"""An article's own page in any of the three dresses: its prices by quantity, and its words."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from market.claims import Wholesale
from market.types import Fact, Issue, Level, Listing
from parsers.embedded import place, words
from parsers.goods import DETAIL, Article, Tag
from parsers.goods import listing as as_listing
from parsers.payload import number
from parsers.sites.dujiaoka.tags import count, currency, delivery, money

_FORM = "//form[contains(@action, 'create-order') or contains(@action, 'postOrder')]"
_NUMBER = f"{_FORM}//input[@name='gid' or @name='pid']/@value"
_LUNA_NAME = "//*[@class='goods-name']/span"  # badges stand inside, behind the name
_NAMES = f"//h3[contains(@class, 'card-title')] | {_FORM}//h3"
_PRICES = f"//*[@class='price-num'] | {_FORM}//h3/span | {_FORM}//h6"
_PRICED = re.compile(
    r"[¥￥$]\s{0,3}\d|^\d{1,12}(?:\.\d{1,4})?$|(?:价格|price)[:：]?\s{0,3}\d", re.IGNORECASE
)
_COUNTS = f"//*[contains(@class, 'tips-blue')] | //small | {_FORM}//span"
_TIERS = f"//*[@class='sale']/span | {_FORM}//*[contains(@class, 'alert')]/*[self::span or self::p]"
# "购买 10 个起，75 元/个", "满10个75元"
_TIER = re.compile(r"(\d{1,9})\D{1,24}?(\d{1,9}(?:\.\d{1,4})?)")
_WORDS = (
    "//*[@class='intro'] | //*[contains(@class, 'buy-product')]//*[@class='scrollbar']"
    " | //*[@class='card-header']/following-sibling::*[@class='card-body']"
    " | //*[@class='modal-body']"
)


def is_article(root: HtmlElement) -> bool:
    """Whether the page lets one article be ordered."""
    return bool(root.xpath(_FORM))


def listing(root: HtmlElement, path: str) -> Listing:
    """The article, under the number its form or its address has."""
    price = next((one for one in root.xpath(_PRICES) if _PRICED.search(words(one))), None)
    shown = currency(words(price.getparent())) if price is not None else None
    struck = root.xpath(f"{_FORM}//del")
    counts = (count(one) for one in root.xpath(_COUNTS))
    numbers = root.xpath(_NUMBER)
    return as_listing(
        Article(
            key=DETAIL + (str(numbers[0]) if numbers else path.rstrip("/").rpartition("/")[2]),
            name=_name(root),
            price=money(price) if price is not None else None,
            was=money(struck[0]) if struck else None,
            currency=shown,
            stock=next(filter(None, counts), None),
            facts=(*delivery(root), *_tiers(root, shown)),
            description="\n".join(_inside(one) for one in root.xpath(_WORDS)),
        )
    )


def gone(path: str) -> Listing:
    """An article that was taken off the shelf; its page only says so."""
    number_ = path.rstrip("/").rpartition("/")[2]
    issue = Issue(Level.INFO, "not_on_sale", f"article {number_} is not on sale", path)
    return Listing(f"{DETAIL}{number_}", "", issues=(issue,))


def _name(root: HtmlElement) -> Tag:
    for outer in root.xpath(_LUNA_NAME):
        return Tag(None, " ".join((outer.text or "").split()), place(outer, part="text()[1]"))
    for heading in root.xpath(_NAMES):
        return Tag(None, words(heading), place(heading))
    return Tag(None, "", place(root))


def _tiers(root: HtmlElement, money_: str | None) -> Iterator[Fact]:
    for line in root.xpath(_TIERS):
        found = _TIER.search(words(line))
        least, amount = (number(found[1]), number(found[2])) if found else (None, None)
        if least and amount:
            yield Tag(None, words(line), place(line)).fact(Wholesale(least, amount, money_))


def _inside(element: HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode", with_tail=False))
