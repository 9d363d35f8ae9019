"""probe: what a site is and what it charges."""

from typing import Annotated, Any

import typer

from monitor.commands.frame import Config, Exit, Json, On, night, rates, settings, web_address
from monitor.output import as_json
from monitor.probe import probe as probe_site
from monitor.tables import exchange_rates, price_book
from monitor.tabular import fields, table

app = typer.Typer()

_OFFER = ("model", "unit", "share of list", "paid", "group", "supply", "basis")


@app.command()
def probe(
    url: Annotated[str, typer.Argument(callback=web_address)],
    on: On = None,
    fx: Annotated[list[str] | None, typer.Option(help="USDCNY=6.80; may be repeated.")] = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Say what a site is, what it charges and how sure we are. Nothing is stored."""
    chosen = settings(config)
    book = price_book(chosen.market)
    overridden = exchange_rates(chosen.market).with_overrides(rates(fx or []))
    answer = probe_site(url, chosen, book, overridden, night(on))
    if as_of_json:
        as_json(answer)
    else:
        _show(answer)
    raise typer.Exit(Exit.SUCCESS if answer["outcome"] == "read" else Exit.PARTIAL)


def _show(answer: dict[str, Any]) -> None:
    head = {name: answer[name] for name in ("outcome", "family", "named_after", "requests")}
    fields(answer["url"], {**head, "top-up": _top_up(answer["top_up"])})
    if answer["offers"]:
        rows = [_offer_row(offer) for offer in answer["offers"]]
        table("Offers", _OFFER, rows, folds=("group", "supply", "basis"))
    for title, key, columns, folds in (
        ("Facts", "facts", ("kind", "place", "quote"), ("place", "quote")),
        ("Identifiers", "identifiers", ("kind", "value"), ("value",)),
        ("Issues", "issues", ("level", "code", "message"), ("message",)),
    ):
        if answer[key]:
            rows = [tuple(row.get(column) for column in columns) for row in answer[key]]
            table(title, columns, rows, folds=folds)


def _top_up(top_up: dict[str, str] | None) -> str | None:
    if top_up is None:
        return None
    told = f"{top_up['amount']} {top_up['currency']} for one credited dollar"
    return f"{told} ({top_up['basis']}: {top_up['source']})"


def _offer_row(offer: dict[str, Any]) -> tuple[object, ...]:
    share = offer["share_of_list"]
    told = None if share is None else f"{float(share):.2%}"
    paid = f"{offer['paid']} {offer['currency']}"
    return (offer["model"], offer["unit"], told, paid, *(offer[name] for name in _OFFER[4:]))
