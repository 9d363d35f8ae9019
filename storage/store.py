"""The only door to the memory. What each question and action promises stands with its function."""

from contextlib import AbstractContextManager, ExitStack
from types import TracebackType

from storage import (
    attendance,
    canonical,
    channel_reads,
    claims_reads,
    counters,
    fetched,
    first_offers,
    forgetting,
    frontier,
    histories,
    lives,
    model_prices,
    newcomers,
    nights,
    observed,
    offer_reads,
    operators,
    operators_decisions,
    operators_reads,
    orphans,
    outbox,
    people,
    planning,
    price_rows,
    publications,
    remembering,
    schema,
    settling,
    shops,
    sightings,
    stated,
    verdicts,
)
from storage import events as event_book
from storage import runs as run_book
from storage import sources as source_book
from storage import vintages as vintage_book
from storage.database import Database
from storage.door import asks, streams, writes
from storage.errors import Unknown
from storage.lock import lock


class Store:
    """Everything remembered, in SQLite or PostgreSQL. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        """Use ``Store.open``."""
        self.database = database

    @classmethod
    def open(cls, url: str) -> "Store":
        """The store behind a database URL, created or brought to this version's schema first."""
        database = Database(url)
        with ExitStack() as undo:
            undo.callback(database.close)
            schema.migrate(database)
            undo.pop_all()
        return cls(database)

    @classmethod
    def as_it_is(cls, url: str) -> "Store":
        """The store behind a URL, to read in: nothing is created or brought to another schema.

        Raises Unknown where there is none of this version's schema.
        """
        database = Database(url)
        if database.file is None or database.file.is_file():
            with ExitStack() as undo:
                undo.callback(database.close)
                if schema.is_current(database):
                    undo.pop_all()
                    return cls(database)
        raise Unknown(f"{url} holds no store of this version; `resalewatch doctor` says more")

    def close(self) -> None:
        """Lets go of the database."""
        self.database.close()

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
        return lock(self.database, name)

    # where we look
    add_sources = writes(source_book.add)
    sources = asks(source_book.states)
    pause = writes(source_book.pause)
    due = asks(planning.due)
    preview = asks(planning.preview)
    candidates = asks(frontier.candidates)

    # one night
    open_run = writes(run_book.open_run)
    adopt_run = writes(run_book.adopt)
    open_runs = asks(run_book.open_runs)
    runs = asks(run_book.recent)
    plan = asks(run_book.plan_of)
    record_visited = writes(fetched.record)
    capture = asks(fetched.capture)
    leaks = asks(fetched.leaks)
    remember = writes(remembering.remember)
    settle = writes(settling.settle)
    close_run = writes(run_book.close)
    tally = asks(nights.tally)
    issues = asks(nights.issues)
    unread = streams(orphans.unread)
    health = asks(nights.health)
    unhealthy_sources = asks(nights.unhealthy_sources)

    # judging and telling
    new_channels = asks(newcomers.new_channels)
    price_histories = streams(histories.changed)
    raise_alerts = writes(verdicts.raise_alerts)
    alerts = asks(verdicts.alerts)
    alert_states = asks(verdicts.alert_states)
    set_alert_state = writes(verdicts.set_alert_state)
    leads = asks(verdicts.leads)
    lead = asks(verdicts.lead)
    decide = writes(verdicts.decide)
    decisions = asks(verdicts.decisions)
    claim_dispatches = writes(outbox.claim)
    dispatch_done = writes(outbox.done)
    dispatch_failed = writes(outbox.failed)
    revive_dispatch = writes(outbox.revive)
    dispatches = asks(outbox.in_state)

    # the market
    channels = asks(channel_reads.channels)
    channel = asks(channel_reads.channel)
    mark = writes(people.mark)
    merge = writes(people.merge)
    offers_on = streams(offer_reads.on_day)
    price_points = streams(offer_reads.points)
    facts = asks(claims_reads.facts)
    identifiers = asks(claims_reads.identifiers)
    counters = asks(counters.counters)
    events = asks(event_book.between)

    # its history in numbers
    price_spans = streams(price_rows.price_spans)
    nights_read = asks(price_rows.nights_read)
    keep_observations = writes(observed.keep)
    observations = streams(observed.between)
    observations_of = asks(observed.of_channel)
    observed_periods = asks(observed.periods)
    sightings = asks(sightings.sightings)
    first_met = asks(attendance.first_met)
    pages_fetched = asks(attendance.pages_fetched)
    attendance = asks(attendance.attendance)
    breadth = asks(observed.breadth)
    observed_markets = asks(observed.markets)
    vintages = asks(vintage_book.vintages)
    open_vintage = writes(vintage_book.open_vintage)
    vintage_is_stale = asks(vintage_book.stale)
    vintage_compared = writes(vintage_book.compared)
    publish = writes(publications.publish)
    published = asks(publications.published)
    published_cells = asks(publications.published_cells)
    published_until = asks(publications.published_until)
    published_periods = asks(publications.published_periods)
    set_weights = writes(vintage_book.set_weights)
    weights = asks(vintage_book.weights)

    # what people ask of it
    claims_on = asks(stated.claims_on)
    wording = asks(stated.wording)
    sellers = asks(stated.sellers)
    shops = asks(shops.shops)
    model_prices = streams(model_prices.model_prices)
    first_night = asks(first_offers.first_night)
    first_offers = asks(first_offers.first_offers)
    lives = asks(lives.lives)

    # who runs them
    link_operators = writes(operators.link)
    link_operators_again = writes(operators.link_again)
    operators = asks(operators_reads.operators)
    operator = asks(operators_reads.operator)
    operator_ids = asks(operators_reads.operator_ids)
    operator_ties = asks(operators_reads.operator_ties)
    operator_events = asks(operators_reads.operator_events)
    operator_decisions = asks(operators_reads.operator_decisions)
    operators_too_large = asks(operators_reads.too_large)
    why = asks(operators_reads.why)
    bring_together = writes(operators_decisions.bring_together)
    take_out = writes(operators_decisions.take_out)
    keep_apart = writes(operators_decisions.keep_apart)
    confirm_operator = writes(operators_decisions.confirm)

    # the whole memory
    export_canonical = streams(canonical.export)
    forget_readings = writes(forgetting.forget)
