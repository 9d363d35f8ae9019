"""A night killed at any moment goes on where it stopped, and remembers the same."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KILLS = int(os.environ.get("RESALEWATCH_TEST_KILLS", "3"))
START = 0.8  # seconds before a night is under way: kills should strike its work, not its start
NIGHTS = int(os.environ.get("RESALEWATCH_TEST_NIGHTS", "3"))  # of the twelve

WEEK = """
import sys
from pathlib import Path
from fixtures.market import NIGHTS
from monitor.demo import play_demo
nights = NIGHTS[:int(sys.argv[3])]
play_demo(Path(sys.argv[1]), store_url=sys.argv[2], resume=True, nights=nights)
"""

CANONICAL = """
import sys
from storage import Store
store = Store.open(sys.argv[1])
for line in store.export_canonical():
    sys.stdout.buffer.write(line + bytes([10]))
store.close()
"""


def _start(folder: Path, url: str) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-c", WEEK, str(folder), url, str(NIGHTS)], **quiet)


def _remembered(url: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", CANONICAL, url], capture_output=True, check=True
    ).stdout


def _undisturbed(folder: Path, url: str) -> float:
    """Play the whole week once; how many seconds it took."""
    begun = time.monotonic()
    assert _start(folder, url).wait() == 0
    return time.monotonic() - begun


def _disturbed(folder: Path, url: str, seconds: float, kills: int) -> int:
    """Play the week, killing it at random moments; how often it was really killed."""
    chance = random.Random(20260803)
    killed = 0
    for _ in range(kills):
        week = _start(folder, url)
        try:
            week.wait(timeout=chance.uniform(START, START + 2 * seconds / kills))
        except subprocess.TimeoutExpired:
            os.kill(week.pid, signal.SIGKILL)
            week.wait()
            killed += 1
    assert _start(folder, url).wait() == 0
    return killed


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """What an undisturbed week remembers, and how many seconds it took."""
    folder = tmp_path_factory.mktemp("calm")
    url = f"sqlite:///{folder / 'calm.db'}"
    seconds = _undisturbed(folder / "week", url)
    return _remembered(url), seconds


@pytest.mark.slow
def test_a_killed_week_remembers_what_an_undisturbed_one_does(
    tmp_path: Path, store_url: str, calm: tuple[bytes, float]
) -> None:
    """Byte for byte, on either database."""
    remembered, seconds = calm

    killed = _disturbed(tmp_path / "rough", store_url, seconds, KILLS)

    assert killed > 0
    assert _remembered(store_url) == remembered
    assert len(remembered.splitlines()) > 100
