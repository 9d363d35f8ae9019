"""A report that cannot be written leaves what was there before, and nothing beside it."""

from pathlib import Path

import pytest

from reports.report import save_text
from reports.whole import whole


def _full(unfinished: Path) -> None:
    unfinished.write_text("<html>half a pa", encoding="utf-8")
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_file_alone(tmp_path: Path) -> None:
    page = save_text("old", tmp_path / "new folder" / "page.html")

    with pytest.raises(OSError, match="No space left"):
        whole(page, _full)

    assert page.read_text(encoding="utf-8") == "old"
    assert list(page.parent.iterdir()) == [page]


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(ValueError, match="/dev/null is no file"):
        save_text("page", Path("/dev/null"))
