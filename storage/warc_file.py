"""A WARC file being written: named apart until it is whole, locked while its writer lives."""

import fcntl
import os
from pathlib import Path

from storage.warc_reading import whole_length

OPEN = ".open"  # ends the name of a file still being written


class WarcFile:
    """One new file that only grows. A killed writer's lock is let go by the kernel."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.name, self._file = _claim(folder, name)
        self.end = 0

    def append(self, data: bytes) -> int:
        """Write at the end, past any buffer of this process; where the data begins."""
        start = self.end
        view = memoryview(data)
        while view:
            view = view[os.write(self._file, view) :]
        self.end += len(data)
        return start

    def sync(self) -> None:
        """Return once everything appended so far is on the disk."""
        os.fsync(self._file)

    def close(self) -> None:
        """Give the file its final name."""
        self.sync()
        (self.folder / (self.name + OPEN)).rename(self.folder / self.name)
        os.close(self._file)


def mend(path: Path) -> bool:
    """Cut a file whose writer was killed to its whole records and give it its final name.

    False, and nothing done, if its writer still lives.
    """
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        whole = whole_length(path)
        file.truncate(whole)
        os.fsync(file.fileno())
        if whole:
            path.rename(path.with_name(path.name.removesuffix(OPEN)))
        else:
            path.unlink()
    return True


def _claim(folder: Path, name: str) -> tuple[str, int]:
    number = 1
    while True:
        final = folder / f"{name}-{number:05d}.warc.gz"
        file = _create(final.with_name(final.name + OPEN), final)
        if file is not None:
            return final.name, file
        number += 1


def _create(path: Path, final: Path) -> int | None:
    if final.exists():
        return None
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o644)
    except FileExistsError:
        return None
    fcntl.flock(file, fcntl.LOCK_EX)
    # Another process may have finished or mended this very number in between.
    if path.exists() and path.stat().st_ino == os.fstat(file).st_ino and not final.exists():
        return file
    os.close(file)
    return None
