"""prices and fx: the dated tables that offers are set against."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from market.fx import FxRates, dump_rows, parse_ecb
from market.prices import (
    PriceRow,
    build,
    disagreements,
    installed_genai_quotes,
    litellm_quotes,
    refresh,
)
from market.prices import dump_rows as dump_prices
from market.types import Unit
from monitor.commands.frame import Config, Exit, Json, On, night, settings
from monitor.output import as_json, say, table, warn
from monitor.tables import price_book, text_of

prices = typer.Typer(help="The official price book.", no_args_is_help=True)
fx = typer.Typer(help="Exchange rates.", no_args_is_help=True)

Out = Annotated[Path, typer.Option("--out", help="File to write.")]


@prices.command("refresh")
def refresh_prices(
    litellm: Annotated[Path, typer.Option(help="litellm's model_prices_and_context_window.json.")],
    out: Out,
    on: On = None,
    config: Config = None,
) -> None:
    """Read both published tables again; a changed price becomes a new dated row, never an edit."""
    day = night(on)
    known = [row for row in price_book(settings(config).market).rows() if row.unit != Unit.MONTH]
    try:
        genai = installed_genai_quotes()
    except ImportError:
        warn("the genai-prices package is not installed: pip install genai-prices")
        raise typer.Exit(Exit.FAILED) from None
    fresh = build(genai, litellm_quotes(text_of(litellm), day))
    done = refresh(known, fresh, day)
    out.write_text(dump_prices(done.rows), encoding="utf-8")
    _show(done.added, "New rows", as_of_json=False)
    say(f"{len(done.added)} new rows, {len(done.disagreeing)} where the tables disagree: {out}")


@prices.command("disagreements")
def list_disagreements(as_of_json: Json = False, config: Config = None) -> None:
    """Rows on which the two published tables do not agree, and which one is used."""
    _show(disagreements(price_book(settings(config).market).rows()), "Disagreements", as_of_json)


def _show(rows: tuple[PriceRow, ...], title: str, as_of_json: bool) -> None:
    if as_of_json:
        as_json(rows)
        return
    columns = ("provider", "model", "unit", "usd", "from", "genai", "litellm", "note")
    cells = [
        (r.provider, r.model, r.unit, r.usd, r.valid_from, r.genai, r.litellm, r.note) for r in rows
    ]
    table(title, columns, cells)


@fx.command("refresh")
def refresh_fx(
    history: Annotated[Path, typer.Argument(help="The ECB's eurofxref-hist.csv.")], out: Out
) -> None:
    """Exchange rates from the European Central Bank's published history."""
    rows = parse_ecb(text_of(history))
    if not rows:
        warn(f"{history} has no rates since 2024")
        raise typer.Exit(Exit.FAILED)
    known = {row for row in FxRates.load().rows() if row.day > max(r.day for r in rows)}
    out.write_text(dump_rows((*rows, *known)), encoding="utf-8")
    last: date = max(row.day for row in rows)
    say(f"{len(rows)} rates up to {last}: {out}")
