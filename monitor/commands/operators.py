"""operators: which channels one operator runs; a belief until a person confirms it."""

from typing import Annotated, cast

import typer

from market.linkage import Reasons, Shared, Step, Tie, TooLarge
from market.wire import plain
from monitor.commands.frame import By, Config, Json, Why, house, now
from monitor.output import as_json, done
from monitor.tabular import fields, print_text, table
from storage import Unknown
from storage.operators_views import OperatorDecision, OperatorEvent, OperatorView

app = typer.Typer(help="Which channels one operator runs.", no_args_is_help=True)

Which = Annotated[
    str, typer.Argument(metavar="OPERATOR", help="Its id, one merged into it, or a channel of it.")
]
FOLDS = ("value", "counts as", "shown by")
SHARED = ("shares", "value", "counts as", "since", "seen with", "shown by")


@app.command("list")
def list_operators(as_of_json: Json = False, config: Config = None) -> None:
    """Operators of two channels and more, the largest first, and what a person is asked about."""
    with house(config) as rooms:
        found = rooms.store.operators()
        asked = rooms.store.operators_too_large(most=rooms.settings.operators.channels_at_most)
    if as_of_json:
        as_json([*found, *(_question(one) for one in asked)])
        return
    rows = [(one.id, one.state, len(one.members), one.formed_on, _keys(one)) for one in found] + [
        ("", "too_large", len(one.channels), "", list(one.channels)) for one in asked
    ]
    columns = ("operator", "state", "channels", "since", "which")
    table("Operators", columns, rows, folds=("which",), empty="No two channels share enough yet.")
    if asked:
        print_text(
            "too_large: nobody was put together there; `operators merge` those that belong, or "
            "`channels apart` those that do not."
        )


def _keys(operator: OperatorView) -> list[str]:
    return [member.channel for member in operator.members]


def _question(asked: TooLarge) -> dict[str, object]:
    return {"id": "", "state": "too_large", "members": [{"channel": c} for c in asked.channels]}


@app.command()
def show(operator: Which, as_of_json: Json = False, config: Config = None) -> None:
    """One operator: its channels, what they share, and what happened."""
    with house(config) as rooms:
        found = rooms.store.operator(operator)
        if found is None:
            raise Unknown(f"no operator {operator!r}; `resalewatch operators list` shows them")
        most = rooms.settings.operators.channels_at_most
        links = rooms.store.operator_ties(found.id, most=most)
        events = rooms.store.operator_events(found.id)
        said = rooms.store.operator_decisions(_keys(found))
    if as_of_json:
        told = {"ties": links, "events": events, "decisions": said}
        as_json({**cast("dict[str, object]", plain(found)), **told})
    else:
        _show(found, links, events, said)


def _show(
    operator: OperatorView,
    links: tuple[Tie, ...],
    events: list[OperatorEvent],
    said: list[OperatorDecision],
) -> None:
    fields(
        operator.id,
        {
            "state": operator.state,
            "since": operator.formed_on,
            "version": operator.version,
            "merged into it": list(operator.aliases),
        },
    )
    members = [(one.channel, one.since, one.name) for one in operator.members]
    table("Channels", ("channel", "since", "name"), members, folds=("name",))
    rows = [
        (tie.one, tie.other, *shared_row(one)) for tie in links for one in tie.shared if one.counts
    ]
    columns = ("channel", "and", *SHARED)
    table("What they share", columns, rows, folds=FOLDS, empty="Nothing: a person said so.")
    told = [(one.on, one.kind, one.channel, one.other, one.by) for one in events]
    table("Events", ("on", "what", "channel", "operator", "by"), told, empty="No events.")
    words = [
        (one.on, one.verdict, list(one.channels), list(one.others), one.by, one.reason)
        for one in said
    ]
    if words:
        heads = ("on", "said", "of", "from", "by", "why")
        table("What people said", heads, words, folds=("of", "from", "why"))


def shared_row(one: Shared) -> tuple[object, ...]:
    """What two channels share, as a row under SHARED."""
    counted = f"{one.strength}: {one.note}" if one.note else one.strength
    seen = f"{one.seen_with} of at most {one.cap}"
    return (one.kind, one.value, counted, one.since, seen, list(one.sources))


@app.command()
def merge(
    operators: Annotated[
        list[str], typer.Argument(metavar="A B…", help="Operators or channels that are one.")
    ],
    by: By = "operator",
    why: Why = "",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """All these are one operator's, whatever later nights show."""
    with house(config) as rooms:
        most = rooms.settings.operators.channels_at_most
        found = rooms.store.bring_together(operators, by=by, reason=why, at=now(), most=most)
    told: dict[str, object] = {"operator": found, "merged": operators, "by": by, "why": why}
    done(f"{' and '.join(operators)}: {found}", told, as_of_json=as_of_json)


@app.command()
def split(
    operator: Which,
    channels: Annotated[
        list[str], typer.Argument(metavar="CHANNEL…", help="The channels that do not belong.")
    ],
    by: By = "operator",
    why: Why = "",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """These channels are not run by the operator of the others, whatever later nights show."""
    with house(config) as rooms:
        most = rooms.settings.operators.channels_at_most
        rest = rooms.store.take_out(operator, channels, by=by, reason=why, at=now(), most=most)
    told: dict[str, object] = {"apart": channels, "from": rest, "by": by, "why": why}
    done(f"{', '.join(channels)} apart from {', '.join(rest)}", told, as_of_json=as_of_json)


@app.command()
def confirm(
    operator: Which,
    by: By = "operator",
    why: Why = "",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """A person has checked that these channels are one operator's."""
    with house(config) as rooms:
        most = rooms.settings.operators.channels_at_most
        found = rooms.store.confirm_operator(operator, by=by, reason=why, at=now(), most=most)
    told: dict[str, object] = {"operator": found, "state": "confirmed", "by": by, "why": why}
    done(f"{found}: confirmed", told, as_of_json=as_of_json)


ANSWERS = {
    "together": "one operator's",
    "kept_apart": "not together: a person keeps them apart",
    "too_large": "not together: the operator would be too large to be believed; a person is asked",
    "contacts_differ": "not together: what they share is shown under contacts that differ, as an "
    "agency's keys or a copied page would be",
    "not_enough": "not together: what they share is not enough; another sort is needed beside it",
    "above_cap": "not together: too many channels show what they share",
    "only_weak": "not together: what they share says nothing of who runs them",
    "nothing_shared": "not together: they share nothing",
}


def tell_reasons(reasons: Reasons) -> None:
    """Why two channels are one operator's, or are not, for a person to read."""
    print_text(f"{reasons.one} and {reasons.other}: {ANSWERS[reasons.answer]}")
    if reasons.decision is not None:
        print_text(f"said by {reasons.decision.by}: {reasons.decision.reason or 'no reason given'}")
    steps = reasons.steps or (Step(reasons.direct.one, reasons.direct.other, reasons.direct),)
    rows = [row for step in steps for row in _rows(step)]
    columns = ("channel", "and", *SHARED)
    table("", columns, rows, folds=FOLDS, empty=" ")


def _rows(step: Step) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    if step.decision is not None:
        said = f"said by {step.decision.by}: {step.decision.reason or 'no reason given'}"
        rows.append((step.one, step.other, "", "", said, step.decision.on, "", ""))
    if step.tie is not None:
        rows += [(step.one, step.other, *shared_row(one)) for one in step.tie.shared]
    return rows
