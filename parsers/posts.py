"""Places where many people talk: who of them sells, and in what words. Of nobody else anything is
kept: no name and no word of who asks, buys, reviews or complains.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from market.channel import own_site
from market.types import Fact, Issue, Level, Listing, Mention, Page, Seller
from parsers.mentions import link
from parsers.prose import plain
from parsers.quotes import without_names
from parsers.readers import read
from parsers.readers.voice import advertises, is_about_the_trade, opens_a_shop, speaks_of_his_own
from parsers.sellers import origin, seller

MOST_POSTS = 500  # of one page
_TITLE = 80
_ADDRESS = re.compile(r"\s?\(?https?://[^\s()]{0,500}\)?")


@dataclass(frozen=True, slots=True)
class Post:
    """What one person wrote: his own words, plain. ``opens``: they begin a thread. ``title`` is
    the thread's, "" where it stands on another page. ``link``: the address a post is about.
    """

    key: str
    author: str
    text: str
    title: str = ""
    thread: str = ""
    opens: bool = False
    link: str = ""


def adverts(posts: Sequence[Post], page: Page, platform: str) -> Iterator[Listing]:
    """The sellers' posts as listings of their writers: what says something by whoever opened a
    thread and sells in it, and adverts in other people's threads.

    A reply whose thread began on another page has no title, for ``joined`` to judge. What offers
    nothing is counted in an issue.
    """
    read_posts = posts[:MOST_POSTS]
    names = {post.author for post in read_posts}
    clean = [_clean(post, names) for post in read_posts if post.author]
    hosts = {(one.thread, one.author): one.title for one in clean if _sells_in_it(one)}
    kept = [one for post in clean if (one := _kept(post, hosts, page.host))]
    by_name: dict[str, list[_Kept]] = {}
    for one in kept:
        if one.site is None:
            by_name.setdefault(one.post.author, []).append(one)
    sellers = {name: _seller(name, platform, page, said) for name, said in by_name.items()}
    listings = [_listing(one, sellers.get(one.post.author)) for one in kept]
    yield from counted(listings, len(posts), page)


def counted(listings: Sequence[Listing], of: int, page: Page) -> Iterator[Listing]:
    """The listings, the first of them with an issue that says how many posts offer nothing."""
    silent = of - len(listings)
    if of == 0:
        issue = Issue(Level.INFO, "no_posts", "a page without posts", page.url)
    else:
        issue = Issue(Level.INFO, "no_advert", f"{silent} of {of} posts sell nothing", page.url)
    first = listings[0] if listings else Listing("posts", "")
    yield replace(first, issues=(*first.issues, issue)) if silent or not of else first
    yield from listings[1:]


def targets(posts: Iterable[Post]) -> Iterator[Mention]:
    """What posts about the trade link to as a whole, whoever posted it."""
    for post in posts:
        if own_site(post.link) and is_about_the_trade(post.title):
            yield link(post.link, "", post.key)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A seller's post, its head, and what is read in it. ``alone``: the head is its own.

    ``site``: what is linked to is on offer, and nothing says that its writer is the seller.
    """

    post: Post
    head: str
    facts: tuple[Fact, ...]
    alone: bool = False
    site: str | None = None


def _clean(post: Post, names: set[str]) -> Post:
    """The post without other people's names; one that opens a thread says its title too."""
    others = names - {post.author}
    title = plain(without_names(post.title, others))
    lines = (title if post.opens else "", without_names(post.text, others).strip(), post.link)
    return replace(post, title=title, text="\n".join(line for line in lines if line))


def _read(post: Post, head: str) -> tuple[Fact, ...]:
    return read(Listing(post.key, post.title, post.text, head))


def _sells_in_it(post: Post) -> bool:
    body = post.text.partition("\n")[2] if post.title else post.text
    return post.opens and opens_a_shop(post.title, body, _read(post, ""))


def _kept(post: Post, hosts: dict[tuple[str, str], str], here: str) -> _Kept | None:
    if (post.thread, post.author) in hosts:
        head = hosts[post.thread, post.author]
        facts = _read(post, "" if post.opens else head)
        site = None if speaks_of_his_own(post.text) else own_site(post.link)
        return _Kept(post, head, facts, site=site) if post.opens or facts else None
    if post.opens:
        return None
    facts = _read(post, "")
    if advertises(post.text, facts, here):
        return _Kept(post, _first_line(post.text), facts, alone=True)
    return _Kept(post, "", facts) if facts and not post.title else None


def _seller(name: str, platform: str, page: Page, said: Sequence[_Kept]) -> Seller:
    facts = (fact for one in said for fact in one.facts)
    return seller(name, platform, page, [one.post.text for one in said], facts)


def _listing(kept: _Kept, who: Seller | None) -> Listing:
    post = kept.post
    if kept.site:
        who = Seller(kept.site, origin(post.link))
    under = "" if post.opens or kept.alone else kept.head
    return Listing(post.key, kept.head, post.text, under, seller=who)


def _first_line(text: str) -> str:
    return _ADDRESS.sub("", text.partition("\n")[0])[:_TITLE].rstrip()
