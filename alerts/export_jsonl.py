"""Leads as JSON lines: one lead per line with its reasons, its best offer and its evidence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from alerts.gathering import Books, best_share
from alerts.night import Share
from alerts.pseudonyms import Veil, person_in
from market import wire
from market.claims import Contact
from market.judgement import Alert, Lead
from storage import Store


def lead_lines(
    store: Store, books: Books, *, privileged: bool, pseudonym_key: str = ""
) -> Iterator[bytes]:
    """The best lead first, a newline after each; the same bytes while nothing changed.

    People's handles appear only when ``privileged``; else signs made with ``pseudonym_key`` stand
    for them, and without a key nothing at all.
    """
    alerts = {alert.id: alert for alert in store.alerts()}
    for lead in sorted(store.leads(), key=lambda lead: (-lead.score, lead.channel)):
        best = best_share((view.offer for view in store.offers_on(books.on, lead.channel)), books)
        people = handles_of(store, lead.channel)
        line = lead_line(lead, alerts, best, people)
        if not privileged:
            line = veiled(line, Veil(pseudonym_key), people)
        yield wire.encode(line) + b"\n"


def lead_line(
    lead: Lead, alerts: Mapping[str, Alert], best: Share | None, people: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """One lead as plain values, with everything a reader needs to judge it."""
    told = sorted(
        (alerts[id] for id in lead.alerts if id in alerts),  # noqa: A001
        key=lambda alert: (alert.on, alert.rule, alert.id),
    )
    return {
        "id": lead.id,
        "channel": lead.channel,
        "name": lead.name,
        "status": lead.status,
        "disposition": lead.disposition,
        "opened_on": _day(lead.opened_on),
        "updated_on": _day(lead.updated_on),
        "score": lead.score,
        "score_version": lead.score_version,
        "parts": [wire.plain(part) for part in lead.parts],
        "alerts": [_alert(alert) for alert in told],
        "contacts": [{"platform": platform, "handle": handle} for platform, handle in people],
        "best_offer": None if best is None else _offer(best),
        "evidence": [wire.plain(ref) for ref in lead.evidence],
    }


def handles_of(store: Store, channel: str) -> list[tuple[str, str]]:
    """(platform, handle) of the people behind a channel, as far as they were read."""
    found = {
        (fact.value.platform, fact.value.value)
        for fact in store.facts(channel)
        if isinstance(fact.value, Contact) and fact.value.platform != "site"
    }
    person = person_in(channel)
    return sorted(found | ({person} if person else set()))


def veiled(value: Any, veil: Veil, known: list[tuple[str, str]]) -> Any:
    """The same shape with signs in place of handles, however deep they stand."""
    match value:
        case str():
            return veil.text(value, known)
        case list():
            return [veiled(one, veil, known) for one in value]
        case dict():
            return {name: veiled(one, veil, known) for name, one in value.items()}
        case _:
            return value


def _alert(alert: Alert) -> dict[str, str]:
    return {"id": alert.id, "rule": alert.rule, "on": _day(alert.on), "reason": alert.reason}


def _offer(best: Share) -> dict[str, str]:
    offer = best.offer
    return {
        "provider": offer.provider,
        "model": offer.model,
        "group": offer.group,
        "access": offer.access.value,
        "supply": offer.supply,
        "unit": offer.unit.value,
        "paid": str(offer.paid),
        "currency": offer.currency,
        "basis": offer.basis.value,
        "share_of_list": str(best.of_list),
    }


def _day(on: date) -> str:
    return on.isoformat()
