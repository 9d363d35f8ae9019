"""The invented market and its truth: who runs what, at which address, from which night on.

Written from what is known of the real one (domains rotate under one brand, adverts are copied word
for word, sellers leave and come back, most sites show their software's picture), not from what the
resolver looks for. Shares are guesses of a market's order, stated here once.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

_SYLLABLES = (
    "ba be bo da di do fa fi ga go ha hu ka ki ko la li lo ma mi mo na ni no pa pi ra ri ro"
)
_SYLLABLES += " sa si so ta ti to va vi wa xi ya yu za zo lin sha qin wei ton ser dex mox rel"
GENERIC = ("Token API", "AI Gateway", "Claude API", "GPT Hub", "Free API", "Code Relay", "New API")
_ADVERT = (
    "stable official pool channel invoice support night refund balance code model group vip "
    "fast cheap line direct region node warranty seat credit annual monthly trial agent "
    "wholesale retail latency uptime quota cache token prompt session billing gift bonus "
    "first order customer service document status mirror domain backup notice maintenance "
    "restock limited plus pro max team "
)
SUB_DOMAINS = ("", "", "", "", "api.", "ai.")

MOVES = 0.30  # of channels, once within 60 nights
MIRRORS = 0.15  # of channels are a second address of a sister that stays up
RELAUNCHES = 0.08
DEATHS = 0.15
RENAMES = 0.08
COPIED = 0.06  # adverts taken word for word from somebody else
CLASHES = 0.04  # names that somebody else has as well
HANDLE_ONLY = 0.05  # sellers without any site
DEFAULT_FAVICON = 0.70
AGENCIES = 12  # who set up sites for several sellers and leave their own keys in
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Epoch:
    """One stretch of a channel's life under one address and name."""

    start: int
    end: int  # the first night without it
    host: str  # "" without a site
    name: str
    pairs: Pairs  # what its own pages show
    advert: str
    why: str  # launch, mirror, move, rename, relaunch
    redirects: bool = False  # the address before it leads here for good
    overlap: int = 0  # nights for which the address before it stayed up as well


@dataclass(slots=True)
class Channel:
    """A seller's channel: its truth never reaches the store."""

    number: int
    operator: int
    telegram: str
    qq: str
    epochs: list[Epoch] = field(default_factory=list)

    def at(self, night: int) -> Epoch | None:
        """How it is that night; None while it is gone."""
        return next((one for one in self.epochs if one.start <= night < one.end), None)

    def up(self, host: str, night: int) -> bool:
        """Whether that address shows the channel itself that night."""
        for place, one in enumerate(self.epochs):
            if one.host == host and one.start <= night < one.end:
                return True
            after = self.epochs[place + 1] if place + 1 < len(self.epochs) else None
            if one.host == host and after and one.end <= night < after.start + after.overlap:
                return True
        return False


@dataclass(frozen=True, slots=True)
class World:
    """All channels, and how many nights they were made for."""

    channels: tuple[Channel, ...]
    nights: int


@dataclass(slots=True)
class _Maker:
    dice: random.Random
    nights: int
    taken: set[str] = field(default_factory=set)

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def code(self, length: int, signs: str = "abcdefghijkmnpqrstuvwxyz23456789") -> str:
        return "".join(self.dice.choices(signs, k=length))

    def word(self) -> str:
        """A made-up brand nobody has had yet."""
        while True:
            made = "".join(self.dice.choices(_SYLLABLES.split(), k=self.dice.randint(2, 4)))
            if made not in self.taken:
                self.taken.add(made)
                return made

    def host(self, brand: str) -> str:
        """A domain nobody has had; half of them sound like the brand."""
        stem = "".join(brand.lower().split()) if self.chance(0.5) else self.word()
        while True:
            site = f"{stem}.example"
            if site not in self.taken:
                self.taken.add(site)
                return self.dice.choice(SUB_DOMAINS) + site
            stem += self.code(2)

    def name(self) -> str:
        if self.chance(CLASHES):
            return self.dice.choice(GENERIC)
        return self.word().title() + self.dice.choice(("", " AI", " API", "API", "云"))

    def advert(self) -> str:
        return " ".join(self.dice.choices(_ADVERT.split(), k=self.dice.randint(3, 24)))


def make(channels: int, operators: int, nights: int, seed: int) -> World:
    """The same market for the same seed."""
    maker = _Maker(random.Random(seed), nights)
    agencies = [_keys(maker, 1.0) for _ in range(AGENCIES)]
    made: list[Channel] = []
    for number, size in enumerate(_sizes(maker, channels, operators)):
        made += _operator(maker, number, size, agencies, len(made))
    _copy_adverts(maker, made)
    return World(tuple(made), nights)


def _sizes(maker: _Maker, channels: int, operators: int) -> list[int]:
    """Most run one; a few run many."""
    sizes = [1] * operators
    for _ in range(channels - operators):
        busy = min(maker.dice.randrange(operators) for _ in range(3))
        sizes[busy if sizes[busy] < 9 else maker.dice.randrange(operators)] += 1
    return sizes


