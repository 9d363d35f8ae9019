"""A live picture of the night on a terminal, plain lines elsewhere; always on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from monitor.nightly import Progress as Listener
from monitor.nightly import quiet
from monitor.output import printable, warn

STEPS = {
    "replay": "ending a replay",
    "fetch": "fetching",
    "read": "reading",
    "link": "linking",
    "observe": "observing",
    "judge": "judging",
    "publish": "publishing",
    "report": "writing the report",
}
TICKS = {"visited": "fetch", "remembered": "read"}


class Live:
    """A progress bar per step."""

    def __init__(self, progress: Progress) -> None:
        """Draw into ``progress``."""
        self._progress = progress
        self._bars: dict[str, TaskID] = {}

    def __call__(self, step: str, detail: dict[str, Any]) -> None:
        """Show one event of the night."""
        if step in STEPS:
            self.end()
            total = detail.get("total", 1)
            self._bars[step] = self._progress.add_task(STEPS[step], total=total, note="")
        elif step in TICKS:
            note = printable(f"{detail['name']} {detail.get('outcome', '')}")
            self._progress.update(self._bars[TICKS[step]], advance=1, note=note)
        elif step == "crawl":
            note = printable(f"{detail['pages']} pages, {detail['host']}")
            self._progress.update(self._bars["fetch"], note=note)

    def end(self) -> None:
        """Every step so far is done."""
        for bar in self._progress.tasks:
            self._progress.update(bar.id, completed=bar.total)


def lines(step: str, detail: dict[str, Any]) -> None:
    """One plain line per event that a log should keep."""
    if step in STEPS and detail.get("total") != 0:
        total = f" {detail['total']}" if "total" in detail else ""
        warn(f"{STEPS[step]}{total}")
    elif step == "visited":
        warn(f"  {detail['outcome']:<12} {detail['name']}")


@contextmanager
def shown(*, hush: bool = False) -> Iterator[Listener]:
    """A listener that fits where standard error goes."""
    console = Console(stderr=True)
    if hush:
        yield quiet
    elif console.is_terminal:
        columns = (
            TextColumn("{task.description:<20}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Progress(*columns, console=console) as progress:
            live = Live(progress)
            yield live
            live.end()
    else:
        yield lines
