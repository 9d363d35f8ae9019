"""What people say outlives a replay, and a replay remembers the same."""

from collections.abc import Sequence

import pytest
from market_nights import DAYS, STARTED, channel_source, directory, night, offer, own, row

from market.types import Mention, Outcome
from market.visits import Sighting
from storage import Store, StoreError, Unknown

Shown = dict[str, Sequence[Sighting] | Outcome]
NIGHTS: list[Shown] = [
    {
        "songshu": [own(offer(), offer("gpt-5"))],
        "lists": [row("Songshu", "https://songshu.example/"), row("Birch")],
    },
    {
        "songshu": Outcome.UNCHANGED,
        "lists": [row("Songshu", "https://songshu.example/")],
        "oak.example": [own(offer(), url="https://oak.example/")],
    },
    {
        "songshu": [own(offer(paid="0.40"))],
        "lists": [row("Songshu", "https://squirrel.example/"), row("Birch")],
        "oak.example": [own(offer(paid="0.3"), url="https://oak.example/")],
    },
]


def _play(store: Store) -> None:
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    for day, shown in zip(DAYS, NIGHTS, strict=False):
        night(store, day, shown, mentions=[Mention("https://oak.example/", "link")], budget=2)


def _replay(store: Store) -> None:
    store.forget_readings()
    for run in sorted(store.runs(), key=lambda run: run.on):
        shown = NIGHTS[DAYS.index(run.on)]
        for planned in store.plan(run.id):
            found = shown.get(planned.visit.name, Outcome.UNREACHABLE)
            read = not isinstance(found, Outcome)
            store.remember(
                run.id,
                planned.visit.id,
                on=run.on,
                sightings=() if isinstance(found, Outcome) else found,
                mentions=[Mention("https://oak.example/", "link")] if read else (),
                outcome=found if isinstance(found, Outcome) else Outcome.READ,
                family="new_api",
                healthy=True,
            )
        store.settle(run.id)


def test_a_replay_remembers_the_same(store: Store) -> None:
    """Byte for byte; sources found on the way stay."""
    _play(store)
    before, sources = list(store.export_canonical()), store.sources()

    store.forget_readings()
    assert store.channels() == []
    _replay(store)

    assert list(store.export_canonical()) == before
    assert store.sources() == sources


def test_a_mark_holds_against_reading_and_replay(store: Store) -> None:
    """A person's word beats what the next night makes of it."""
    _play(store)
    store.mark("oak.example", "not_resale", by="mara", at=STARTED)
    night(store, DAYS[3], {"oak.example": [own(offer(), url="https://oak.example/")]})
    assert [view.key for view in store.channels("not_resale")] == ["oak.example"]

    NIGHTS.append({"oak.example": NIGHTS[2]["oak.example"]})
    _replay(store)
    NIGHTS.pop()

    assert [view.key for view in store.channels("not_resale")] == ["oak.example"]
    with pytest.raises(Unknown, match="channels list"):
        store.mark("nobody", "gone", by="mara", at=STARTED)
    with pytest.raises(ValueError, match="perhaps"):
        store.mark("oak.example", "perhaps", by="mara", at=STARTED)


def test_a_merge_keeps_both_pasts_and_holds_against_a_replay(store: Store) -> None:
    """The absorbed key, its addresses, offers and prices are the other's from now on."""
    _play(store)
    store.merge("songshu.example", "oak.example", by="mara", at=STARTED)
    merged = store.channel("oak.example")

    assert merged is not None
    assert (merged.key, merged.offers) == ("songshu.example", 2)
    assert merged.sources == ("lists", "oak.example", "songshu")
    points = [view.source for view in store.offers_on(DAYS[1], "songshu.example")]
    assert sorted(points) == ["oak.example", "songshu", "songshu"]

    shown: Shown = {"oak.example": [own(offer(paid="0.3"), url="https://oak.example/")]}
    tally = night(store, DAYS[3], shown)["oak.example"]
    assert (tally.channels_new, tally.offers_new, tally.offers_unchanged) == (0, 0, 1)

    NIGHTS.append(shown)
    _replay(store)
    NIGHTS.pop()

    assert "oak.example" not in {view.key for view in store.channels()}
    with pytest.raises(StoreError, match="already the same"):
        store.merge("oak.example", "songshu.example", by="mara", at=STARTED)
