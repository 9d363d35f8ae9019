"""What a look at the trends asks of the store, question by question, through its own reads.

The dashboard's are those that a person waits for. An edition is composed at night, by itself: what
only it asks reads half a year of everything, and is timed apart.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.trend_queries.calendar import LAST, NIGHT, back
from benchmarks.trend_queries.told import VINTAGES
from market.trends.cells import ALL, Cell
from market.trends.lag import launches
from market.types import ChannelStatus, Unit
from storage import Store

_MONTH = NIGHT - timedelta(days=27)
_NOW = 2  # the vintage in use
_LAUNCHED = [(one.provider, one.model) for one in launches()]
_RELAYS = Cell("relay_api", "tokens")
_PREMIUM = Cell("relay_api", "tokens", "anthropic", "premium")
_WIDE = tuple(
    Cell("relay_api", unit, provider)
    for unit in ("tokens", "input", "output")
    for provider in (ALL, "anthropic", "openai", "google", "deepseek", "xai", "alibaba")
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in words, and how."""

    words: str
    ask: Callable[[Store], object]

    def answer(self, store: Store) -> list[object]:
        """Everything it says, read to the end."""
        told = self.ask(store)
        if isinstance(told, Mapping):
            return sorted(told.items(), key=repr)
        return list(told) if isinstance(told, Iterable) else [told]


def dashboard(channel: str) -> tuple[Question, ...]:
    """What a person waits for; ``channel`` is the one they look at."""
    return (*_MARKET, *_CELL, *_channel(channel), *_TOPICS)


_MARKET = (
    Question("vintages", lambda s: s.vintages()),
    Question("published periods", lambda s: s.published_periods(_NOW)),
    Question("published cells", lambda s: s.published_cells(_NOW)),
    Question("newest numbers of all cells", lambda s: s.published(_NOW, since=LAST)),
    Question(
        "the charts' cells over half a year",
        lambda s: s.published(_NOW, cells=_WIDE, since=back(25)),
    ),
    Question(
        "a market's movers and cheapest offers",
        lambda s: s.observations(back(1), LAST, _RELAYS),
    ),
    Question("observed periods", lambda s: s.observed_periods()),
)
_CELL = (
    Question(
        "one cell over two years",
        lambda s: s.published(_NOW, cells=[_PREMIUM], since=back(104)),
    ),
    Question(
        "one cell in two vintages",
        lambda s: [n for v in VINTAGES for n in s.published(v, cells=[_PREMIUM])],
    ),
    Question(
        "a cell's operators over half a year",
        lambda s: s.observations(back(25), LAST, _PREMIUM),
    ),
)
_TOPICS = (
    Question("models' first offers after launch", lambda s: s.first_offers(_LAUNCHED)),
    Question("survival of channels", lambda s: s.lives(NIGHT)),
    Question("claimed volumes", lambda s: s.claims_on(NIGHT, ("volume",))),
    Question("coverage: who shows whom", lambda s: s.sightings(_MONTH, NIGHT)),
    Question("coverage: who was there each night", lambda s: s.attendance(_MONTH, NIGHT)),
    Question("coverage: when operators were met", lambda s: s.first_met(NIGHT)),
    Question("coverage: pages fetched", lambda s: s.pages_fetched(date.min, NIGHT)),
)


def _channel(channel: str) -> tuple[Question, ...]:
    return (Question("a channel's whole history", lambda s: s.observations_of(channel)),)


EDITION = (
    Question("weights", lambda s: s.weights(_NOW)),
    Question("survival: how often sources were read", lambda s: s.nights_read(_MONTH, NIGHT)),
    Question("ways to pay", lambda s: s.claims_on(NIGHT, ("payment",))),
    Question("shops with counters", lambda s: s.shops(_MONTH, NIGHT)),
    Question("all numbers of a vintage", lambda s: s.published(_NOW)),
    Question("everybody's observations, newest week", lambda s: s.observations(LAST, LAST)),
    Question("everybody's observations, half a year", lambda s: s.observations(back(25), LAST)),
    Question("breadth of three years", lambda s: s.breadth(date.min, LAST)),
    Question("channels apart", lambda s: s.channels(ChannelStatus.NOT_RESALE)),
    Question("how sellers word it", lambda s: s.wording(NIGHT)),
    Question("all offers in force tonight", lambda s: s.offers_on(NIGHT)),
    Question(
        "prices of a week in which all changed",
        lambda s: s.price_spans(LAST, NIGHT, [Unit.INPUT]),
    ),
)
