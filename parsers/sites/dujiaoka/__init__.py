"""dujiaoka (独角数卡): a card shop in three dresses. luna's home page holds the whole catalogue as
JSON; unicorn's and hyper's show cards; an article's own page adds its wholesale prices and words.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from market.types import Identifier, Listing, Page
from parsers.adapter import Adapter, Blocked, Drifted, Link
from parsers.embedded import is_html, tree
from parsers.goods import completed
from parsers.identity import analytics
from parsers.prose import plain
from parsers.readers.shop.wares import read_ware
from parsers.sites.dujiaoka import article, catalogue, shelves
from parsers.sites.page.stated import stated_name

_HEAD = 200_000
_MOST_PAGES = 4
_DRESS = re.compile(rb"/assets/(?:luna|unicorn|hyper)/")
_OURS = re.compile(
    rb"order-search|searchOrder|create-order|postOrder|github\.com/assimon/dujiaoka|/buy/\d"
)
_NOTICES = "//*[contains(@class, 'notice')]//*[contains(@class, 'jumbotron')] | //footer"
_NOTICES += " | //div[contains(concat(' ', @class, ' '), ' footer ')]"
_TIPS = re.compile(r"tipsCon\s{0,9}=\s{0,9}'((?:[^'\\]|\\.){0,20000})'")
_POWERED = re.compile(
    r"(?:Powered by[：: ]{0,3})?<a\b[^>]{0,200}assimon/dujiaoka[^>]{0,200}>[^<]{0,40}</a>"
)
# Shown to the browsers built into QQ and WeChat; the picture's name is the software's own.
_NO_TENCENT = b"/assets/common/images/3dian.png"
_CLOSED = re.compile("维护中|正在维护|站点维护|网站维护|暂停营业|已关闭|maintenance", re.IGNORECASE)


class Dujiaoka(Adapter):
    """Articles by their number in the shop; orders, bills and captchas are never asked for."""

    family = "dujiaoka"
    entry = ("/",)
    signs = re.compile(rb"github\.com/assimon/dujiaoka|/assets/(?:luna|unicorn|hyper)/")

    def owns(self, page: Page) -> bool:
        """By the catalogue, by the dress together with a way to orders, or by the wall for QQ."""
        if not is_html(page) or page.evidence.status != 200:
            return False
        body = page.body
        if _NO_TENCENT in body[:_HEAD] or catalogue.MARK.search(body):
            return True
        return bool(_DRESS.search(body) and _OURS.search(body))

    def follow(self, page: Page) -> Iterator[Link]:
        """From cards to at most four articles' pages; from an article to the home page."""
        root = tree(page)
        if root is None or catalogue.MARK.search(page.body):
            return
        if article.is_article(root):
            yield Link(urljoin(page.url, "/"), "the catalogue")
            return
        cards = (card for card in shelves.cards(root) if card.number)
        wanted = (card for card in cards if read_ware(card.title, "", card.category))
        for card in islice(wanted, _MOST_PAGES):
            yield Link(urljoin(page.url, f"/buy/{card.number}"), "an article's own page")

    def listings(self, page: Page) -> Iterator[Listing]:
        """The shop by its name, then one listing an article. Raises Blocked where it is shut."""
        if _NO_TENCENT in page.body[:_HEAD]:
            raise Blocked("not in Tencent's browser")
        root = tree(page)
        if root is None:
            raise Drifted("no element in the page")
        if catalogue.MARK.search(page.body):
            yield from _named(root)
            yield from catalogue.listings(root)
        elif article.is_article(root):
            yield article.listing(root, page.path)
        elif page.path.startswith("/buy/"):
            yield article.gone(page.path)
        else:
            yield from _named(root)
            yield from _shelves(root)

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Analytics accounts of the footer."""
        return analytics(page.text)

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """An article's page only adds to its card."""
        return completed(listings)


def _named(root: HtmlElement) -> Iterator[Listing]:
    """The shop by its name, with its notice and its footer: there stands how it is reached."""
    said = plain("\n".join(_POWERED.sub("", part) for part in _notices(root)))
    if (name := stated_name(root)) or said:
        yield Listing("site", name, said)


def _notices(root: HtmlElement) -> Iterator[str]:
    for element in root.xpath(_NOTICES):
        yield str(html.tostring(element, encoding="unicode", with_tail=False))
    for script in root.iter("script"):
        if found := _TIPS.search(str(script.text_content())):
            yield found[1].replace("\\/", "/")


def _shelves(root: HtmlElement) -> Iterator[Listing]:
    found = list(shelves.listings(root))
    if not found and _CLOSED.search(root.text_content()):
        raise Blocked("the shop says it is closed")
    if not found and not shelves.is_home(root):
        raise Drifted("no articles where dujiaoka shows them")
    yield from found
