"""Tables of an analyst as a spreadsheet saves them."""

from pathlib import Path

from monitor.weighing import declared


def test_a_byte_order_mark_and_windows_lines_are_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "weights.csv"
    text = "access,unit,provider,weight\r\nrelay_api,tokens,anthropic,0.5\r\n"
    file.write_bytes(text.encode("utf-8-sig"))

    assert [(one.cell.provider, one.weight) for one in declared(file)] == [("anthropic", 0.5)]
