"""What is sent of an alert, a lead or a cap: thin, small, without handles or credentials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alerts.pseudonyms import Veil, person_in
from alerts.raising import about
from market import wire
from market.judgement import Alert, EvidenceRef, Lead
from market.redaction import redact

LARGEST_BODY = 20_000

Person = tuple[str, str]  # platform and handle


@dataclass(frozen=True, slots=True)
class Message:
    """A body and what it is about, before it is addressed to anybody."""

    kind: str  # "alert", "lead", "digest"
    entity: str
    parts: tuple[str, ...]  # what makes it the same message
    body: str


def of_alert(alert: Alert, veil: Veil) -> Message:
    """One alert; one that speaks of many at once is a digest."""
    data = {
        "id": alert.id,
        "rule": alert.rule,
        "on": alert.on.isoformat(),
        "severity": alert.severity.value,
        "title": _safe(alert.title, alert, veil),
        "reason": _safe(alert.reason, alert, veil),
        "entities": [_entity(entity, veil) for entity in alert.entities[:50]],
        "evidence": [_shown(ref, alert, veil) for ref in alert.evidence[:5]],
    }
    kind = "digest" if alert.rule in {"onboarding", "held_back"} else "alert"
    return Message(kind, entity_of(alert), (alert.id,), _body(f"{kind}.{alert.rule}", data))


def of_lead(lead: Lead, veil: Veil) -> Message:
    """One lead as it stands; sent again only when another alert joined it."""
    people = _people([lead.channel])
    data = {
        "id": lead.id,
        "channel": veil.channel(lead.channel),
        "name": _quoted(lead.name, people, veil),
        "score": lead.score,
        "score_version": lead.score_version,
        "parts": [
            {"name": part.name, "points": part.points, "why": _quoted(part.why, people, veil)}
            for part in lead.parts
        ],
        "alerts": list(lead.alerts[:50]),
        "opened_on": lead.opened_on.isoformat(),
        "updated_on": lead.updated_on.isoformat(),
        "evidence": [_ref(ref, people, veil) for ref in lead.evidence[:5]],
    }
    body = _body("lead.updated" if len(lead.alerts) > 1 else "lead.opened", data)
    return Message("lead", f"channel:{lead.channel}", (lead.id, *lead.alerts), body)


def of_cap(what: str, on: date, held: Sequence[str]) -> Message:
    """How many of one sort did not go out one by one on a night; all of them are stored."""
    data = {"what": what, "on": on.isoformat(), "held_back": len(held), "ids": sorted(held)[:50]}
    parts = ("cap", what, on.isoformat())
    return Message("digest", f"digest:{what}", parts, _body(f"digest.{what}", data))


def entity_of(alert: Alert) -> str:
    """What an alert's messages queue behind: its channel, else its source, else itself."""
    for noun in ("channel", "source"):
        if found := about(alert, noun):
            return f"{noun}:{found[0]}"
    return alert.entities[0]


def _entity(entity: str, veil: Veil) -> str:
    noun, _, name = entity.partition(":")
    if noun in {"channel", "operator"}:
        return f"{noun}:{veil.channel(name)}"
    return entity if noun == "credential" else f"{noun}:{veil.text(redact(name).body)}"


def _safe(text: str, alert: Alert, veil: Veil) -> str:
    return _quoted(text, _people(_channels(alert)), veil, at_most=1000)


def _shown(ref: EvidenceRef, alert: Alert, veil: Veil) -> dict[str, str]:
    return _ref(ref, _people(_channels(alert)), veil)


def _ref(ref: EvidenceRef, people: Sequence[Person], veil: Veil) -> dict[str, str]:
    """Where the words stand, in which bytes, and the words."""
    return {
        "url": _quoted(ref.url, people, veil),
        "digest": ref.digest,
        "quote": _quoted(ref.quote, people, veil),
        "place": _quoted(ref.place, people, veil),
        "seen_on": ref.seen_on.isoformat() if ref.seen_on else "",
    }


def _quoted(text: str, people: Sequence[Person], veil: Veil, at_most: int = 200) -> str:
    """Safe to leave; cut last, so that no half of a handle gets past the veil."""
    return veil.text(redact(text).body[: 4 * at_most], people)[:at_most]


def _channels(alert: Alert) -> list[str]:
    return [name for noun in ("channel", "operator") for name in about(alert, noun)]


def _people(channels: Sequence[str]) -> list[Person]:
    return [person for name in channels if (person := person_in(name)) is not None]


def _body(kind: str, data: Mapping[str, object]) -> str:
    """Standard Webhooks' shape; no time of execution, so the same finding is the same body."""
    body = wire.encode({"type": f"resalewatch.{kind}", "data": data})
    if len(body) >= LARGEST_BODY:
        raise ValueError(f"a message of {len(body)} bytes is too large to send")
    return body.decode()
