"""Killed at any instant, the store goes on where it was: nothing lost, nothing counted twice."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage import Store

PLAYER = """
import sys
sys.path[:0] = sys.argv[2:]
from market_nights import DAYS, channel_source, close, directory, fetch, offer, open_run, own, row
from market.types import Identifier, Outcome
from storage import Store

SHOPS = [f"shop{n}" for n in range(6)]
with Store.open(sys.argv[1]) as store, store.lock("night"):
    store.add_sources([directory(), *map(channel_source, SHOPS)], on=DAYS[0])
    closed = {run.on for run in store.runs() if run.state == "closed"}
    for number, day in enumerate(DAYS[:4]):
        if day in closed:
            continue
        run = open_run(store, day)
        for planned in store.plan(run.id):
            if planned.state == "planned":
                fetch(store, run, planned.visit.id, planned.visit.url)
        for planned in store.plan(run.id):
            name = planned.visit.name
            prices = [offer(f"m{n}", f"0.{1 + (n + number) % 7}") for n in range(60)]
            keys = [Identifier("turnstile_site_key", f"k{(SHOPS.index(name) + number) // 2}")
                    for name in [name] if name in SHOPS]
            shown = [own(*prices[number:], url=f"https://{name}.example/", identifiers=keys)]
            if name == "lists":
                shown = [row(shop, f"https://{shop}.example/") for shop in SHOPS[number:]]
            if planned.state != "remembered":
                store.remember(
                    run.id, planned.visit.id, on=day, sightings=shown, outcome=Outcome.READ,
                    family=None, healthy=True,
                )
        store.link_operators(day, run_id=run.id)
        close(store, run)
"""


def _start(url: str) -> "subprocess.Popen[bytes]":
    here = Path(__file__)
    paths = [str(here.parent), str(here.parents[1]), str(here.parents[2])]
    return subprocess.Popen([sys.executable, "-c", PLAYER, url, *paths])


@pytest.mark.slow
def test_a_week_killed_again_and_again_ends_like_one_left_alone(
    store_url: str, tmp_path: Path
) -> None:
    """Ten kills at moments drawn once; then the same bytes and the same figures."""
    calm = f"sqlite:///{tmp_path / 'calm.db'}"
    began = time.monotonic()
    assert _start(calm).wait() == 0
    whole = time.monotonic() - began

    moments = random.Random(7)
    for _ in range(10):
        player = _start(store_url)
        time.sleep(moments.uniform(0.1, whole))
        player.send_signal(signal.SIGKILL)
        player.wait()
    assert _start(store_url).wait() == 0

    with Store.open(calm) as one, Store.open(store_url) as other:
        assert list(other.export_canonical()) == list(one.export_canonical())
        assert len(one.operator_events()) > 10
        assert [run.id for run in other.runs()] == [run.id for run in one.runs()]
        for run in one.runs():
            assert other.tally(run.id) == one.tally(run.id)
