"""Where standard output goes."""

import sys

from rich.console import Console


def is_terminal() -> bool:
    """Whether a person is looking, rather than a file or another program."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns, as ``COLUMNS`` or the terminal says."""
    return Console().width
