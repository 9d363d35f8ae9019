"""Eleven dates of a real list of stations, kept by hand: what comes of them as a backtest."""

from pathlib import Path

import pytest
from conftest import Run

REPLAY = Path(__file__).parents[3] / "shared" / "replay" / "directory_csv"
CELL = "relay_api/usd_credit/openai/*/*"


@pytest.mark.slow
@pytest.mark.skipif(
    not REPLAY.is_dir(),
    reason="the recorded directory (../shared/replay) is not beside this clone",
)
def test_the_multipliers_level_and_index(run: Run, tmp_path: Path) -> None:
    """Reckoned by hand from the columns plus and pro: 47 stations on the first night at a median of
    0.13 yuan, matched prices within 2 % of each other until the end of July, and 15 to 20 % above
    that on the last night, on which the keeper looked every station up again.
    """
    picture = tmp_path / "level.png"

    ended = run("backtest", str(REPLAY), "--period", "night", "--json", "--png", str(picture))

    assert ended.status == 0, ended.err
    told = ended.json()
    assert (len(told["nights"]), told["periods"]) == (11, "night")
    assert told["told"]["new_channel"] == 80
    cells = {one["cell"]: one for one in told["cells"]}
    openai = cells[CELL]
    assert (openai["since"], openai["until"]) == ("2026-07-15", "2026-08-02")
    assert openai["indices"] == openai["levels"] == 11
    assert 90 < openai["operators"] <= 104
    assert 0.018 < openai["median"] < 0.024
    assert 112 < openai["index"] < 122
    assert picture.stat().st_size > 10_000
    # gimmicks (0.000001 of the list) and what was off by 10 or more on the last night
    assert 100 < cells["relay_api/usd_credit/multiple/*/*"]["excluded"] < 200
