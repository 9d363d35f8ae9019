"""What the answers are reckoned from: reads of the store, by these names."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Protocol

from market.trends.survival import Life
from market.types import ChannelStatus
from reports.memory import History
from storage.shops import Shop
from storage.stated import Stated
from storage.views import ChannelView


class Asked(History, Protocol):
    """The store, as far as an answer is concerned."""

    def channels(self, status: ChannelStatus | str | None = None) -> Iterable[ChannelView]: ...
    def claims_on(self, on: date, kinds: Collection[str]) -> Iterable[Stated]: ...
    def wording(self, on: date) -> Mapping[str, tuple[str, ...]]: ...
    def sellers(self, on: date) -> Mapping[str, str]: ...
    def shops(self, since: date, until: date) -> Iterable[Shop]: ...
    def lives(self, on: date) -> Iterable[Life]: ...
    def nights_read(self, since: date, until: date) -> Mapping[str, tuple[date, ...]]: ...
