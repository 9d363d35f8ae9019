"""Bars on a terminal, plain lines in a log, nothing where a program listens."""

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from monitor.nightly import Progress as Listener
from monitor.progress import Live, shown

NIGHT: list[tuple[str, dict[str, object]]] = [
    ("fetch", {"total": 2}),
    ("crawl", {"pages": 1, "host": "heron.example"}),
    ("visited", {"name": "heron", "outcome": "read"}),
    ("visited", {"name": "larch\x1b[2J", "outcome": "denied"}),
    ("read", {"total": 2}),
    ("remembered", {"name": "heron"}),
    ("remembered", {"name": "larch"}),
    ("judge", {}),
    ("report", {}),
]


def _live(listener: Listener) -> None:
    for step, detail in NIGHT:
        listener(step, detail)


def test_a_log_gets_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with shown() as listener:
        _live(listener)
    said = capsys.readouterr()

    assert said.out == ""
    assert said.err.splitlines() == [
        *("fetching 2", "  read         heron", "  denied       larch[2J"),
        *("reading 2", "judging", "writing the report"),
    ]


def test_a_program_hears_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with shown(hush=True) as listener:
        _live(listener)

    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_bars_that_end() -> None:
    screen = io.StringIO()
    with Progress(console=Console(file=screen, force_terminal=True, width=100)) as progress:
        live = Live(progress)
        _live(live)
        live.end()
        ends = [(bar.description, bar.completed, bar.total) for bar in progress.tasks]

    assert ends == [
        *(("fetching", 2, 2), ("reading", 2, 2)),
        *(("judging", 1, 1), ("writing the report", 1, 1)),
    ]
    assert "\x1b[2J" not in screen.getvalue()


def test_a_terminal_is_recognised(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # how rich is told that it writes to a terminal
    with shown() as listener:
        _live(listener)

    assert isinstance(listener, Live)
    assert "fetching" in capsys.readouterr().err
