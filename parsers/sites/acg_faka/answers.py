"""What an answer of acg-faka's API is, by what its envelope holds; errors come with HTTP 200."""

import re
from typing import Any
from urllib.parse import urlsplit

from market.types import Issue, Level, Listing, Page
from parsers.adapter import Blocked, Drifted
from parsers.payload import first, mapping

API = "/user/api/index/"
DETAIL = f"{API}commodityDetail"
_CLOSED = re.compile("维护|打烊|关闭|关店|暂停营业|登录|登陆")


def kind(answer: dict[str, Any]) -> str:
    """ "goods", "detail" or "categories" by its rows; "" for anything else."""
    data = answer.get("data")
    if {"name", "price", "delivery_way"} <= mapping(data).keys():
        return "detail"
    row = first(data)
    if {"name", "price", "delivery_way"} <= row.keys():
        return "goods"
    return "categories" if {"id", "name", "icon", "owner"} <= row.keys() else ""


def refused(page: Page, message: str) -> Listing:
    """An article that has no page is no fault of the shop's. Raises Blocked where the shop is shut,
    Drifted for any other error.
    """
    if page.path.startswith(DETAIL):
        issue = Issue(Level.INFO, "not_on_sale", message, page.url)
        return Listing(f"gone:{urlsplit(page.url).query}", "", issues=(issue,))
    if _CLOSED.search(message):
        raise Blocked(f"the shop says: {message}")
    raise Drifted(f"an error instead of goods: {message}")
