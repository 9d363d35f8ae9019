"""The generated market, small: who is new is told, who moved is not, within stated bounds."""

from pathlib import Path

from benchmarks.identity.__main__ import run
from benchmarks.identity.world import make


def test_new_channels_of_a_small_market_are_told_and_no_others(tmp_path: Path) -> None:
    """120 channels of 70 operators over 15 nights."""
    score, tied = run(f"sqlite:///{tmp_path / 'market.db'}", 120, 70, 15, 8, seed=5, budget=4)

    assert score.precision_of_all >= 0.97
    assert score.recall_of_all >= 0.97
    assert score.moved_told >= 0.85 * score.moved
    assert score.moved_wrong <= 2
    assert score.alerts_saved > 2
    assert (tied["read"].pairs.precision or 0) >= 0.95
    assert (tied["read"].pairs.recall or 0) >= 0.75


def test_the_market_is_the_same_for_the_same_seed_and_has_what_it_should() -> None:
    """Deterministic; moves, mirrors, relaunches and default pictures in about their shares."""
    world = make(400, 220, 60, seed=7)
    epochs = [one for channel in world.channels for one in channel.epochs]
    shares = {why: sum(one.why == why for one in epochs) / 400 for why in ("move", "mirror")}
    pictures = [dict(one.pairs)["favicon_mmh3"] for one in epochs]

    assert world == make(400, 220, 60, seed=7)
    assert len({channel.operator for channel in world.channels}) == 220
    assert 0.15 < shares["move"] < 0.4
    assert 0.05 < shares["mirror"] < 0.3
    assert 0.6 < pictures.count(max(set(pictures), key=pictures.count)) / len(pictures) < 0.8
