"""One message as one line of a file: whole or not at all, and on disk before it counts as sent."""

import fcntl
import os

from alerts.answer import ACCEPTED, Answer
from alerts.targets import FileTarget
from market import wire
from market.judgement import Dispatch


def append(target: FileTarget, dispatch: Dispatch) -> Answer:
    """Append ``{"id", "kind", "message"}``; the id lets a reader drop what came twice."""
    line = _line(dispatch)
    try:
        target.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as problem:
        return Answer(accepted=False, error=str(problem), resting=True)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _write_whole(handle, line)
    except OSError as problem:
        return Answer(accepted=False, error=str(problem), resting=True)
    finally:
        os.close(handle)
    return ACCEPTED


def _line(dispatch: Dispatch) -> bytes:
    message = wire.decode(dispatch.body, dict)
    return wire.encode({"id": dispatch.id, "kind": dispatch.kind, "message": message}) + b"\n"


def _write_whole(handle: int, line: bytes) -> None:
    """Leave either the whole line on disk or the file as it was."""
    start = _end_of_last_line(handle)
    os.ftruncate(handle, start)
    try:
        written = os.write(handle, line)
    except OSError:
        os.ftruncate(handle, start)
        raise
    if written != len(line):
        os.ftruncate(handle, start)
        raise OSError(f"only {written} of {len(line)} bytes fitted on the disk")
    os.fsync(handle)


def _end_of_last_line(handle: int) -> int:
    """Where the last whole line ends: a writer killed in the middle left a torn one behind it."""
    end = os.fstat(handle).st_size
    while end > 0:
        start = max(0, end - 65536)
        block = os.pread(handle, end - start, start)
        newline = block.rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        end = start
    return 0
