"""The only door to the memory: one short method per question, one transaction per method."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from types import TracebackType

from market.judgement import Alert, Dispatch, Lead
from market.types import ChannelStatus, Issue, Mention, Outcome, Source, Unit
from market.visits import Capture, Sighting, Visited
from storage import (
    canonical,
    channel_reads,
    claims_reads,
    events,
    fetched,
    forgetting,
    histories,
    newcomers,
    nights,
    offer_reads,
    outbox,
    people,
    planning,
    runs,
    schema,
    sources,
    verdicts,
)
from storage.database import Database
from storage.lock import lock
from storage.remember import remember
from storage.views import (
    AlertState,
    ChannelView,
    Decision,
    Event,
    FactView,
    Health,
    IdentifierView,
    LeakView,
    NewChannel,
    NightTally,
    OfferView,
    Planned,
    PriceHistory,
    Raised,
    Run,
    SourceState,
    Tally,
    VisitIssue,
)


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

    def due(self, on: date) -> list[Source]:
        """What a night of that date would visit, in the order of its plan."""
        with self._database.reading() as connection:
            return planning.due(connection, on)

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

    def runs(self, limit: int | None = None) -> list[Run]:
        """The latest runs, newest first; all of them without a limit."""
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

    def tally(self, run_id: str) -> NightTally:
        """The night in figures, counted from what is stored now."""
        with self._database.reading() as connection:
            return nights.tally(connection, run_id)

    def issues(self, run_id: str) -> list[VisitIssue]:
        """Issues of the run in the order of its plan."""
        with self._database.reading() as connection:
            return nights.issues(connection, run_id)

    def health(self, on: date) -> list[Health]:
        """How the sources of that night fared, by name."""
        with self._database.reading() as connection:
            return nights.health(connection, on)

    def unhealthy_sources(self, on: date) -> set[str]:
        """Sources whose visit that night failed or was not believed: they accuse nobody."""
        with self._database.reading() as connection:
            return nights.unhealthy_sources(connection, on)

    # judging

    def new_channels(self, on: date) -> list[NewChannel]:
        """Channels first listed that night, by key."""
        with self._database.reading() as connection:
            return newcomers.new_channels(connection, on)

    def price_histories(self, on: date, window_days: int = 30) -> Iterator[PriceHistory]:
        """Offers in force whose price began within the window and had another before it."""
        with self._database.reading() as connection:
            yield from histories.changed(connection, on, window_days)

    def raise_alerts(
        self,
        run_id: str,
        alerts: Sequence[Alert],
        leads: Sequence[Lead],
        dispatches: Sequence[Dispatch],
    ) -> Raised:
        """What is not there yet is kept, with the messages that tell of it, or nothing is."""
        with self._database.writing() as writer:
            return verdicts.raise_alerts(writer, run_id, alerts, leads, dispatches)

    def alerts(
        self, *, rule: str | None = None, state: str | None = None, since: date | None = None
    ) -> list[Alert]:
        """Alerts with their present state, oldest first."""
        with self._database.reading() as connection:
            return verdicts.alerts(connection, rule, state, since)

    def alert_states(self) -> list[AlertState]:
        """Who left which alert in which state, and why."""
        with self._database.reading() as connection:
            return verdicts.alert_states(connection)

    def set_alert_state(
        self,
        alert: str,
        state: str,
        *,
        by: str,
        at: datetime,
        reason: str = "",
        until: datetime | None = None,
    ) -> None:
        """A person acknowledges, silences, resolves or reopens an alert."""
        with self._database.writing() as writer:
            verdicts.set_alert_state(writer, alert, state, by, reason, until, at)

    def leads(self) -> list[Lead]:
        """Every lead as it stands, the best first."""
        with self._database.reading() as connection:
            return verdicts.leads(connection)

    def lead(self, lead: str) -> Lead | None:
        """One lead as it stands."""
        with self._database.reading() as connection:
            return verdicts.lead(connection, lead)

    def decide(
        self, lead: str, disposition: str, *, by: str, at: datetime, reason: str = ""
    ) -> None:
        """Adds a person's decision about a lead."""
        with self._database.writing() as writer:
            verdicts.decide(writer, lead, disposition, reason, by, at)

    def decisions(self, lead: str | None = None) -> list[Decision]:
        """Decisions in the order they were made, of one lead or of all."""
        with self._database.reading() as connection:
            return verdicts.decisions(connection, lead)

    # the outbox

    def claim_dispatches(self, now: datetime, lease: timedelta, limit: int) -> list[Dispatch]:
        """Due messages, leased to the caller; of one target and entity only the oldest owed."""
        with self._database.writing() as writer:
            return outbox.claim(writer, now, lease, limit)

    def dispatch_done(self, id: str, at: datetime) -> None:  # noqa: A002  # the outbox protocol's
        """The target has the message."""
        with self._database.writing() as writer:
            outbox.done(writer, id, at)

    def dispatch_failed(
        self,
        id: str,  # noqa: A002  # the outbox protocol's
        at: datetime,
        retry_at: datetime | None,
        error: str,
    ) -> None:
        """To be tried again then; never again if None: a dead letter."""
        with self._database.writing() as writer:
            outbox.failed(writer, id, at, retry_at, error)

    def revive_dispatch(self, id: str) -> None:  # noqa: A002  # the outbox protocol's
        """A dead letter is owed again, under its old id."""
        with self._database.writing() as writer:
            outbox.revive(writer, id)

    def dispatches(self, state: str) -> list[tuple[Dispatch, str]]:
        """Messages pending, done or dead, each with its last error, oldest first."""
        with self._database.reading() as connection:
            return outbox.in_state(connection, state)

    # channels and the market

    def channels(self, status: ChannelStatus | str | None = None) -> list[ChannelView]:
        """Every channel, or those of one status, by key."""
        with self._database.reading() as connection:
            return channel_reads.channels(connection, status)

    def channel(self, called: str) -> ChannelView | None:
        """The channel of that key, address or unambiguous name."""
        with self._database.reading() as connection:
            return channel_reads.channel(connection, called)

    def mark(self, channel: str, status: ChannelStatus | str, *, by: str, at: datetime) -> None:
        """A person's word on a channel's status; reading never changes it."""
        with self._database.writing() as writer:
            people.mark(writer, channel, status, by, at)

    def merge(self, kept: str, absorbed: str, *, by: str, at: datetime) -> None:
        """The second channel becomes part of the first, now and after every replay."""
        with self._database.writing() as writer:
            people.merge(writer, kept, absorbed, by, at)

    def offers_on(self, on: date, channel: str | None = None) -> Iterator[OfferView]:
        """Offers in force on a day, those of one source together."""
        with self._database.reading() as connection:
            yield from offer_reads.on_day(connection, on, channel)

    def price_points(
        self, since: date, until: date, units: Collection[Unit]
    ) -> Iterator[OfferView]:
        """Every price in force on some day of the window."""
        with self._database.reading() as connection:
            yield from offer_reads.points(connection, since, until, units)

    def facts(self, channel: str) -> list[FactView]:
        """Everything asserted of a channel; what is gone says since when."""
        with self._database.reading() as connection:
            return list(claims_reads.facts(connection, channel))

    def identifiers(self, channel: str) -> list[IdentifierView]:
        """What a channel shows now that could link it to others."""
        with self._database.reading() as connection:
            return claims_reads.identifiers(connection, channel)

    def events(self, since: date, until: date) -> list[Event]:
        """What happened to channels on these days, both included."""
        with self._database.reading() as connection:
            return events.between(connection, since, until)

    # the whole memory

    def export_canonical(self) -> Iterator[bytes]:
        """Everything remembered as sorted JSON lines; equal memories give equal bytes."""
        with self._database.reading() as connection:
            yield from canonical.export(connection)

    def forget_readings(self) -> None:
        """Drops what was read before a replay; visits are to be remembered in order again."""
        with self._database.writing() as writer:
            forgetting.forget(writer)
