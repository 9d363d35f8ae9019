"""Files that are there whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path


def whole(path: Path, write: Callable[[Path], object]) -> Path:
    """Writes beside the file and then puts it in its place; what cannot be written leaves the old
    file, and nothing beside it. Its folder is made if need be.

    Raises ValueError for a device or a pipe, which a file would take the place of; OSError for
    what cannot be written.
    """
    if path.exists() and not path.is_file():
        raise ValueError(f"{path} is no file; name one, or a new one")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(unfinished)
        return unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
