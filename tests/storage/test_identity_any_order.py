"""Moves that several sources tell of in one night: whoever is read first, the memory is one."""

import random
from pathlib import Path

import pytest
from market_nights import DAYS, channel_source, directory, fetch, offer, open_run, own, row

from market.types import Identifier, Outcome
from market.visits import Sighting
from storage import Store

KEY = Identifier("turnstile_site_key", "0xSAME")
NEW = "https://poplar.example/"
Told = dict[str, list[Sighting] | Outcome]
FIRST: Told = {
    "birch": [own(offer(), url="https://birch.example/", identifiers=[KEY])],
    "lists": [row("Birch", "https://birch.example/", offer())],
    "tables": [row("Birch", "https://birch.example/", offer(), offer("gpt-5"))],
}
SECOND: dict[str, Told] = {
    "a redirect and two lists": {
        "birch": [own(offer(), url=NEW, identifiers=[KEY])],
        "lists": [row("Poplar", NEW)],
        "tables": [row("Birch", NEW, offer(), offer("gpt-5", "0.7"))],
    },
    "a site that is down and two lists": {
        "birch": Outcome.UNREACHABLE,
        "lists": [row("Poplar", NEW, identifiers=[KEY])],
        "tables": [row("Birch", NEW)],
    },
    "a mirror": {
        "birch": [own(offer(), url="https://birch.example/", identifiers=[KEY])],
        "lists": [row("Birch", "https://birch.example/"), row("Poplar", NEW, identifiers=[KEY])],
        "tables": [row("Birch", "https://birch.example/")],
    },
}


def _play(url: str, second: Told, dice: random.Random) -> list[bytes]:
    with Store.open(url) as store:
        sources = [channel_source("birch"), directory("lists"), directory("tables")]
        store.add_sources(sources, on=DAYS[0])
        for day, told in zip(DAYS, (FIRST, second), strict=False):
            run = open_run(store, day)
            plan = store.plan(run.id)
            dice.shuffle(plan)
            for planned in plan:
                found = told[planned.visit.name]
                outcome = found if isinstance(found, Outcome) else Outcome.READ
                led = planned.visit.name == "birch" and outcome is Outcome.READ and day == DAYS[1]
                moved = NEW if led and second is SECOND["a redirect and two lists"] else ""
                fetch(store, run, planned.visit.id, planned.visit.url, moved_to=moved)
                store.remember(
                    run.id,
                    planned.visit.id,
                    on=day,
                    sightings=() if isinstance(found, Outcome) else found,
                    outcome=outcome,
                    family=None,
                    healthy=True,
                )
            store.settle(run.id)
            assert store.settle(run.id) == []
            store.close_run(run.id, closed_at=run.started_at, tally=b"")
        return list(store.export_canonical())


@pytest.mark.parametrize("case", SECOND)
def test_a_move_is_remembered_alike_in_any_order(case: str, tmp_path: Path) -> None:
    exports = {
        tuple(_play(f"sqlite:///{tmp_path / str(seed)}.db", SECOND[case], random.Random(seed)))
        for seed in range(8)
    }

    assert len(exports) == 1
    told = b"\n".join(next(iter(exports)))
    assert told.count(b'"moved"') == (0 if case == "a mirror" else 1)
    assert told.count(b'"about":"channel"') == (2 if case == "a mirror" else 1)
