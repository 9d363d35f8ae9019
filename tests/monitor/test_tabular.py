"""Tables bend to the terminal; nothing a seller wrote bends the terminal."""

import pytest

from monitor.output import printable
from monitor.tabular import table

COLUMNS = ("id", "on", "reason")
ROWS = [("1a74978d", "2026-08-03", "a reason of quite some length that people should read")]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (80, 4),  # beside
        (40, 5),  # below its row, folded once
    ],
)
def test_free_text_stands_beside_or_below(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int, lines: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    table("Alerts", COLUMNS, ROWS, folds=("reason",))
    shown = capsys.readouterr().out.splitlines()

    assert len(shown) == lines, shown
    assert any("1a74978d  2026-08-03" in line for line in shown)


def test_without_rows_there_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    table("Alerts", COLUMNS, [], folds=("reason",), empty="No alerts.")

    assert capsys.readouterr().out == "No alerts.\n"


@pytest.mark.parametrize("nasty", ["\x1b[2J", "\u202e", "\u200b", "\x07", "\ud83d", "\r"])
def test_a_seller_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str], nasty: str) -> None:
    table("Facts", ("quote",), [(f"cheap{nasty}keys [red]x[/red]\nand more",)])
    shown = capsys.readouterr().out

    assert nasty[0] not in shown.replace("\n", "")
    assert "[red]x[/red] and more" in shown
    assert printable(nasty)[:1] in {"", "["}
