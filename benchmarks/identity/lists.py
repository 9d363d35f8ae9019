"""Directories of the invented market: what each of them shows, late, in part and in its own way."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.identity.world import Channel, Epoch, World

LOST_NIGHTS = 0.03  # on which a directory does not answer
WITHOUT_LINK = 0.02  # of rows of sellers who have a site
_CODE = "ABCDEFGHIJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Shown:
    """One row: what it says, and of whom (which only the truth knows)."""

    channel: int
    name: str
    url: str | None
    text: str
    telegram: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A directory's row about one channel over time: (night from which on, epoch or None)."""

    channel: Channel
    turns: tuple[tuple[int, Epoch | None], ...]
    code: str
    telegram: str
    linked: bool
    noted: bool


@dataclass(slots=True)
class Directory:
    """One list of many sellers."""

    name: str
    entries: list[_Entry] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)

    def rows(self, night: int) -> list[Shown]:
        """What it shows that night."""
        return list(self._rows(night))

    def _rows(self, night: int) -> Iterator[Shown]:
        for entry in self.entries:
            now = [epoch for since, epoch in entry.turns if since <= night]
            if now and now[-1] is not None:
                yield _row(entry, now[-1])


def directories(world: World, how_many: int, seed: int) -> list[Directory]:
    """Some cover half of the market, some a twentieth; one earns with one code of its own."""
    dice = random.Random(seed + 1)
    return [_directory(dice, world, number) for number in range(how_many)]


def _directory(dice: random.Random, world: World, number: int) -> Directory:
    made = Directory(f"list{number}")
    coverage = dice.choice((0.05, 0.1, 0.2, 0.3, 0.45))
    promoter = "linuxfan" if number == 0 else ""
    keen = dice.random()  # how soon it hears of anything
    for channel in world.channels:
        if dice.random() < coverage:
            made.entries.append(_entry(dice, channel, world.nights, keen, promoter))
    made.lost = {night for night in range(1, world.nights) if dice.random() < LOST_NIGHTS}
    return made


def _entry(
    dice: random.Random, channel: Channel, nights: int, keen: float, promoter: str
) -> _Entry:
    turns: list[tuple[int, Epoch | None]] = []
    for place, epoch in enumerate(channel.epochs):
        first = place == 0 and epoch.start == 0
        heard = epoch.start + (0 if first else _lag(dice, keen))
        turns.append((heard, epoch))
        after = channel.epochs[place + 1] if place + 1 < len(channel.epochs) else None
        if epoch.end < (after.start if after else nights):
            turns.append((max(heard + 1, epoch.end + dice.randint(1, 9)), None))
    length = dice.choice((4, 12))
    return _Entry(
        channel,
        tuple(sorted(turns, key=lambda turn: turn[0])),
        promoter or ("".join(dice.choices(_CODE, k=length)) if dice.random() < 0.7 else ""),
        channel.telegram if dice.random() < 0.35 else "",
        linked=dice.random() >= WITHOUT_LINK,
        noted=dice.random() < 0.6,
    )


def _lag(dice: random.Random, keen: float) -> int:
    return 0 if dice.random() < 0.3 + 0.4 * keen else dice.randint(1, 8)


def _row(entry: _Entry, epoch: Epoch) -> Shown:
    url = None
    if epoch.host and entry.linked:
        code = f"register?aff={entry.code}" if entry.code else ""
        url = f"https://{epoch.host}/{code}"
    telegram = entry.channel.telegram if not epoch.host else entry.telegram
    rate = 1 + entry.channel.number % 9
    text = f"name: {epoch.name} | rate: 0.{rate}"
    text += f" | notes: {epoch.advert}" if entry.noted else ""
    return Shown(entry.channel.number, epoch.name, url, text, telegram)
