"""How soon after its launch a model is resold."""

from collections.abc import Iterator

from market.spoken import provider_name
from market.trends.lag import How, Lag
from reports.asked.lag import Lagging, in_words
from reports.edition.model import Section
from reports.edition.tabled import Column, Entry, table
from reports.figures import count

_KNOWN = {How.EXACT, How.AT_MOST, How.WAITING}
_MOST = 40


def lags_section(found: Lagging) -> Section:
    """A sentence a provider, and the newest models."""
    newest = sorted(
        (lag for told in found.providers for lag in told.lags if lag.how in _KNOWN),
        key=lambda lag: (lag.launch.on, lag.launch.provider, lag.launch.model),
        reverse=True,
    )
    models = table(
        "From launch to first resale",
        "Exact only for models launched since we look and at sources that were read before; "
        "≤ where the offer may have been there before us, > where nobody resells it yet.",
        (
            Column("Model", "key"), Column("Provider", "text"), Column("Launched", "date"),
            Column("First resold", "date"), Column("Days"),
        ),
        (_row(lag) for lag in newest),
        most=_MOST,
    )  # fmt: skip
    return Section(
        "lag",
        "New models",
        points=tuple(_told(found)),
        tables=(models,) if models else (),
        why_not="" if models else "No model is known to have been launched or resold yet.",
    )


def _told(found: Lagging) -> Iterator[str]:
    """Providers with a median, then how many others are known of."""
    silent = 0
    for told in found.providers:
        if told.median is None:
            silent += 1
        else:
            yield in_words(told)
    if silent:
        yield f"{count(silent, 'provider')}: too little is known for a median."


def _row(lag: Lag) -> tuple[Entry, ...]:
    launch, name = lag.launch, provider_name(lag.launch.provider)
    sign = {How.AT_MOST: "≤ ", How.WAITING: "> "}.get(lag.how, "")
    return (
        Entry(launch.model, launch.model),
        Entry(name, name),
        Entry(str(launch.on), str(launch.on)),
        Entry("not yet") if lag.seen_on is None else Entry(str(lag.seen_on), str(lag.seen_on)),
        Entry("") if lag.days is None else Entry(f"{sign}{lag.days}", lag.days),
    )
