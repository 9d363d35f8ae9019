"""prices and fx: the dated tables that offers are set against."""

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
from monitor.output import as_json, done, warn
from monitor.tables import parsed, price_book
from monitor.tabular import table

prices = typer.Typer(help="The official price book.", no_args_is_help=True)
fx = typer.Typer(help="Exchange rates.", no_args_is_help=True)

Out = Annotated[Path, typer.Option("--out", help="File to write.")]


@prices.command("refresh")
def refresh_prices(
    litellm: Annotated[Path, typer.Option(help="litellm's model_prices_and_context_window.json.")],
    out: Out,
    on: On = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Read both published tables again; a changed price becomes a new dated row, never an edit."""
    day = night(on)
    known = [row for row in price_book(settings(config).market).rows() if row.unit != Unit.MONTH]
    listed = parsed(litellm, lambda text: litellm_quotes(text, day), "litellm's table of models")
    try:
        genai = installed_genai_quotes()
    except ImportError:
        warn("the genai-prices package is not installed: pip install genai-prices")
        raise typer.Exit(Exit.FAILED) from None
    fresh = refresh(known, build(genai, listed), day)
    out.write_text(dump_prices(fresh.rows), encoding="utf-8")
    if not as_of_json and fresh.added:
        _show(fresh.added, "New rows")
    added, differ = len(fresh.added), len(fresh.disagreeing)
    done(
        f"{added} new rows, {differ} where the tables disagree: {out}",
        {"new": fresh.added, "disagreeing": differ, "out": str(out)},
        as_of_json=as_of_json,
    )


@prices.command("disagreements")
def list_disagreements(as_of_json: Json = False, config: Config = None) -> None:
    """Rows on which the two published tables do not agree, and which one is used."""
    found = disagreements(price_book(settings(config).market).rows())
    if as_of_json:
        as_json(found)
    else:
        _show(found, "Disagreements")


def _show(rows: tuple[PriceRow, ...], title: str) -> None:
    columns = ("provider", "model", "unit", "from", "usd", "genai", "litellm", "note")
    cells = [
        (r.provider, r.model, r.unit, r.valid_from, r.usd, r.genai, r.litellm, r.note) for r in rows
    ]
    table(title, columns, cells, folds=columns[4:], empty="None.")


@fx.command("refresh")
def refresh_fx(
    history: Annotated[Path, typer.Argument(help="The ECB's eurofxref-hist.csv.")],
    out: Out,
    as_of_json: Json = False,
) -> None:
    """Exchange rates from the European Central Bank's published history."""
    rows = parsed(history, parse_ecb, "the ECB's eurofxref-hist.csv")
    last = max(row.day for row in rows)
    newer = {row for row in FxRates.load().rows() if row.day > last}
    out.write_text(dump_rows((*rows, *newer)), encoding="utf-8")
    told: dict[str, object] = {"rates": len(rows), "last": last, "out": str(out)}
    done(f"{len(rows)} rates up to {last}: {out}", told, as_of_json=as_of_json)
