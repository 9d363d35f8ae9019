"""Other names a seller goes by: a forum's member, a market's shop, a code that ends a post."""

import re
from collections.abc import Iterator
from functools import cache

from parsers.readers.contacts.handles import MODEL, Handle
from parsers.readers.text.words import any_of, vocabulary

# "linuxdo 用户名 otter", "闲鱼店铺：水獭数码", "闲鱼搜「水獭数码」"
_BETWEEN = {
    "forum": r"\s?(?:上|站内|的|论坛|社区)?"
    r"\s?(?:用户名|用户|昵称|id|账号|名字|搜索?|私信|[:@]){1,2}"
    r"\s?[:=是为@]{0,2}\s?",
    "shop_name": r"\s?(?:上|的)?\s?(?:店铺名?|店名|小店|店|账?号|昵称|id|用户名|搜索?)"
    r"\s?(?:[:=是叫]\s?[\"'「【]?|[\"'「【])",
}
_SHAPE = {"forum": r"[a-z0-9][a-z0-9_.-]{1,19}(?![a-z0-9_])", "shop_name": r"[\w-]{2,20}"}
# "..., AB12345678": all that a post says on how its writer is reached.
_LAST = re.compile(
    r"[\s,，。:;、~](?P<name>(?!v\d|qq|id|no|rmb|usd)[a-z]{1,6}\d{6,12})[\s。.!~)]{0,4}$"
)
_ANOTHER_CODE = re.compile(
    r"码|口令|订单|编号|单号|型号|版本|链接|uid|code|order|sku|ref|aff|invite"
)
_TAIL = 80  # characters at the end of a text
_CHINESE = re.compile("[\u3400-\u9fff]")


def pseudonyms(text: str) -> Iterator[Handle]:
    """The names of sellers on forums and markets, and the code at the end, in a folded text."""
    for found in _named().finditer(text):
        platform = found.lastgroup or ""
        if not found[platform].isdigit():
            yield Handle(platform, *found.span(platform))
    yield from _last(text)


def _last(text: str) -> Iterator[Handle]:
    start = max(0, len(text) - _TAIL)
    found = _LAST.search(text, start)
    if found is None or MODEL.match(found["name"]):
        return
    before = text[start : found.start()]
    if _CHINESE.search(before) and not _ANOTHER_CODE.search(before[-12:]):
        yield Handle("wechat", *found.span("name"))


@cache
def _named() -> re.Pattern[str]:
    known = {section: vocabulary("contacts")[section] for section in _SHAPE}
    ways = [
        rf"(?:{any_of(words)}){_BETWEEN[section]}(?P<{platform}>{_SHAPE[section]})"
        for section, named in known.items()
        for platform, words in named.items()
    ]
    first = {word[0] for named in known.values() for words in named.values() for word in words}
    return re.compile(rf"(?=[{''.join(sorted(first))}])(?:{'|'.join(ways)})")
