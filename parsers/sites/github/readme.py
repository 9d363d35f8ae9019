"""A README: its repository's own offers, or adverts of the sites it names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from market.channel import own_site
from market.claims import Contact
from market.types import Fact, Listing, Page, Seller
from parsers.adapter import Drifted
from parsers.links import split
from parsers.mentions import addresses, leads_out
from parsers.payload import document, is_json, mapping, words
from parsers.posts import counted
from parsers.readers import read
from parsers.readers.voice import is_about_the_trade, opens_a_shop
from parsers.sellers import handles, origin
from parsers.sites.directory import Directory
from parsers.sites.github.sections import markdown, paragraphs, sections, shown

_MOST_PARTS = 300
# raw: /OWNER/REPO/BRANCH/README.md; API: /repos/OWNER/REPO/readme
_PLACE = re.compile(
    r"^/(?:repos/(?P<api>[^/]{1,60})/[^/]{1,100}/(?:readme|contents)"
    r"|(?P<raw>[^/]{1,60})/[^/]{1,100}/(?:[^/]{1,100}/){1,9}[^/]{1,100}$)"
)
_SALE = re.compile(
    r"价|充|购|折|倍率|一刀|套餐|\$|¥|￥|pric|buy|sell|top.?up|off\b|discount", re.IGNORECASE
)


class _Part(NamedTuple):
    """A section, or a paragraph of one that advertises several sites."""

    key: str
    title: str
    text: str


_Told = list[tuple[_Part, tuple[Fact, ...]]]


def is_readme(page: Page) -> bool:
    """Whether it is a README's JSON, or Markdown that sells and is no list of stations."""
    text = markdown(page)
    if is_json(page) or text is None:
        return text is not None
    if page.evidence.status != 200 or text.lstrip("\ufeff \t\r\n")[:2].lower() in ("<!", "<h"):
        return False
    spoken = _SALE.search(text) is not None and is_about_the_trade(text)
    return spoken and not Directory().owns(page)


def readme(page: Page) -> Iterator[Listing]:
    """One listing a section that offers something or says how its seller is reached: the owner's
    own where all those lead to one site at most, else each the site's it leads to.
    """
    text = markdown(page)
    if not text:
        raise Drifted("a README that cannot be decoded")
    parts = list(_parts(text))[:_MOST_PARTS]
    told = [(one, read(Listing(one.key, one.title, one.text, one.title))) for one in parts]
    ours = [(one, facts) for one, facts in told if opens_a_shop(one.title, one.text, facts)]
    if len({site for one, _ in ours for site in _sites(one.text)}) < 2:
        found = _own(page, told, ours) if ours else []
    else:
        found = [
            Listing(one.key, one.title, one.text, one.title, seller=_advertised(one))
            for one, _ in ours
            if _sites(one.text)
        ]
    yield from counted(found, len(parts), page)


def _own(page: Page, told: _Told, ours: _Told) -> list[Listing]:
    """What the owner of the repository offers, and where he says he is reached."""
    said = [each for each in told if each in ours or any(handles(each[1]))]
    stated = _sites("\n".join(one.text for one, _ in said))
    sites = stated or _sites("\n".join(one.text for one, _ in told))
    facts = [fact for _, facts in said for fact in facts]
    owner = _owner(page, facts, sites if len(sites) == 1 else {})
    return [Listing(one.key, one.title, one.text, one.title, seller=owner) for one, _ in said]


def _parts(text: str) -> Iterator[_Part]:
    for title, body in sections(text):
        whole = shown(body)
        if len(_sites(whole)) < 2:
            yield _Part(_key(title), title, whole)
        else:
            for said in paragraphs(body):
                yield _Part(_key(next(iter(_sites(said)), title)), title, said)


def _sites(text: str) -> dict[str, str]:
    """The sites of their own that a text leads to, and the first address at each."""
    found: dict[str, str] = {}
    for url in addresses(text):
        if (site := own_site(url)) and leads_out(url, ()):
            found.setdefault(site, url)
    return found


def _key(text: str) -> str:
    return re.sub(r"[^\w.:]+", "-", text.lower()).strip("-.")[:80] or "readme"


def _advertised(part: _Part) -> Seller | None:
    """Whom a paragraph advertises: the first site it leads to."""
    for site, url in _sites(part.text).items():
        return Seller(site, origin(url))
    return None


def _owner(page: Page, facts: Iterable[Fact], sites: Mapping[str, str]) -> Seller | None:
    """Whose repository it is, by its address; None for a file of a site's own."""
    stated = split(words(mapping(document(page)).get("html_url"))).path
    found = _PLACE.match(page.path) or _PLACE.match(stated)
    if found is None:
        return None
    name = found["api"] or found["raw"]
    contacts = tuple(sorted({Contact("github", name), *handles(facts)}))
    return Seller(name, origin(next(iter(sites.values()), None)), contacts)
