"""One visit becomes memory: once, and only what changed."""

from market_nights import DAYS, channel_source, night, offer, own

from market.types import Outcome
from storage import Store
from storage.views import Tally


def test_a_first_read_remembers_everything_it_shows(store: Store) -> None:
    """Listing, facts, offers and the channel itself are new."""
    store.add_sources([channel_source()], on=DAYS[0])

    tally = night(store, DAYS[0], {"songshu": [own(offer(), offer("gpt-5"))]})["songshu"]

    assert (tally.channels_new, tally.facts_new, tally.offers_new) == (1, 2, 2)


def test_an_unchanged_read_writes_windows_only(store: Store) -> None:
    """The visit, its source and the channel: nothing for the offers."""
    store.add_sources([channel_source()], on=DAYS[0])
    night(store, DAYS[0], {"songshu": [own(*(offer(f"m{n}") for n in range(700)))]})

    tally = night(store, DAYS[1], {"songshu": Outcome.UNCHANGED})["songshu"]

    assert tally == Tally(channels_known=1, offers_unchanged=700, rows_written=3)
