"""What the world does to a database ends in a sentence that says what to do next."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from market_nights import DAYS, channel_source
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from storage import Busy, Damaged, NewerSchema, ReadOnly, Store, StoreError, Unavailable, schema
from storage.tables import METADATA

HOLDER = """
import sys, time
sys.path.insert(0, sys.argv[2])
from storage import Store
with Store.open(sys.argv[1]) as store, store.lock("night"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_migrations_make_the_tables_the_code_knows(store: Store) -> None:
    """On both databases, and their newest is the one the store asks for."""
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == schema.HEAD


def test_opening_a_store_again_changes_nothing(store_url: str) -> None:
    """Nor does opening it twice at once."""
    with Store.open(store_url) as one, Store.open(store_url) as other:
        one.add_sources([channel_source()], on=DAYS[0])
        assert [state.source.name for state in other.sources()] == ["songshu"]


def test_a_newer_schema_is_left_alone(store_url: str) -> None:
    """Install what wrote it."""
    Store.open(store_url).close()
    engine = create_engine(_with_driver(store_url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NewerSchema, match="install the newer version"):
        Store.open(store_url)


def _with_driver(url: str) -> str:
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def test_one_holder_of_a_lock_at_a_time(store_url: str) -> None:
    """Names are locks of their own; leaving frees."""
    with Store.open(store_url) as one, Store.open(store_url) as other:
        with (
            one.lock("night"),
            other.lock("relay"),
            pytest.raises(Busy, match="'night'"),
            other.lock("night"),
        ):
            pass
        with other.lock("night"):
            pass


def test_a_killed_holder_frees_its_lock(store_url: str) -> None:
    """By the kernel or the server, not by a clean-up that never ran."""
    root = str(Path(__file__).parents[2])
    asked = [sys.executable, "-c", HOLDER, store_url, root]
    with Store.open(store_url) as store:
        with subprocess.Popen(asked, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            with pytest.raises(Busy), store.lock("night"):
                pass
            holder.send_signal(signal.SIGKILL)
        for _ in range(100):
            try:
                with store.lock("night"):
                    return
            except Busy:
                continue
        pytest.fail("the lock outlived its holder")


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    """After the time we wait for it."""
    path = tmp_path / "store.db"
    with Store.open(f"sqlite:///{path}") as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            with store.database.reading() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout=10")
            with pytest.raises(Unavailable, match=r"keeps .* locked"):
                store.add_sources([channel_source()], on=DAYS[0])
        finally:
            other.close()


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    """It is not overwritten."""
    path = tmp_path / "store.db"
    path.write_bytes(b"a shopping list, long enough to be looked at" * 30)

    with pytest.raises(Damaged, match="restore a backup"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"a shopping list")


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    """Nothing is created behind the operator's back."""
    with pytest.raises(Unavailable, match="folder must exist"):
        Store.open(f"sqlite:///{tmp_path / 'nowhere' / 'store.db'}")


def test_a_read_only_file_says_so(tmp_path: Path) -> None:
    """Opened so that root, who may write everywhere, may not either."""
    path = tmp_path / "store.db"
    Store.open(f"sqlite:///{path}").close()

    with Store.open(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.sources() == []
        with pytest.raises(ReadOnly, match="make both writable"):
            store.add_sources([channel_source()], on=DAYS[0])


def test_a_read_only_server_says_so(postgres_url: str) -> None:
    """A standby, or a role that may only read."""
    Store.open(postgres_url).close()
    standby = f"{postgres_url}&options=-c default_transaction_read_only%3Don"

    with Store.open(standby) as store, pytest.raises(ReadOnly, match="only lets us read"):
        store.add_sources([channel_source()], on=DAYS[0])


def test_a_server_that_does_not_answer_says_so() -> None:
    """And does not show the password."""
    with pytest.raises(Unavailable, match=r"start the server") as told:
        Store.open("postgresql://me:geheim@127.0.0.1:9/none")
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "mysql://x/y", "resalewatch.db", "sqlite:///:memory:"]
)
def test_a_url_we_cannot_use_says_what_would_do(url: str) -> None:
    """Before anything is opened."""
    with pytest.raises(StoreError, match=r"\[store\] url"):
        Store.open(url)
