"""What a page says the site is called."""

import re

from lxml import html

_LONGEST = 60
# "Plain Tokens - AI API at half price", "Prices | Plain Tokens", "鹬站 · 发卡".
_PARTS = re.compile(r"\s+[-–—·•:_]\s+|\s*[|｜»]\s*")
_NO_NAME = re.compile(
    r"(?i)^(?:home|index|pric\w*|plans?|products?|shop|store|welcome|untitled|loading\W*|首页|主页"
    r"|价格\w*|套餐\w*|商品\w*|购买|充值)$"
)


def stated_name(tree: html.HtmlElement) -> str:
    """Its ``og:site_name``, else the first part of its title that names more than the page."""
    for found in tree.xpath("//meta[@property='og:site_name']/@content"):
        if named := _short(str(found)):
            return named
    for title in tree.xpath("//head/title"):
        for part in _PARTS.split(" ".join(title.text_content().split())):
            if (named := _short(part)) and not _NO_NAME.match(named):
                return named
    return ""


def _short(text: str) -> str:
    """A name is short; a longer one is a slogan."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else ""
