"""Finished visits as lines on standard output, each only once its pages are on the disk."""

import os
import queue
import threading
import time
from typing import BinaryIO

from crawler.plan import Line, Progress
from market import wire
from market.visits import Visited
from storage.archive import ArchiveWriter

_PROGRESS_SECONDS = 0.2
_TOGETHER_SECONDS = 0.05  # what finishes within this time shares one fsync


class Announcer(threading.Thread):
    """Writes from a thread of its own: neither a slow disk nor a slow reader stops the crawl.

    What finished together is made safe together, with one fsync.
    """

    def __init__(self, out: BinaryIO, writer: ArchiveWriter) -> None:
        super().__init__(name="announcer", daemon=True)
        self._out, self._writer = out, writer
        self._lines: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self._told_at = 0.0

    def visited(self, visited: Visited) -> None:
        """Announce a finished visit."""
        self._lines.put(Line(visited=visited))

    def progress(self, progress: Progress) -> None:
        """Announce how far the crawl is, a few times a second and at its end."""
        now = time.monotonic()
        if now - self._told_at >= _PROGRESS_SECONDS or progress.done == progress.total:
            self._told_at = now
            self._lines.put(Line(progress=progress))

    def finish(self) -> None:
        """Return once everything announced was written."""
        self._lines.put(None)
        self.join()

    def run(self) -> None:
        """Write until told to finish. Without a reader there is nothing left to do at all."""
        going = True
        while going:
            lines = self._waiting()
            going = None not in lines
            if any(line and line.visited for line in lines):
                self._writer.sync()
            try:
                self._out.write(b"".join(wire.encode(line) + b"\n" for line in lines if line))
                self._out.flush()
            except (BrokenPipeError, ValueError):
                os._exit(1)

    def _waiting(self) -> list[Line | None]:
        lines = [self._lines.get()]
        if lines[0] is not None:
            time.sleep(_TOGETHER_SECONDS)
        while True:
            try:
                lines.append(self._lines.get_nowait())
            except queue.Empty:
                return lines
