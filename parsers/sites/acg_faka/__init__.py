"""acg-faka (异次元发卡): a card shop whose pages are drawn from its own API; every answer there is
an envelope of code, msg and data with HTTP status 200.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin

from market.types import Identifier, Listing, Page
from parsers.adapter import Adapter, Blocked, Drifted, Link
from parsers.embedded import is_html
from parsers.goods import completed
from parsers.paging import MOST, beyond, page_number
from parsers.payload import document, is_json, mapping, number, required, sequence, words, written
from parsers.readers.shop.wares import read_ware
from parsers.sites.acg_faka import answers, detail, rows

_CATEGORIES = f"{answers.API}data"
_GOODS = f"{answers.API}commodity"
_A_PAGE = 100
_QUERY = "?categoryId=0&keywords=&limit={limit}&page={page}"
_MOST_DETAILS = 2  # one on a resold article may make the shop ask its upstream
_MOST_LINKS = 4
_CLOSED_PAGE = re.compile("抱歉，我们正在维护|店铺正在维护|本店已打烊".encode())


class AcgFaka(Adapter):
    """Articles by their number. Orders, members' prices and other people's names are left alone."""

    family = "acg_faka"
    entry = (_CATEGORIES,)
    signs = re.compile(
        rb"/user/api/index/|/user/index/query|/user/authentication/login\?goto=|acg-faka"
        + "|异次元发卡".encode()
    )

    def owns(self, page: Page) -> bool:
        """By rows of its own, by an error at its address, or by its page for closed shops."""
        if is_html(page):
            return len(page.body) < 20_000 and bool(_CLOSED_PAGE.search(page.body))
        answer = mapping(document(page))
        if "code" not in answer or "msg" not in answer:
            return False
        return bool(answers.kind(answer)) or (is_json(page) and page.path.startswith(answers.API))

    def follow(self, page: Page) -> Iterator[Link]:
        """From the categories to the goods; from these to at most four more pages in all."""
        answer = mapping(document(page))
        if answers.kind(answer) == "categories":
            yield Link(_at(page, 1), "goods", vital=True)
        elif answers.kind(answer) == "goods" and page_number(page) == 1:
            yield from islice(chain(_further(page, answer), _details(page, answer)), _MOST_LINKS)

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing an article. Raises Blocked where the shop is shut."""
        if is_html(page):
            raise Blocked("the shop says it is closed for maintenance")
        answer = mapping(required(page))
        if answer.get("code") != 200:
            yield answers.refused(page, words(answer.get("msg")) or f"code {answer.get('code')}")
            return
        match answers.kind(answer):
            case "goods":
                yield from rows.listings(sequence(answer["data"]))
                yield from _more(page, answer)
            case "detail":
                yield from detail.listings(answer["data"])
            case "categories":
                return
            case _:
                if answer.get("data") != []:
                    raise Drifted(f"{page.path}: neither categories nor goods")

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The numbers under which other shops' goods are sold on: a trail, no proof."""
        answer = mapping(document(page))
        if answers.kind(answer) == "goods":
            shared = (rows.upstream(mapping(row)) for row in sequence(answer["data"]))
            for number_ in dict.fromkeys(filter(None, shared)):
                yield Identifier("shared_id", number_, strong=False)

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """An article's page only adds to its row."""
        return completed(listings)


def _at(page: Page, number_: int) -> str:
    return urljoin(page.url, _GOODS + _QUERY.format(limit=_A_PAGE, page=number_))


def _total(answer: dict[str, Any]) -> int:
    return int(number(answer.get("total")) or 0)


def _further(page: Page, answer: dict[str, Any]) -> Iterator[Link]:
    shown = len(sequence(answer["data"]))
    pages = -(-_total(answer) // _A_PAGE) if 0 < shown <= _A_PAGE else 1
    for number_ in range(2, min(pages, MOST) + 1):
        yield Link(_at(page, number_), "more goods")


def _details(page: Page, answer: dict[str, Any]) -> Iterator[Link]:
    """Of the articles with prices by quantity first; never of one that is sold on."""
    own = [row for row in map(mapping, sequence(answer["data"])) if not rows.upstream(row)]
    wanted = [row for row in own if _is_wanted(row)]
    for row in islice(sorted(wanted, key=lambda row: not row.get("has_wholesale")), _MOST_DETAILS):
        url = urljoin(page.url, f"{answers.DETAIL}?commodityId={written(row.get('id'))}")
        yield Link(url, "an article's own page")


def _is_wanted(row: dict[str, Any]) -> bool:
    """Whether it is model access by its name alone: its own answer names no category."""
    return isinstance(row.get("id"), int) and read_ware(rows.named(row)) is not None


def _more(page: Page, answer: dict[str, Any]) -> Iterator[Listing]:
    if page_number(page) == 1 and _total(answer) > MOST * _A_PAGE:
        yield beyond(page, f"{_total(answer)} goods; the first {MOST * _A_PAGE} are read")
