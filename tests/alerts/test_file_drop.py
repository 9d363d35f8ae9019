"""A file that grows by whole lines, whatever happened to the writer before."""

import json
import threading
from pathlib import Path

import pytest

from alerts.file_drop import append
from alerts.targets import FileTarget
from market.judgement import Dispatch


def dispatch(number: int) -> Dispatch:
    """One message."""
    return Dispatch(f"d-{number}", "inbox", "channel:a", "alert", f'{{"data":{{"n":{number}}}}}')


def test_a_line_carries_its_id_and_its_message(tmp_path: Path) -> None:
    """The id lets a reader drop what came twice."""
    target = FileTarget("inbox", tmp_path / "new" / "alerts.jsonl")

    assert append(target, dispatch(1)).accepted
    assert append(target, dispatch(1)).accepted

    lines = [json.loads(line) for line in target.path.read_text().splitlines()]
    assert lines == [{"id": "d-1", "kind": "alert", "message": {"data": {"n": 1}}}] * 2


@pytest.mark.parametrize("torn", [b'{"id":"d-0","ki', b"x" * 200_000])
def test_a_torn_line_is_cut_off_before_the_next(tmp_path: Path, torn: bytes) -> None:
    """A writer killed in the middle of a line leaves no broken JSON behind."""
    target = FileTarget("inbox", tmp_path / "alerts.jsonl")
    whole = b'{"id":"d-9"}\n'
    target.path.write_bytes(whole + torn)

    append(target, dispatch(1))

    first, second = target.path.read_bytes().splitlines()
    assert first + b"\n" == whole
    assert json.loads(second)["id"] == "d-1"


def test_writers_do_not_mix_their_lines(tmp_path: Path) -> None:
    """Four at once, every line whole."""
    target = FileTarget("inbox", tmp_path / "alerts.jsonl")

    def write(first: int) -> None:
        for number in range(first, first + 25):
            append(target, dispatch(number))

    writers = [threading.Thread(target=write, args=(start,)) for start in range(0, 100, 25)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    ids = {json.loads(line)["id"] for line in target.path.read_text().splitlines()}
    assert ids == {f"d-{number}" for number in range(100)}


def test_a_place_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    """Said, not raised; the message is tried again later."""
    answer = append(FileTarget("inbox", tmp_path), dispatch(1))

    assert not answer.accepted
    assert answer.resting
