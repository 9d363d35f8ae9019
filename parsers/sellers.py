"""Who sells where many people talk: one seller for one account, with his own site and handles."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from market.channel import affiliate, key, own_site
from market.claims import Contact
from market.types import Fact, Identifier, Listing, Page, Seller
from parsers.mentions import addresses, leads_out

_OF_MANY = {"discourse", "forum"}  # software of many places: a name needs its place


def seller(
    name: str, platform: str, page: Page, texts: Iterable[str], facts: Iterable[Fact]
) -> Seller:
    """Who posts these: the account, the first site of their own they link to, the handles."""
    account = Contact(platform, f"{name}@{page.host}" if platform in _OF_MANY else name)
    here = {key(f"https://{page.host}")}
    links = (url for text in texts for url in addresses(text))
    sites = (url for url in links if own_site(url) and leads_out(url, here))
    contacts = tuple(sorted({account, *handles(facts)}))
    return Seller(name, origin(next(sites, None)), contacts)


def handles(facts: Iterable[Fact]) -> Iterator[Contact]:
    """The ways to reach a person among the facts: sites are none."""
    for fact in facts:
        match fact.value:
            case Contact(platform=platform) as contact if platform != "site":
                yield contact
            case _:
                pass


def joined(
    listings: Sequence[Listing], thread_of: Callable[[Listing], str] = lambda _: ""
) -> Sequence[Listing]:
    """One seller for one name in a visit, and later posts only under a thread that is their
    writer's own.
    """
    heads = {
        (thread_of(one), one.seller.name): one.title for one in listings if one.seller and one.title
    }
    own = [under for one in listings if (under := _under(one, heads, thread_of))]
    sellers: dict[str, Seller] = {}
    for one in own:
        if one.seller:
            known = sellers.get(one.seller.name, one.seller)
            contacts = tuple(sorted({*known.contacts, *one.seller.contacts}))
            sellers[known.name] = Seller(known.name, known.url or one.seller.url, contacts)
    return [replace(one, seller=sellers[one.seller.name]) if one.seller else one for one in own]


def promoters(listings: Iterable[Listing]) -> Iterator[Identifier]:
    """The affiliate codes in what sellers link to: they say who promotes, not who sells."""
    for listing in listings:
        # Without a title it still waits for its thread: it may be anybody's.
        for url in addresses(listing.text) if listing.seller and listing.title else ():
            if code := affiliate(url):
                yield code


def origin(url: str | None) -> str | None:
    """Scheme and host of an address."""
    if url is None:
        return None
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _under(
    one: Listing, heads: dict[tuple[str, str], str], thread_of: Callable[[Listing], str]
) -> Listing | None:
    """A post as it is, or a later one under its writer's own title; None where it has none."""
    if one.title or one.seller is None:
        return one
    head = heads.get((thread_of(one), one.seller.name))
    return replace(one, title=head, context=head) if head else None
