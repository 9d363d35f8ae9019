"""The only door to the memory: one short method per question, one transaction per method."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import TracebackType

from market.types import Issue, Mention, Outcome, Source
from market.visits import Capture, Sighting, Visited
from storage import fetched, runs, schema, sources
from storage.database import Database
from storage.lock import lock
from storage.remember import remember
from storage.views import LeakView, Planned, Run, SourceState, Tally


class Store:
    """Everything remembered, in SQLite or PostgreSQL. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        """Use ``Store.open``."""
        self._database = database

    @classmethod
    def open(cls, url: str) -> "Store":
        """The store behind a database URL, created or brought to this version's schema first."""
        database = Database(url)
        schema.migrate(database)
        return cls(database)

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def __enter__(self) -> "Store":
        """For ``with Store.open(url) as store``."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes."""
        self.close()

    def lock(self, name: str) -> AbstractContextManager[None]:
        """Holds a named lock; Busy if another process has it. Death frees it."""
        return lock(self._database, name)

    # sources

    def add_sources(self, wanted: Iterable[Source], *, on: date, origin: str = "operator") -> int:
        """Adds or updates sources by name; says how many are new."""
        with self._database.writing() as writer:
            return sources.add(writer, wanted, on, origin)

    def sources(self) -> list[SourceState]:
        """Every source and its past, by name."""
        with self._database.reading() as connection:
            return sources.states(connection)

    def pause(self, name: str, paused: bool) -> None:
        """A paused source is not due."""
        with self._database.writing() as writer:
            sources.pause(writer, name, paused)

    # runs

    def open_run(
        self,
        *,
        on: date,
        started_at: datetime,
        code_version: str,
        settings_digest: str,
        candidate_budget: int,
    ) -> Run:
        """The open run of that date taken up again, or a new one with its plan frozen."""
        with self._database.writing() as writer:
            return runs.open_run(
                writer, on, started_at, code_version, settings_digest, candidate_budget
            )

    def open_runs(self) -> list[Run]:
        """Runs left open by a kill, oldest first."""
        with self._database.reading() as connection:
            return runs.open_runs(connection)

    def runs(self, limit: int = 30) -> list[Run]:
        """The latest runs, newest first."""
        with self._database.reading() as connection:
            return runs.recent(connection, limit)

    def plan(self, run_id: str) -> list[Planned]:
        """The run's errands in their fixed order, and how far each has come."""
        with self._database.reading() as connection:
            return runs.plan_of(connection, run_id)

    def record_visited(self, run_id: str, visited: Visited) -> None:
        """Planned becomes fetched; recorded twice is recorded once."""
        with self._database.writing() as writer:
            fetched.record(writer, run_id, visited)

    def capture(self, digest: str) -> Capture | None:
        """Where the bytes of a digest are."""
        with self._database.reading() as connection:
            return fetched.capture(connection, digest)

    def leaks(self) -> list[LeakView]:
        """Credentials found in what was fetched, as fingerprints."""
        with self._database.reading() as connection:
            return fetched.leaks(connection)

    def remember(
        self,
        run_id: str,
        visit_id: str,
        *,
        on: date,
        sightings: Sequence[Sighting],
        mentions: Sequence[Mention] = (),
        issues: Sequence[Issue] = (),
        outcome: Outcome,
        family: str | None,
        healthy: bool,
    ) -> Tally:
        """What one visit showed, remembered once: all of it, or nothing."""
        with self._database.writing() as writer:
            return remember(
                writer,
                run_id,
                visit_id,
                on=on,
                sightings=sightings,
                mentioned=mentions,
                issues=issues,
                outcome=outcome,
                family=family,
                healthy=healthy,
            )

    def close_run(self, run_id: str, *, closed_at: datetime, tally: bytes) -> None:
        """Closes the run with its tally; a closed one stays as it is."""
        with self._database.writing() as writer:
            runs.close(writer, run_id, closed_at, tally)
