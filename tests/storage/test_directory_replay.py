"""Eleven dated copies of a real directory: who is new on which night."""

import csv
from datetime import date
from pathlib import Path

import pytest
from market_nights import directory, night, row

from market.visits import Sighting
from storage import Store

FOLDER = Path(__file__).parents[3] / "shared" / "replay" / "directory_csv"
EXPECTED = [59, 2, 0, 0, 26, 7, 20, 8, 12, 4, 2]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared replay data is not here")
def test_new_channels_of_a_real_directory(store: Store) -> None:
    """New is who was seen neither by name nor by own host; the same nights again add nothing."""
    store.add_sources([directory()], on=date(2026, 7, 15))
    nights = {date.fromisoformat(path.stem): path for path in sorted(FOLDER.glob("*.csv"))}

    found = [
        night(store, on, {"lists": _sightings(path)})["lists"].channels_new
        for on, path in nights.items()
    ]

    assert found == EXPECTED
    before = list(store.export_canonical())
    for on, path in nights.items():
        assert night(store, on, {"lists": _sightings(path)}) == {}
    assert list(store.export_canonical()) == before


def _sightings(path: Path) -> list[Sighting]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row(line["name"], line["url"] or None) for line in csv.DictReader(lines)]
