"""Invented findings for the rules, and the receiver that messages go to."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from loopback_receiver import Receiver, receiving

from alerts.night import Move
from alerts.steps import confirmed_steps
from market.judgement import EvidenceRef
from market.types import SourceKind, Unit
from storage.views import NewChannel, PriceHistory

ON = date(2026, 8, 7)


@pytest.fixture
def on() -> date:
    """The night all invented findings belong to."""
    return ON


@pytest.fixture
def newcomer() -> Callable[..., NewChannel]:
    """A channel first listed tonight by a directory that has been read five times."""

    def make(key: str = "songshu-relay.example", **other: Any) -> NewChannel:
        fields: dict[str, Any] = {
            "key": key,
            "name": "松鼠中转",
            "kind": "site",
            "url": f"https://{key}/",
            "source": "station-list",
            "source_kind": SourceKind.DIRECTORY,
            "source_origin": "operator",
            "source_reads": 5,
            "offers": (),
            "facts": (),
            "evidence": (EvidenceRef("https://list.example/stations.csv", "d1", quote=key),),
        }
        return NewChannel(**(fields | other))

    return make


@pytest.fixture
def history() -> Callable[..., PriceHistory]:
    """An offer read nightly up to tonight, at the prices given, oldest first."""

    def make(*paid: str, last: date = ON, **other: Any) -> PriceHistory:
        nights = [last - timedelta(days=back) for back in reversed(range(len(paid)))]
        fields: dict[str, Any] = {
            "channel": "songshu-relay.example",
            "operator": other.get("channel", "songshu-relay.example"),
            "source": "songshu-relay.example",
            "provider": "anthropic",
            "model": "claude-sonnet-4-5",
            "listed_as": "claude-sonnet-4-5-20250929",
            "access": "relay_api",
            "group": "claude-max",
            "unit": Unit.INPUT,
            "currency": "CNY",
            "supply": "subscription_pool",
            "basis": "exact",
            "changed_on": last,
            "reads": tuple(zip(nights, map(Decimal, paid), strict=True)),
            "before": EvidenceRef("https://songshu-relay.example/api/pricing", "old"),
            "after": EvidenceRef("https://songshu-relay.example/api/pricing", "new"),
        }
        return PriceHistory(**(fields | other))

    return make


@pytest.fixture
def moved(history: Callable[..., PriceHistory]) -> Callable[..., Move]:
    """An offer that fell from the first price to the last, seconded tonight."""

    def make(before: str, after: str, share: str | None = "0.066", **other: Any) -> Move:
        told = history(before, before, before, after, after, **other)
        (step,) = confirmed_steps([paid for _, paid in told.reads])
        return Move(told, step, None if share is None else Decimal(share))

    return make


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Answers 200 until told otherwise."""
    with receiving() as state:
        yield state


@pytest.fixture
def noon() -> datetime:
    """An aware moment, for clocks that stand still."""
    return datetime(2026, 8, 7, 12, 0, tzinfo=UTC)
