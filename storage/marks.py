"""What a sighting could be recognised by, spelt so that it can be compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from market.channel import affiliate
from market.claims import Contact
from market.prints import text_print
from market.visits import Sighting
from storage.addresses import HANDLES, handle, host_of, key_of, name_key, own_site
from storage.columns import tidy
from storage.occasion import Occasion

Pair = tuple[str, str]  # kind and value


@dataclass(frozen=True, slots=True)
class Marks:
    """A sighting's addresses, name, and everything it shows that others could show as well."""

    sighting: Sighting
    own: bool  # the visited site speaks of itself
    addresses: tuple[str, ...]  # keys of its addresses, the one it shows now first
    site: str | None  # its own site, where it shows one
    host: str  # the very host, "" without an own site
    name: str
    handles: frozenset[Pair]
    identifiers: tuple[tuple[Pair, bool], ...]  # and whether it is strong

    @property
    def order(self) -> tuple[str, str, str, str]:
        """So that the order in which a page shows its rows does not matter."""
        return (self.site or "", self.host, self.name, self.sighting.url)


def marks_of(occasion: Occasion, sighting: Sighting) -> Marks:
    """The marks of a sighting; a site that speaks of itself is also known by where we went."""
    seller = sighting.seller
    if seller is None:
        shown = [sighting.url, occasion.url]
        name, contacts = "", _own_contacts(sighting)
    else:
        shown = [seller.url] if seller.url else []
        name, contacts = name_key(seller.name), seller.contacts
    handles = frozenset(found for one in contacts if (found := handle(one)))
    # a handle is verified where the site itself states it: then it is among its identifiers
    strong: dict[Pair, bool] = dict.fromkeys(handles, False)
    for pair, is_strong in (*_stated(sighting), *_of_a_row(sighting)):
        strong[pair] = strong.get(pair, False) or is_strong
    return Marks(
        sighting=sighting,
        own=seller is None,
        addresses=tuple(dict.fromkeys(key for url in shown if (key := key_of(url)))),
        site=next((site for url in shown if (site := own_site(url))), None),
        host=host_of(shown[0]) if shown else "",
        name=name,
        handles=handles,
        identifiers=tuple(sorted(strong.items())),
    )


def _stated(sighting: Sighting) -> Iterator[tuple[Pair, bool]]:
    for one in sighting.identifiers:
        spelt = handle(Contact(one.kind, one.value)) if one.kind in HANDLES else None
        yield spelt or (one.kind, tidy(one.value)), one.strong


def _of_a_row(sighting: Sighting) -> Iterator[tuple[Pair, bool]]:
    """What a list shows of somebody, and means something within that list only."""
    seller = sighting.seller
    if seller is None:
        return
    if name := name_key(seller.name):
        yield ("listed_name", name), False
    if seller.url and (code := affiliate(seller.url)):
        yield ("affiliate_code", tidy(code.value)), False
    text = "\n".join(sorted(one.text for one in sighting.listings))
    if found := text_print(text, (seller.name,)):
        yield ("text_hash", found), False


def _own_contacts(sighting: Sighting) -> Iterable[Contact]:
    values = (fact.value for listing in sighting.listings for fact in listing.facts)
    return [value for value in values if isinstance(value, Contact)]
