"""Many offers of one seller that fell together are one alert, led by the biggest move."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from alerts.night import Move, Night
from alerts.raising import alert
from alerts.wording import count, money, percent
from market.judgement import Alert, Severity
from market.spoken import UNIT_WORDS, provider_name, provider_said
from market.types import Unit

_UNITS = (Unit.INPUT, Unit.OUTPUT)
_TITLES = {"price_drop": "Price drop", "suspect_price": "Suspect price"}


def alert_per_seller(
    rule: str, night: Night, moves: Iterable[Move], severity: Severity
) -> Iterator[Alert]:
    """One alert per operator and provider, none for those told of within the week before."""
    for (operator, provider), together in groupby(sorted(moves, key=_order), key=_seller):
        fell = list(together)
        if (rule, operator, provider) in night.told:
            continue
        yield alert(
            rule,
            on=night.on,
            severity=severity,
            title=f"{_TITLES[rule]}: {fell[0].history.channel}, {provider_name(provider)}",
            reason=_reason(fell),
            entities=[
                f"operator:{operator}",
                f"provider:{provider}",
                f"on:{night.on.isoformat()}",
                *(f"channel:{move.history.channel}" for move in fell),
            ],
            evidence=(
                ref for move in fell[:2] for ref in (move.history.before, move.history.after)
            ),
        )


def _seller(move: Move) -> tuple[str, str]:
    return move.history.operator, move.history.provider


def _order(move: Move) -> tuple[object, ...]:
    """Within a seller the biggest cut first, of equals what people compare prices by; then by
    name, so that reruns tell the same.
    """
    told = move.history
    place = _UNITS.index(told.unit) if told.unit in _UNITS else len(_UNITS)
    names = (told.channel, told.model, told.group, told.unit, told.listed_as, told.access)
    return (*_seller(move), -move.step.cut, place, *names)


def _reason(fell: list[Move]) -> str:
    lead = fell[0]
    told, step = lead.history, lead.step
    price = "an unknown share" if lead.share is None else percent(lead.share)
    what = told.model or told.listed_as
    group = f" in group {told.group}" if told.group and told.group != what else ""
    before, after = money(step.before, told.currency), money(step.after, told.currency)
    return (
        f"{told.channel} sells {provider_said(told.provider)} at {price} of list"
        f" since {lead.since.isoformat()}: {what}{group} fell from {before} to {after}"
        f" per {UNIT_WORDS[told.unit]} (−{step.cut * 100:.0f} %);"
        f" {count(len(fell), 'offer')} fell, read twice"
    )
