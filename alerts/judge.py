"""One night judged: rules over memory, leads from alerts, messages to targets; stored in one go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from alerts.gathering import Books, night_of, picture_of
from alerts.identity import dispatch_id
from alerts.leads import build_leads
from alerts.messages import Message, of_alert, of_cap, of_lead
from alerts.night import Night
from alerts.pseudonyms import Veil
from alerts.rules import RULES
from alerts.targets import Target
from market.fx import FxRates
from market.judgement import Alert, Dispatch, Lead, Severity
from market.pricebook import PriceBook
from storage import Store
from storage.views import Raised


@dataclass(frozen=True, slots=True)
class Telling:
    """How loud a night may be, and the key under which people's handles become signs."""

    individually_at_most: int = 200
    pseudonym_key: str = field(default="", repr=False)


def judge(
    store: Store,
    run_id: str,
    on: date,
    targets: Sequence[Target],
    book: PriceBook,
    fx: FxRates,
    telling: Telling = Telling(),
) -> Raised:
    """Raise what the night gives cause for. Judging a night again adds nothing."""
    books = Books(book, fx, on)
    alerts = verdicts(night_of(store, run_id, on, books))
    leads = list(
        build_leads(alerts, on, lambda channel: picture_of(store, channel, books), store.lead)
    )
    messages = told(alerts, leads, on, telling)
    return store.raise_alerts(run_id, alerts, leads, list(addressed(messages, targets)))


def verdicts(night: Night) -> list[Alert]:
    """Every rule's alerts, the urgent first, in an order that does not depend on chance."""
    found = {alert.id: alert for rule in RULES.values() for alert in rule(night)}
    return sorted(found.values(), key=lambda a: (_LOUDNESS[a.severity], a.rule, a.entities))


_LOUDNESS = {Severity.URGENT: 0, Severity.WARN: 1, Severity.INFO: 2}


def told(
    alerts: Sequence[Alert], leads: Sequence[Lead], on: date, telling: Telling
) -> Iterator[Message]:
    """What is said: each rule's alerts and the leads one by one up to the cap, the rest counted."""
    veil = Veil(telling.pseudonym_key)
    most = telling.individually_at_most
    by_rule: dict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        by_rule[alert.rule].append(alert)
    for rule, raised in by_rule.items():
        yield from (of_alert(alert, veil) for alert in raised[:most])
        if raised[most:]:
            yield of_cap(rule, on, [alert.id for alert in raised[most:]])
    best_first = sorted(leads, key=lambda lead: (-lead.score, lead.id))
    yield from (of_lead(lead, veil) for lead in best_first[:most])
    if best_first[most:]:
        yield of_cap("leads", on, [lead.id for lead in best_first[most:]])


def addressed(messages: Iterable[Message], targets: Sequence[Target]) -> Iterator[Dispatch]:
    """Each message to each target, under an id that is the same whenever it is built again."""
    for message in messages:
        for target in targets:
            yield Dispatch(
                id=dispatch_id(target.name, message.kind, *message.parts),
                target=target.name,
                entity=message.entity,
                kind=message.kind,
                body=message.body,
            )
