"""channels: who sells."""

from typing import Annotated, cast

import typer

from market.turnover import Turnover, together
from market.types import ChannelStatus
from market.wire import plain
from monitor.commands.candidates import show_waiting, show_why, waiting
from monitor.commands.frame import By, Config, Exit, Json, Why, house, now
from monitor.commands.operators import tell_reasons
from monitor.output import as_json, done
from monitor.tabular import fields, table
from storage import Unknown
from storage.views import ChannelView, FactView, IdentifierView, OfferView

app = typer.Typer(help="Who sells.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="CHANNEL", help="Its key, an address or a name.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Another channel.")]


@app.command("list")
def list_channels(
    status: Annotated[ChannelStatus | None, typer.Option()] = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Every channel with its addresses and when it was first and last seen.

    Candidates come with their score, its reasons, and the night of their next visit.
    """
    with house(config) as rooms:
        if status is ChannelStatus.CANDIDATE:
            show_waiting(rooms, as_of_json=as_of_json)
            return
        known = rooms.store.channels(status)
    if as_of_json:
        as_json(known)
        return
    columns = ("channel", "status", "first seen", "last seen", "offers", "name")
    rows = [(c.key, c.status, c.first_seen, c.last_seen, c.offers, c.name) for c in known]
    empty = "No such channels: `resalewatch nightly` finds them."
    table("Channels", columns, rows, folds=("name",), empty=empty)


@app.command()
def show(channel: Which, as_of_json: Json = False, config: Config = None) -> None:
    """One channel: addresses, identifiers, facts, offers in force; of a candidate, its score."""
    with house(config) as rooms:
        found = rooms.store.channel(channel)
        if found is None:
            raise Unknown(f"no channel {channel!r}; `resalewatch channels list` names them all")
        facts = rooms.store.facts(found.key)
        identifiers = rooms.store.identifiers(found.key)
        last = max((run.on for run in rooms.store.runs()), default=found.first_seen)
        offers = list(rooms.store.offers_on(last, found.key))
        volume = together(rooms.store.counters(found.key))
        waits = next((one for one in waiting(rooms) if one.key == found.key), None)
    if as_of_json:
        told = {"channel": found, "facts": facts, "identifiers": identifiers, "offers": offers}
        as_json({**told, "volume": volume, **({"candidate": waits} if waits else {})})
    else:
        _show(found, facts, identifiers, offers)
        _show_volume(volume)
        if waits:
            show_why(waits)


def _show(
    channel: ChannelView,
    facts: list[FactView],
    identifiers: list[IdentifierView],
    offers: list[OfferView],
) -> None:
    head = cast("dict[str, object]", plain(channel))
    aliases = [f"{one.value} ({one.scope or one.kind})" for one in channel.aliases]
    fields(channel.key, {**head, "aliases": aliases})
    rows = [(fact.kind, fact.first_seen, fact.gone_on, fact.quote) for fact in facts]
    table(
        "Facts", ("kind", "first seen", "gone", "quote"), rows, folds=("quote",), empty="No facts."
    )
    own = [(one.kind, one.value) for one in identifiers]
    table("Identifiers", ("kind", "value"), own, folds=("value",), empty="No identifiers.")
    priced = [
        (one.offer.model, one.offer.unit, one.offer.paid, one.offer.currency, one.offer.group)
        for one in offers
    ]
    columns = ("model", "unit", "paid", "currency", "group")
    table("Offers in force", columns, priced, folds=("group",), empty="No offers in force.")


def _show_volume(volume: Turnover) -> None:
    """What the shop's counters claim, and what must have gone while we looked."""
    rows = [(volume.claimed, volume.observed, volume.since, volume.until)] if volume.since else []
    columns = ("claimed sold", "observed at least", "since", "until")
    table("Volume", columns, rows, empty="No counters of stock or sales.")


@app.command()
def mark(
    channel: Which,
    status: ChannelStatus,
    by: By = "operator",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Say what a channel is; a person's word beats what nights conclude."""
    with house(config) as rooms:
        rooms.store.mark(channel, status, by=by, at=now())
    told: dict[str, object] = {"channel": channel, "status": status, "by": by}
    done(f"{channel}: {status}", told, as_of_json=as_of_json)


@app.command()
def merge(
    keep: Which,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The channel that is the same.")],
    by: By = "operator",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Two channels are one: the second becomes an alias of the first."""
    with house(config) as rooms:
        rooms.store.merge(keep, other, by=by, at=now())
        rooms.store.link_operators_again(most=rooms.settings.operators.channels_at_most)
    told: dict[str, object] = {"channel": keep, "absorbed": other, "by": by}
    done(f"{other} is {keep}", told, as_of_json=as_of_json)


@app.command()
def why(channel: Which, other: Other, as_of_json: Json = False, config: Config = None) -> None:
    """Why two channels are believed to be one operator's, or why they are not."""
    with house(config) as rooms:
        most = rooms.settings.operators.channels_at_most
        reasons = rooms.store.why(channel, other, most=most)
    if as_of_json:
        told = cast("dict[str, object]", plain(reasons))
        as_json({"together": reasons.together, **told})
    else:
        tell_reasons(reasons)
    if not reasons.together:
        raise typer.Exit(Exit.NOTHING_TO_DO)


@app.command()
def apart(
    channel: Which,
    other: Other,
    by: By = "operator",
    why: Why = "",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Two channels are never one operator's, whatever later nights show."""
    with house(config) as rooms:
        most = rooms.settings.operators.channels_at_most
        rooms.store.keep_apart(channel, other, by=by, reason=why, at=now(), most=most)
    told: dict[str, object] = {"channel": channel, "apart_from": other, "by": by, "why": why}
    done(f"{channel} apart from {other}", told, as_of_json=as_of_json)
