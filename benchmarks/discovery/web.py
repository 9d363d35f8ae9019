"""A generated web: pages that link to pages, the same from the same seed, made when asked for."""

import random
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from benchmarks.discovery import names


class Kind(Enum):
    """What a page is, and which part of the web is of that sort."""

    SELLER = 0.004
    LIST = 0.001
    THREAD = 0.06
    BLOG = 0.12
    GROUP = 0.02  # a Telegram channel that sells nothing
    MANUAL = 0.045
    DEAD = 0.03
    ORDINARY = 0.27
    FARM = 0.45


# For each kind of page: how many links it has, and where they lead.
_LINKS: dict[Kind, tuple[int, int, dict[Kind, float]]] = {
    Kind.SELLER: (
        1,
        7,
        {Kind.SELLER: 4, Kind.MANUAL: 3, Kind.BLOG: 1, Kind.GROUP: 1, Kind.DEAD: 1},
    ),
    Kind.LIST: (30, 90, {Kind.SELLER: 5, Kind.DEAD: 2, Kind.ORDINARY: 2, Kind.LIST: 0.1}),
    Kind.THREAD: (
        *(2, 9),
        {Kind.ORDINARY: 10, Kind.MANUAL: 6, Kind.SELLER: 0.7, Kind.BLOG: 4, Kind.FARM: 0.5},
    ),
    Kind.BLOG: (
        *(6, 24),
        {Kind.ORDINARY: 12, Kind.BLOG: 7, Kind.MANUAL: 5, Kind.SELLER: 0.2, Kind.FARM: 0.2},
    ),
    Kind.GROUP: (2, 12, {Kind.ORDINARY: 8, Kind.GROUP: 4, Kind.SELLER: 0.8, Kind.FARM: 1}),
    Kind.MANUAL: (3, 15, {Kind.MANUAL: 8, Kind.ORDINARY: 4}),
    Kind.DEAD: (0, 0, {}),
    Kind.ORDINARY: (2, 20, {Kind.ORDINARY: 14, Kind.BLOG: 2, Kind.MANUAL: 2, Kind.SELLER: 0.02}),
    Kind.FARM: (60, 250, {Kind.FARM: 97, Kind.ORDINARY: 2.5, Kind.SELLER: 0.05}),
}
# One blog in twelve writes of cheap models, and links sellers as others link books.
_KEEN: dict[Kind, float] = {
    Kind.SELLER: 5,
    Kind.BLOG: 4,
    Kind.MANUAL: 4,
    Kind.ORDINARY: 4,
    Kind.DEAD: 1,
}
_FREE_HOSTS = ("vercel.app", "netlify.app", "github.io", "pages.dev")


@dataclass(frozen=True, slots=True)
class Site:
    """One page, by its number."""

    number: int
    kind: Kind
    url: str
    title: str
    refuses: bool  # answers nobody without an account or a challenge
    keen: bool


class Web:
    """All pages of one seed."""

    def __init__(self, seed: int, pages: int, sellers: int) -> None:
        self.seed = seed
        self.ranges: dict[Kind, range] = {}
        first = 0
        for kind in Kind:
            size = sellers if kind is Kind.SELLER else max(4, round(kind.value * pages))
            self.ranges[kind] = range(first, first + size)
            first += size
        self.pages = first
        self.site = lru_cache(maxsize=200_000)(self._site)

    def dice(self, *what: object) -> random.Random:
        """Chance, the same for the same purpose."""
        return random.Random(f"{self.seed}/{what}")

    def kind(self, number: int) -> Kind:
        """What the page of a number is."""
        return next(kind for kind, numbers in self.ranges.items() if number in numbers)

    def _site(self, number: int) -> Site:
        dice, kind = self.dice("site", number), self.kind(number)
        match kind:
            case Kind.SELLER:
                name = names.station(number, dice)
            case Kind.FARM:
                name = names.guilty(number, dice)
            case _:
                name = names.innocent(number, dice)
        url = _address(kind, name, dice)
        refuses = dice.random() < 0.08
        keen = kind is Kind.BLOG and dice.random() < 1 / 12
        return Site(number, kind, url, names.called(name, dice), refuses, keen)

    def links(self, number: int) -> list[tuple[Site, str]]:
        """Where a page leads, with the words it says so in."""
        site, dice = self.site(number), self.dice("links", number)
        few, many, where = _LINKS[site.kind]
        where = _KEEN if site.keen else where
        count = dice.randint(few, many)
        kinds = dice.choices(list(where), list(where.values()), k=count) if where else []
        found = (self.site(dice.choice(self.ranges[kind])) for kind in kinds)
        return [(one, words(one, dice)) for one in found if one.number != number]

    def some(self, kind: Kind, count: int, what: str) -> list[Site]:
        """A few pages of one kind, the same for the same purpose."""
        dice = self.dice("some", what)
        return [self.site(dice.choice(self.ranges[kind])) for _ in range(count)]


def words(site: Site, dice: random.Random) -> str:
    """What a link to it is called."""
    told = {Kind.SELLER: names.ABOUT_STATIONS, Kind.FARM: names.ABOUT_FARMS}
    return dice.choice(told.get(site.kind, names.ABOUT_ANYTHING)).format(name=site.title)


def _address(kind: Kind, name: str, dice: random.Random) -> str:
    if kind is Kind.GROUP or (kind is Kind.SELLER and dice.random() < 0.12):
        return f"https://t.me/{name.replace('-', '_')}"
    free = {Kind.FARM: 0.35, Kind.BLOG: 0.2, Kind.SELLER: 0.06}.get(kind, 0.0)
    if dice.random() < free:
        return f"https://{name}.{dice.choice(_FREE_HOSTS)}/"
    if kind is Kind.FARM and dice.random() < 0.3:  # wildcards: many names, few domains
        return f"https://{name}.wild{dice.randrange(60)}.example/"
    path = {Kind.THREAD: f"t/{dice.randrange(9999)}", Kind.MANUAL: "docs/"}.get(kind, "")
    return f"https://{name}.example/{path}"