def _operator(
    maker: _Maker, number: int, size: int, agencies: list[Pairs], first: int
) -> Iterator[Channel]:
    telegram = maker.code(9) if maker.chance(0.8) else ""
    qq = maker.code(9, "123456789") if maker.chance(0.35) else ""
    shared = _keys(maker, 0.5) if maker.chance(0.6) else ()
    if maker.chance(0.04):
        shared = maker.dice.choice(agencies)
    siteless = size == 1 and maker.chance(HANDLE_ONLY * 1.8)
    sisters: list[Channel] = []
    for place in range(size):
        channel = Channel(first + place, number, telegram, qq)
        if siteless and not telegram:
            channel.telegram = maker.code(9)
        mirrored = sisters[0] if sisters and maker.chance(MIRRORS * 2.2) else None
        channel.epochs = _life(maker, channel, shared, mirrored, siteless=siteless)
        sisters.append(channel)
    yield from sisters


def _keys(maker: _Maker, share: float) -> Pairs:
    """Client ids and keys as relays show them; each only on some."""
    made = {
        "turnstile_site_key": f"0x4AAA{maker.code(17)}",
        "github_client_id": f"Iv1.{maker.code(16)}",
        "linuxdo_client_id": maker.code(32),
        "analytics_google": f"G-{maker.code(10).upper()}",
        "telegram_bot_name": f"{maker.code(8)}_bot",
    }
    return tuple(pair for pair in made.items() if maker.chance(share * 0.6))


def _life(
    maker: _Maker,
    channel: Channel,
    shared: Pairs,
    mirrored: Channel | None,
    *,
    siteless: bool,
) -> list[Epoch]:
    start = 0 if maker.chance(0.6) else maker.dice.randint(1, maker.nights - 3)
    name, advert, why = maker.name(), maker.advert(), "launch"
    own = _keys(maker, 0.9) if maker.chance(0.7) else ()
    twin = mirrored.epochs[0] if mirrored else None
    if twin is not None and twin.end - twin.start > 2:  # it stays up beside its sister
        start, why = maker.dice.randint(twin.start + 1, twin.end - 1), "mirror"
        start = min(start, maker.nights - 2)
        name = twin.name if maker.chance(0.7) else name
        advert = twin.advert if maker.chance(0.5) else advert
        own = twin.pairs if maker.chance(0.6) else own
    pairs = _pairs(maker, (*shared, *own))
    host = "" if siteless else maker.host(name)
    first = Epoch(start, maker.nights, host, name, pairs, advert, why)
    return list(_fates(maker, first, siteless=siteless))


def _pairs(maker: _Maker, keys: Pairs) -> Pairs:
    """One value of a kind; a picture, its software's for most."""
    favicon = "-1843723"
    if not maker.chance(DEFAULT_FAVICON):
        favicon = str(maker.dice.randint(-(2**31), 2**31))
    kept = {kind: value for kind, value in keys if kind != "favicon_mmh3"}
    return (*sorted(kept.items()), ("favicon_mmh3", favicon))


def _fates(maker: _Maker, one: Epoch, *, siteless: bool) -> Iterator[Epoch]:
    """What becomes of it: most stay, some move, are renamed, come back, or are gone."""
    room = maker.nights - one.start
    roll = maker.dice.random()
    when = one.start + max(2, int(room * maker.dice.random()))
    if room < 8 or when >= maker.nights - 2 or roll > MOVES + RELAUNCHES + DEATHS + RENAMES:
        yield one
        return
    yield _until(one, when)
    if roll < MOVES and not siteless:
        yield _moved(maker, one, when)
    elif roll < MOVES + RELAUNCHES:
        back = when + maker.dice.randint(10, 30)
        if back < maker.nights - 1:
            elsewhere = not siteless and maker.chance(0.4)
            yield _again(maker, one, back, "relaunch", elsewhere=elsewhere)
    elif roll < MOVES + RELAUNCHES + RENAMES:
        renamed = _until(one, maker.nights)
        yield Epoch(when, renamed.end, one.host, maker.name(), one.pairs, one.advert, "rename")


def _until(one: Epoch, end: int) -> Epoch:
    return Epoch(one.start, end, one.host, one.name, one.pairs, one.advert, one.why)


def _moved(maker: _Maker, one: Epoch, when: int) -> Epoch:
    roll = maker.dice.random()
    moved = _again(maker, one, when, "move", elsewhere=True)
    return Epoch(
        when,
        moved.end,
        moved.host,
        moved.name,
        moved.pairs,
        moved.advert,
        "move",
        redirects=roll < 0.4,
        overlap=maker.dice.randint(2, 20) if 0.4 <= roll < 0.55 else 0,
    )


def _again(maker: _Maker, one: Epoch, when: int, why: str, *, elsewhere: bool) -> Epoch:
    """The same deployment elsewhere: its keys mostly stay, its name mostly does."""
    name = maker.name() if elsewhere and maker.chance(0.2) else one.name
    host = maker.host(name) if elsewhere else one.host
    rebuilt = elsewhere and maker.chance(0.1)
    pairs = _pairs(maker, _keys(maker, 0.9)) if rebuilt else one.pairs
    advert = maker.advert() if maker.chance(0.2) else one.advert
    return Epoch(when, maker.nights, host, name, pairs, advert, why)


def _copy_adverts(maker: _Maker, channels: list[Channel]) -> None:
    for channel in channels:
        if maker.chance(COPIED):
            advert = maker.dice.choice(channels).epochs[0].advert
            channel.epochs = [
                Epoch(
                    one.start,
                    one.end,
                    one.host,
                    one.name,
                    one.pairs,
                    advert,
                    one.why,
                    one.redirects,
                    one.overlap,
                )
                for one in channel.epochs
            ]
