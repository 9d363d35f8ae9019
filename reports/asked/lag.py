"""How soon after its launch a model is resold."""

from dataclasses import dataclass
from datetime import date

from market.spoken import provider_name
from market.trends.lag import How, ProviderLag, lags, launches
from reports.asked.memory import Asked
from reports.figures import count


@dataclass(frozen=True, slots=True)
class Lagging:
    """By provider; ``since`` is our first night, None in an empty memory."""

    since: date | None
    providers: tuple[ProviderLag, ...]


def of(memory: Asked, on: date) -> Lagging:
    """The lags as known on a night."""
    since, known = memory.first_night(), launches()
    if since is None or since > on:
        return Lagging(None, ())
    first = memory.first_offers((one.provider, one.model) for one in known)
    return Lagging(since, tuple(lags(known, first, since, on)))


def in_words(told: ProviderLag) -> str:
    """What may be said of one provider."""
    name = provider_name(told.provider)
    seen = [lag for lag in told.lags if lag.how in {How.EXACT, How.AT_MOST}]
    waiting = sum(1 for lag in told.lags if lag.how is How.WAITING)
    models = f"{count(len(seen), 'model')} resold, {waiting} not yet"
    if told.median is None:
        return f"{name}: {models}; too little is known for a median."
    sign = "≤ " if told.at_most else ""
    return f"{name}: resold {sign}{told.median:.0f} days after launch in the median ({models})."
