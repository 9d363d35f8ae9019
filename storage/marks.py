"""What a sighting could be recognised by, spelt so that it can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from market.claims import Contact
from market.visits import Sighting
from storage.addresses import handle, host_of, key_of, name_key, own_site
from storage.columns import tidy
from storage.occasion import Occasion

Pair = tuple[str, str]  # kind and value


@dataclass(frozen=True, slots=True)
class Marks:
    """A sighting's addresses, name, identifiers and handles."""

    sighting: Sighting
    own: bool  # the visited site speaks of itself
    addresses: tuple[str, ...]  # keys of its addresses, the one it shows now first
    site: str | None  # its own site, where it shows one
    host: str  # the very host, "" without an own site
    name: str
    strong: frozenset[Pair]
    handles: frozenset[Pair]

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
    site = next((site for url in shown if (site := own_site(url))), None)
    strong = ((one.kind, tidy(one.value)) for one in sighting.identifiers if one.strong)
    return Marks(
        sighting=sighting,
        own=seller is None,
        addresses=tuple(dict.fromkeys(key for url in shown if (key := key_of(url)))),
        site=site,
        host=host_of(shown[0]) if shown else "",
        name=name,
        strong=frozenset(strong),
        handles=frozenset(found for one in contacts if (found := handle(one))),
    )


def _own_contacts(sighting: Sighting) -> Iterable[Contact]:
    values = (fact.value for listing in sighting.listings for fact in listing.facts)
    return [value for value in values if isinstance(value, Contact)]
