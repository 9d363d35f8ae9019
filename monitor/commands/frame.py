"""What every command shares: the settings file, the opened house, and how endings are said."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer

from monitor.house import House, opened
from monitor.settings import Settings, load
from monitor.sources_file import can_be_asked


class Exit(IntEnum):
    """What an exit status means."""

    SUCCESS = 0
    FAILED = 1
    USAGE = 2
    PARTIAL = 3
    NOTHING_TO_DO = 4


Config = Annotated[
    Path | None,
    typer.Option("--config", help="Settings file (default: resalewatch.toml where it exists)."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document instead of a table.")]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="As of this date.")]
By = Annotated[str, typer.Option("--by", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]


# ``resalewatch --config FILE nightly`` is as good as ``resalewatch nightly --config FILE``.
NAMED_FIRST: ContextVar[Path | None] = ContextVar("NAMED_FIRST", default=None)


def settings(config: Path | None) -> Settings:
    """The settings of this call; ``--config`` may stand before or after the command."""
    return load(config or NAMED_FIRST.get())


@contextmanager
def house(config: Path | None) -> Iterator[House]:
    """Store, archive, price book and exchange rates as the settings name them."""
    with opened(settings(config)) as rooms:
        yield rooms


def night(on: datetime | None) -> date:
    """The date asked for, else today in UTC."""
    return on.date() if on else datetime.now(UTC).date()


def now() -> datetime:
    """The wall clock, for what a person does now."""
    return datetime.now(UTC)


def web_address(url: str) -> str:
    """The address as given. Raises BadParameter for what no crawler could ask."""
    if not can_be_asked(url):
        raise typer.BadParameter(f"{url!r} is not an http(s) address like https://relay.example/")
    return url


def rates(texts: list[str]) -> dict[str, Decimal]:
    """``USDCNY=6.80`` as {"CNY": 6.80}. Raises BadParameter for anything else."""
    return dict(_rate(text) for text in texts)


def _rate(text: str) -> tuple[str, Decimal]:
    pair, _, number = text.upper().partition("=")
    try:
        value = Decimal(number)
    except InvalidOperation:
        value = Decimal("NaN")
    named = len(pair) == 6 and pair.startswith("USD") and pair.isascii() and pair.isalpha()
    if not named or not value.is_finite() or value <= 0:
        raise typer.BadParameter(f"{text!r} is not like USDCNY=6.80")
    return pair[3:], value
