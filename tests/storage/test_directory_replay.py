"""Eleven dated copies of a real directory: who is new on which night."""

import csv
from datetime import date
from pathlib import Path

import pytest
from market_nights import directory, night, row

from market.visits import Sighting
from storage import Store

FOLDER = Path(__file__).parents[3] / "shared" / "replay" / "directory_csv"
NEW = [59, 2, 0, 0, 26, 7, 20, 8, 12, 3, 2]
# One row was replaced by another name at another site with the same code of twelve signs.
MOVED = {date(2026, 7, 31): ("tokenshub.site", "modelport.link")}
BACK = {date(2026, 7, 22): ["CUN.ai", "GMN", "百倍"]}


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared replay data is not here")
def test_new_channels_of_a_real_directory(store: Store) -> None:
    """New is who was known by no host, name or code; the same nights again add nothing."""
    store.add_sources([directory()], on=date(2026, 7, 15))
    nights = {date.fromisoformat(path.stem): path for path in sorted(FOLDER.glob("*.csv"))}

    for on, path in nights.items():
        night(store, on, {"lists": _sightings(path)})

    events = store.events(min(nights), max(nights))
    assert [sum(one.kind == "new" and one.on == on for one in events) for on in nights] == NEW
    moved = {one.on: (one.before, one.after) for one in events if one.kind == "moved"}
    assert moved == MOVED
    back = [(one.on, one.channel) for one in events if one.kind == "reappeared"]
    assert back == [(on, f"name:lists:{name}") for on, names in BACK.items() for name in names]
    before = list(store.export_canonical())
    for on, path in nights.items():
        assert night(store, on, {"lists": _sightings(path)}) == {}
    assert list(store.export_canonical()) == before


def _sightings(path: Path) -> list[Sighting]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row(line["name"], line["url"] or None) for line in csv.DictReader(lines)]
