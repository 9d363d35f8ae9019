"""Channels first listed tonight and on the nights before, with what they sell now."""

from datetime import date, timedelta

from market.claims import Supply, kind_of
from reports.memory import Memory
from reports.model import Newcomer
from reports.standing import Stall, Standing, claimed, names
from storage.views import NewChannel


def newcomers(memory: Memory, night: date, stand: Standing) -> tuple[Newcomer, ...]:
    """Those first listed on one night, by key."""
    return tuple(_newcomer(memory, new, night, stand) for new in memory.new_channels(night))


def of_nights_before(memory: Memory, on: date, days: int, stand: Standing) -> tuple[Newcomer, ...]:
    """Those of the ``days`` nights before ``on``, the latest first, onboarded ones left out."""
    nights = (on - timedelta(days=back) for back in range(1, days))
    found = (new for night in nights for new in newcomers(memory, night, stand))
    return tuple(new for new in found if not new.onboarding)


def _newcomer(memory: Memory, new: NewChannel, night: date, stand: Standing) -> Newcomer:
    stall = stand.stalls.get(new.key) or Stall()
    facts = [fact for fact in memory.facts(new.key) if fact.gone_on is None]
    said = {fact.value.text for fact in facts if isinstance(fact.value, Supply)}
    return Newcomer(
        channel=new.key,
        name=new.name,
        source=new.source,
        # A site we found ourselves is news on its own first night, though it is its own source.
        onboarding=new.source_reads == 0 and new.source_origin != "discovered",
        first_seen=night,
        providers=names(stall.providers),
        offers=sum(stall.providers.values()),
        cheapest=stall.cheapest,
        supplies=tuple(sorted(said)) or claimed(stall),
        contacts=len({fact.value for fact in facts if kind_of(fact.value) == "contact"}),
    )
