"""A store that an older program filled goes on where it was."""

from contextlib import closing
from datetime import timedelta

from market_nights import DAYS, channel_source, night, own
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.types import Listing
from storage import Store, schema

# What schema 0004 and later ones brought.
NEW_TABLES = ("observation", "vintage", "published_period", "publication", "cell_weight")
NEW_INDICES = ("offer_model", "visit_on")
CELL = Cell("relay_api", "tokens", "openai", "premium", "unknown")


def test_a_store_from_before_there_were_observations_is_taken_over(store_url: str) -> None:
    """Its channels stay, and there is room for observations and what is published of them."""
    with Store.open(store_url) as store:
        store.add_sources([channel_source("a")], on=DAYS[0])
        listing = Listing("site", "a", "", url="https://a.example/")
        night(store, DAYS[0], {"a": [own(listings=[listing], url=listing.url)]})
        before = [one.key for one in store.channels()]
    _as_of_0003(store_url)

    with Store.open(store_url) as store:
        assert schema.is_current(store.database)
        assert [one.key for one in store.channels()] == before != []
        assert (store.observed_periods(), store.vintages()) == ([], [])
        monday = DAYS[0] - timedelta(days=DAYS[0].weekday())
        logs = (-1.0, 0.0, 0.0, -1.0)
        seen = Observation(monday, before[0], before[0], CELL, *logs, 1, 7, 0, 1, "USD")
        store.keep_observations(monday, [seen])
        assert store.observed_periods() == [monday]


def _as_of_0003(url: str) -> None:
    driven = make_url(url)
    if driven.get_backend_name() == "postgresql":
        driven = driven.set(drivername="postgresql+psycopg")
    with closing(create_engine(driven, poolclass=NullPool).connect()) as connection:
        for name in NEW_TABLES:
            connection.execute(text(f"DROP TABLE {name}"))
        for name in NEW_INDICES:
            connection.execute(text(f"DROP INDEX {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        connection.commit()
