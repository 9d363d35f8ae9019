"""The publisher with the real engine: however often one looks, the same final numbers."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import told_market

from market.trends.published import Published
from monitor.house import House, opened
from monitor.publishing import publish_night
from monitor.settings import StoreSettings, load
from storage import Store


def _houses(folder: Path, urls: Sequence[str], undo: ExitStack) -> Iterator[House]:
    for url in urls:
        store = StoreSettings(url=url, archive=folder / "archive")
        yield undo.enter_context(opened(load(store=store)))


def _final(store: Store) -> list[Published]:
    return [one for one in store.published(1) if "provisional" not in one.flags]


def test_week_by_week_and_all_at_once_tell_the_same(store_url: str, tmp_path: Path) -> None:
    """On either database, and of cells whose eighth week was provisional when first reckoned."""
    with ExitStack() as undo:
        often, once = _houses(tmp_path, (store_url, f"sqlite:///{tmp_path / 'once.db'}"), undo)
        for house in (often, once):
            told_market.observe(house)
        last = told_market.WEEKS[-1] + timedelta(weeks=2)
        for night in range(5, (last - told_market.MONDAY).days + 1, 7):
            publish_night(often, told_market.MONDAY + timedelta(days=night))
        for house in (often, once):
            publish_night(house, last)

        assert _final(often.store) == _final(once.store) == once.store.published(1)
        assert often.store.published_periods(1) == once.store.published_periods(1)
        assert often.store.weights(1) == once.store.weights(1)
        assert len([one for one in _final(once.store) if one.moved]) > 50
