"""Brings a database to the schema this code knows, by Alembic, in one transaction."""

from pathlib import Path

from sqlalchemy import inspect, text

from storage.database import Database
from storage.errors import NewerSchema

HEAD = "0006"  # the newest of migrations/versions
_FOLDER = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Creates or upgrades the schema; a second process waits and finds it done."""
    if is_current(database):
        return
    with database.writing() as writer:
        if not database.lite:
            writer.connection.execute(text("SELECT pg_advisory_xact_lock(7264525377)"))
        # Loaded only to migrate: it takes longer than most commands do.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(_FOLDER))
        config.attributes["connection"] = writer.connection
        command.upgrade(config, "head")


def is_current(database: Database) -> bool:
    """Whether the database has the schema this code knows."""
    return _version(database) == HEAD


def _version(database: Database) -> str | None:
    with database.reading() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    known = {path.name.split("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*.py")}
    if found is not None and found not in known:
        raise NewerSchema(
            f"{database.url.render_as_string()} has schema {found}, this resalewatch knows {HEAD}: "
            "install the newer version that wrote it, or restore a backup"
        )
    return found
