"""coverage: how much of the market is seen."""

import typer

from market.statistics.intervals import Interval
from market.trends.coverage import Recall
from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, On, house
from monitor.output import as_json, warn
from monitor.tabular import print_text, table
from reports.coverage import Seen, in_words, of

app = typer.Typer()


@app.command()
def coverage(on: On = None, as_of_json: Json = False, config: Config = None) -> None:
    """How much of the market is seen: a lower bound of its size, and what each source adds."""
    with house(config) as rooms:
        last = max((run.on for run in rooms.store.runs()), default=None)
        night = on.date() if on else last
        if night is None:
            warn("no night yet; `resalewatch nightly` runs one")
            raise typer.Exit(Exit.NOTHING_TO_DO)
        seen = of(rooms.store, night)
    if as_of_json:
        as_json({**_plain(seen), "sentence": in_words(seen)})
    else:
        _show(seen)
    raise typer.Exit(Exit.SUCCESS if seen.coverage.operators else Exit.NOTHING_TO_DO)


def _plain(seen: Seen) -> dict[str, object]:
    told = plain(seen)
    return told if isinstance(told, dict) else {}


def _show(seen: Seen) -> None:
    print_text(in_words(seen))
    rows = [_row(one) for one in seen.coverage.recalls]
    columns = ("source", "operators", "only there", "found without it")
    empty = "Nobody but the sellers themselves has shown a seller."
    table("What each source adds", columns, rows, folds=("source",), empty=empty)
    nightly = seen.coverage.nightly
    if nightly is None:
        print_text("One night's detection: not estimable, fewer than eight nights.")
    else:
        print_text(
            f"One night finds {nightly.detection:.1%} of the operators within reach; "
            f"{nightly.survival:.2%} of them are still there a night later "
            f"({nightly.nights} nights)."
        )
    lately = seen.discovery.lately
    if lately is not None:
        print_text(f"New operators per 1,000 pages in the last four weeks: {lately:.1f}")


def _row(one: Recall) -> tuple[object, ...]:
    return one.witness, one.operators, one.alone, _share(one.found)


def _share(found: Interval) -> str:
    return f"{found.value:.0%} ({found.low:.0%} to {found.high:.0%})"
