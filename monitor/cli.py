"""The command ``resalewatch``."""

import sys

import typer
from pydantic import ValidationError

from monitor.commands import alerts, books, care, channels, leads, nights, sources
from monitor.commands.frame import NAMED_FIRST, Config, Exit
from monitor.output import warn
from storage.errors import StoreError

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


for verbs in (nights.app, care.app):
    app.registered_commands += verbs.registered_commands
for noun, group in (
    ("sources", sources.app),
    ("channels", channels.app),
    ("alerts", alerts.app),
    ("leads", leads.app),
    ("prices", books.prices),
    ("fx", books.fx),
):
    app.add_typer(group, name=noun)


def main() -> None:
    """Run a command; what goes wrong is said in a sentence, not in a traceback."""
    try:
        app()
    except ValidationError as error:
        for problem in error.errors():
            warn(f"setting {'.'.join(map(str, problem['loc']))}: {problem['msg']}")
        sys.exit(Exit.USAGE)
    except (StoreError, FileNotFoundError, ValueError) as error:
        warn(f"resalewatch: {error}")
        sys.exit(Exit.FAILED)


if __name__ == "__main__":
    main()
