"""What a report asks of the store: reads only, by these names. ``storage.store.Store`` answers."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Protocol

from market.judgement import Alert, Lead
from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.published import Published, Vintage, Weight
from market.types import Offer, Priced, Unit
from storage.views import (
    ChannelView,
    FactView,
    Health,
    NewChannel,
    NightTally,
    OfferView,
    Planned,
    Run,
    SourceState,
    VisitIssue,
)

Compare = Callable[[Offer, date], Priced | None]
"""Sets an offer against the list price and the exchange rate of a day; None: no rate that day."""


class Memory(Protocol):
    """The store, as far as a report is concerned."""

    def runs(self, limit: int) -> Iterable[Run]: ...
    def plan(self, run_id: str) -> Iterable[Planned]: ...
    def tally(self, run_id: str) -> NightTally: ...
    def issues(self, run_id: str) -> Iterable[VisitIssue]: ...
    def health(self, on: date) -> Iterable[Health]: ...
    def sources(self) -> Iterable[SourceState]: ...
    def alerts(self) -> Iterable[Alert]: ...
    def leads(self) -> Iterable[Lead]: ...
    def channels(self) -> Iterable[ChannelView]: ...
    def new_channels(self, on: date) -> Iterable[NewChannel]: ...
    def offers_on(self, on: date) -> Iterable[OfferView]: ...
    def facts(self, channel: str) -> Iterable[FactView]: ...
    def price_points(
        self, since: date, until: date, units: Collection[Unit]
    ) -> Iterable[OfferView]: ...


class History(Memory, Protocol):
    """The same with the numbers over time: what trends are told from."""

    def observations(
        self, since: date, until: date, cell: Cell | None = None
    ) -> Iterable[Observation]: ...
    def observed_periods(self) -> Iterable[date]: ...
    def vintages(self) -> Iterable[Vintage]: ...
    def published(
        self,
        vintage: int,
        *,
        cells: Collection[Cell] = (),
        since: date = date.min,
        until: date = date.max,
    ) -> Iterable[Published]: ...
    def weights(self, vintage: int) -> Iterable[Weight]: ...
