"""Invented sellers: relays whose groups change price together, shops with a handful of accounts.

The same number of points makes the same market.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count, islice
from random import Random

from benchmarks.trend_queries.calendar import WEEKS

_PROVIDERS = ("anthropic", "openai", "google", "deepseek", "xai", "alibaba", "mistral", "zhipu")
_SUPPLIES = ("unknown", "official", "subscription_pool", "reverse", "cloud")
_TIERS = ("premium", "standard", "small")
_TOKENS = ("1m_input_tokens", "1m_output_tokens", "1m_cache_read_tokens", "1m_cache_write_tokens")
_STEP = 7.5  # weeks between two prices, on average
_LIFE = 75.0  # weeks


@dataclass(frozen=True, slots=True)
class Ware:
    """A model in one unit, and what it costs at a ratio of 1."""

    provider: str
    model: str
    tier: str
    unit: str
    base: float


@dataclass(frozen=True, slots=True)
class Group:
    """Offers that change price together. ``changes``: weeks and the share of list from then on."""

    name: str
    supply: str
    changes: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Seller:
    """One channel, there from a week until before another one; ``end`` is WEEKS for who stays."""

    number: int
    access: str
    begin: int
    end: int
    wares: tuple[Ware, ...]
    groups: tuple[Group, ...]

    @property
    def key(self) -> str:
        """The channel's, which is its source's name, too."""
        return f"seller{self.number:05d}.example"

    @property
    def points(self) -> int:
        """How many price points it has."""
        return len(self.wares) * sum(len(group.changes) for group in self.groups)

    def offer(self, group: int, ware: int) -> int:
        """An offer's id; those of a source lie together, sources in no order."""
        shelf = self.number * 387_433 % 2**20
        return shelf << 43 | group << 20 | ware


def sellers(points: int) -> Iterator[Seller]:
    """As many as have at least so many price points together; every third one is a shop."""
    told = 0
    for number in count():
        dice = Random(number)
        one = _shop(number, dice) if number % 3 == 2 else _relay(number, dice, points)
        told += one.points
        yield one
        if told >= points:
            return


def resident(market: Iterable[Seller]) -> str:
    """The key of the first relay that is still there."""
    there = (one.key for one in market if one.access == "relay_api" and one.end == WEEKS)
    return next(there)


def _relay(number: int, dice: Random, points: int) -> Seller:
    begin, end = _stay(dice)
    names = dice.sample(_PROVIDERS, 3)
    most = min(400, max(4, points // 2_500))  # wares: fewer in a market that is only tried out
    models = [one for name in names for one in _models(name)]
    each = [(one, unit) for one in models for unit in _TOKENS]
    wares = tuple(
        Ware(*one, unit, round(dice.uniform(0.2, 60), 3))
        for one, unit in islice(sorted(each, key=lambda _: dice.random()), most)
    )
    supplies = dice.sample(_SUPPLIES, 2)
    groups = tuple(_group(f"g{at}", dice.choice(supplies), begin, end, dice) for at in range(3))
    return Seller(number, "relay_api", begin, end, wares, groups)


def _shop(number: int, dice: Random) -> Seller:
    begin, end = _stay(dice)
    name = dice.choice(_PROVIDERS[:4])
    unit = dice.choice(("account", "month"))
    wares = tuple(Ware(name, f"{name}-plan-{at}", "plan", unit, 20.0 * (at + 1)) for at in range(4))
    group = _group("", dice.choice(_SUPPLIES), begin, end, dice)
    return Seller(
        number, "account" if unit == "account" else "subscription", begin, end, wares, (group,)
    )


def _stay(dice: Random) -> tuple[int, int]:
    """Half of the sellers came before the first week's end; some are gone by now."""
    begin = max(0, dice.randrange(-WEEKS // 2, WEEKS - 2))
    return begin, min(WEEKS, begin + 2 + int(dice.expovariate(1 / _LIFE)))


def _group(name: str, supply: str, begin: int, end: int, dice: Random) -> Group:
    changes, week, ratio = [], begin, dice.uniform(0.08, 0.9)
    while week < end:
        changes.append((week, round(ratio, 4)))
        week += 1 + int(dice.expovariate(1 / (_STEP - 1)))
        ratio = min(2.0, max(0.02, ratio * dice.choice((0.8, 0.9, 0.95, 1.05, 1.1))))
    return Group(name, supply, tuple(changes))


@cache
def _models(provider: str) -> tuple[tuple[str, str, str], ...]:
    """Those of the price book, in three invented tiers."""
    rows = files("market").joinpath("data/prices.csv").read_text("utf-8").splitlines()
    names = sorted({row.split(",")[1] for row in rows if row.startswith(f"{provider},")})
    return tuple((provider, name, _TIERS[at % 3]) for at, name in enumerate(names))
