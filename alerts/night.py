"""What the rules look at: one night as frozen values, gathered beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from alerts.steps import Step
from market.judgement import EvidenceRef
from market.types import Offer, SourceKind
from storage.views import Event, Health, LeakView, NewChannel, PriceHistory


@dataclass(frozen=True, slots=True)
class Share:
    """An offer and what share of the official price it asks."""

    offer: Offer
    of_list: Decimal


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A channel first listed tonight, and its cheapest offer against list, where one is known.

    ``sisters``: other channels of its operator. ``shared``: kinds of what it shares with them.
    """

    seen: NewChannel
    best: Share | None = None
    sisters: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def onboarding(self) -> bool:
        """Whether its source was read for the first time, so that nothing on it is news.

        A site that we found ourselves by following a mention is news, though it is its own source.
        """
        return self.seen.source_reads == 0 and not self.found

    @property
    def found(self) -> bool:
        """Whether we came across it ourselves and read it on its own site."""
        return self.seen.source_origin == "discovered"

    @property
    def added(self) -> bool:
        """Whether it is a shop that a person told us to watch."""
        return self.seen.source_kind is SourceKind.CHANNEL and not self.found


@dataclass(frozen=True, slots=True)
class Move:
    """One offer's step down, seconded by tonight's read. ``share``: of list, at the new price."""

    history: PriceHistory
    step: Step
    share: Decimal | None = None

    @property
    def since(self) -> date:
        """The day the lower price was first read."""
        return self.history.reads[self.step.since][0]

    @property
    def suspect(self) -> bool:
        """Whether the cut is too deep to be believed before somebody looked at the reading."""
        return self.step.cut > Decimal("0.80")


@dataclass(frozen=True, slots=True)
class Night:
    """Everything the rules may know.

    ``pages``: what was fetched of each source. ``told``: (rule, operator, provider) of the drops
    alerted within the week before tonight.
    """

    on: date
    newcomers: tuple[Newcomer, ...] = ()
    moves: tuple[Move, ...] = ()
    leaks: tuple[LeakView, ...] = ()
    relocations: tuple[Event, ...] = ()
    health: tuple[Health, ...] = ()
    unhealthy: frozenset[str] = frozenset()
    pages: Mapping[str, tuple[EvidenceRef, ...]] = field(default_factory=dict)
    told: frozenset[tuple[str, str, str]] = frozenset()
