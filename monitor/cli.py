"""The command ``resalewatch``."""

import os
import sys

import typer
from pydantic import ValidationError

from monitor.commands import (
    alerts,
    ask,
    backtest,
    books,
    care,
    channels,
    coverage,
    labels,
    leads,
    looking,
    nights,
    operators,
    orphans,
    sources,
    trend,
    vintages,
)
from monitor.commands.frame import NAMED_FIRST, Config, Exit
from monitor.output import warn
from storage.errors import StoreError, WrongUrl

app = typer.Typer(
    help="A nightly monitor of the public resale market for AI-model access.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def root(config: Config = None) -> None:
    """A nightly monitor of the public resale market for AI-model access."""
    NAMED_FIRST.set(config)


SINGLE = (nights, looking, trend, ask, coverage, backtest, orphans, care, labels)
for verbs in SINGLE:
    app.registered_commands += verbs.app.registered_commands
for noun, group in (
    ("sources", sources.app),
    ("channels", channels.app),
    ("operators", operators.app),
    ("alerts", alerts.app),
    ("leads", leads.app),
    ("vintages", vintages.app),
    ("prices", books.prices),
    ("fx", books.fx),
):
    app.add_typer(group, name=noun)


def main() -> None:
    """Run a command; what goes wrong is said in a sentence, not in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show 元 shows \u
    try:
        app(prog_name="resalewatch")
    except ValidationError as error:
        _say_settings(error)
        sys.exit(Exit.USAGE)
    except BrokenPipeError:  # the reader has seen enough: `resalewatch export … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.FAILED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        warn(f"resalewatch: {place}{error.strerror or error}")
        sys.exit(Exit.FAILED)
    except (ValueError, WrongUrl) as error:
        warn(f"resalewatch: {error}")
        sys.exit(Exit.USAGE)
    except StoreError as error:
        warn(f"resalewatch: {error}")
        sys.exit(Exit.FAILED)


def _say_settings(error: ValidationError) -> None:
    for problem in error.errors():
        said = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden":
            said = "there is no such setting; docs/operating.md has them all"
        warn(f"resalewatch: setting {'.'.join(map(str, problem['loc']))}: {said}")


if __name__ == "__main__":
    main()
