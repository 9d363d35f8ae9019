"""How a rule makes an alert of its finding: the id, the order and the bounds in one place."""

from collections.abc import Iterable
from datetime import date

from alerts.identity import alert_id
from market.judgement import Alert, EvidenceRef, Severity

MOST_EVIDENCE = 20


def alert(
    rule: str,
    *,
    on: date,
    severity: Severity,
    title: str,
    reason: str,
    entities: Iterable[str],
    evidence: Iterable[EvidenceRef] = (),
) -> Alert:
    """An open alert; entities and evidence sorted and without repeats, so reruns are equal."""
    about = tuple(sorted(set(entities)))
    return Alert(
        id=alert_id(rule, about),
        rule=rule,
        entities=about,
        on=on,
        severity=severity,
        title=_one_line(title),
        reason=_one_line(reason),
        evidence=tidy(evidence),
    )


def tidy(evidence: Iterable[EvidenceRef]) -> tuple[EvidenceRef, ...]:
    """References sorted, each quote of each page once, at most twenty."""
    once = {(ref.digest, ref.url, ref.quote, ref.place): ref for ref in evidence}
    return tuple(once[key] for key in sorted(once))[:MOST_EVIDENCE]


def about(alert: Alert, noun: str) -> list[str]:
    """The alert's entities of one sort: ``about(alert, "channel")``."""
    prefix = f"{noun}:"
    return [entity.removeprefix(prefix) for entity in alert.entities if entity.startswith(prefix)]


def _one_line(text: str) -> str:
    return " ".join(text.split())
