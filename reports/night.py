"""The night itself, as an operator wants it in the morning: what ran, what broke, what was told."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from statistics import median

from market.judgement import Alert, Lead
from market.types import Outcome
from reports.figures import count, few
from reports.legible import brief
from reports.memory import Memory
from reports.model import Figures, IssueGroup, Night, SourceLine
from storage.views import Health, NightTally, Planned, VisitIssue

_WORDS = {
    Outcome.READ: "",
    Outcome.UNCHANGED: "",
    Outcome.DENIED: "closed to us by robots.txt",
    Outcome.BLOCKED: "behind a challenge, a log-in or a refusal",
    Outcome.DRIFTED: "no longer in the shape we know",
    Outcome.UNREACHABLE: "did not answer",
    Outcome.REFUSED: "an address we do not visit",
    Outcome.NOT_RESALE: "sells no model access",
}
_WEEK = timedelta(days=7)
_BEST = 10  # open leads shown
_DECIDED = frozenset({"done", "rejected"})
_LEVELS = ("error", "warning", "info")


def night(memory: Memory, run_id: str, on: date, apart: Collection[str] = ()) -> Night:
    """The run's tally, every source's health, issues by code, alerts, and the open leads but for
    those on channels ``apart``.
    """
    sources = _sources(memory.plan(run_id), memory.health(on))
    alerts = list(memory.alerts())
    leads = [lead for lead in _open(memory.leads(), on) if lead.channel not in apart]
    return Night(
        run=run_id,
        words=_in_words(sources),
        figures=_figures(memory.tally(run_id)),
        sources=sources,
        issues=_issues(memory.issues(run_id)),
        alerts=_alerts(alerts, on),
        alerts_of_week=_of_week(alerts, on),
        leads=tuple(leads[:_BEST] + [lead for lead in leads[_BEST:] if lead.updated_on == on]),
        leads_open=len(leads),
        leads_tonight=sum(lead.updated_on == on for lead in leads),
    )


def _figures(tally: NightTally) -> tuple[Figures, ...]:
    return (
        Figures(
            "Fetched",
            (
                ("sources due", tally.sources.due),
                ("candidates visited", tally.candidates_visited),
                ("requests", tally.requests),
                ("pages", tally.pages),
                ("kB", tally.bytes // 1000),
            ),
        ),
        Figures(
            "Channels",
            (
                ("new", tally.channels_new),
                ("known", tally.channels_known),
                ("moved", tally.channels_moved),
                ("back", tally.channels_reappeared),
                ("gone", tally.channels_gone),
                ("candidates found", tally.candidates),
            ),
        ),
        Figures(
            "Offers",
            (
                ("new", tally.offers_new),
                ("changed", tally.offers_changed),
                ("unchanged", tally.offers_unchanged),
                ("withdrawn", tally.offers_withdrawn),
                ("rows written", tally.rows_written),
            ),
        ),
        Figures(
            "Told",
            (
                *(
                    (f"{rule.replace('_', ' ')} alerts", n)
                    for rule, n in sorted(tally.alerts.items())
                ),
                ("leads new", tally.leads_new),
                ("leads updated", tally.leads_updated),
                ("issues", tally.issues),
            ),
        ),
    )


def _sources(planned: Iterable[Planned], healths: Iterable[Health]) -> tuple[SourceLine, ...]:
    visits = {plan.visit.name: plan for plan in planned}
    lines = [_line(health, visits.get(health.source)) for health in healths]
    return tuple(sorted(lines, key=lambda line: (line.healthy, line.name)))


def _line(health: Health, plan: Planned | None) -> SourceLine:
    visited = plan.visited if plan else None
    words = _WORDS[health.outcome] if health.outcome else "not finished"
    if not health.healthy and health.outcome in {Outcome.READ, Outcome.UNCHANGED}:
        words = "read, but too little of it to be believed"
    return SourceLine(
        name=health.source,
        url=plan.visit.url if plan else "",
        outcome=str(health.outcome or ""),
        words=words,
        healthy=health.healthy,
        pages=len(visited.captures) if visited else 0,
        listings=health.count,
        usual=int(median(health.counts)) if health.counts else None,
        failures=health.failures,
    )


def _in_words(sources: tuple[SourceLine, ...]) -> str:
    bad = [line for line in sources if not line.healthy]
    if not sources:
        return "No source was due."
    if not bad:
        return f"All {count(len(sources), 'source')} due were read."
    reasons: dict[str, list[str]] = defaultdict(list)
    for line in bad:
        reasons[line.words].append(line.name)
    told = "; ".join(f"{few(names)} ({words})" for words, names in sorted(reasons.items()))
    return f"{len(bad)} of {count(len(sources), 'source')} could not be read: {told}."


def _issues(seen: Iterable[VisitIssue]) -> tuple[IssueGroup, ...]:
    by_code: dict[tuple[str, str], list[VisitIssue]] = defaultdict(list)
    for each in seen:
        by_code[each.issue.level, each.issue.code].append(each)
    groups = [
        IssueGroup(code, level, len(group), len({each.source for each in group}), _few(group))
        for (level, code), group in by_code.items()
    ]
    return tuple(sorted(groups, key=lambda g: (_LEVELS.index(g.level), -g.count, g.code)))


def _few(group: list[VisitIssue]) -> tuple[str, ...]:
    told = {f"{each.source}: {brief(each.issue.message, 160)}" for each in group}
    return tuple(sorted(told)[:3])


def _alerts(alerts: Iterable[Alert], on: date) -> tuple[Alert, ...]:
    order = ("urgent", "warn", "info")
    tonight = [alert for alert in alerts if alert.on == on]
    return tuple(sorted(tonight, key=lambda a: (order.index(a.severity), a.rule, a.title, a.id)))


def _of_week(alerts: Iterable[Alert], on: date) -> tuple[tuple[str, int], ...]:
    rules = Counter(alert.rule for alert in alerts if on - _WEEK < alert.on <= on)
    return tuple(sorted(rules.items(), key=lambda told: (-told[1], told[0])))


def _open(leads: Iterable[Lead], on: date) -> list[Lead]:
    """Leads that nobody has decided, the best first."""
    waiting = [lead for lead in leads if lead.opened_on <= on and lead.status not in _DECIDED]
    return sorted(waiting, key=lambda lead: (-lead.score, lead.channel))
