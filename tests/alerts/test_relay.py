"""One pass of the relay over an outbox in memory: order, retries, rest and dead letters."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from alerts.answer import ACCEPTED, Answer
from alerts.backoff import WAITS, next_attempt
from alerts.outbox import Delivered, deliver, relay
from alerts.targets import FileTarget, Target
from market.judgement import Dispatch

REFUSED = Answer(accepted=False, error="HTTP 500")
BUSY = Answer(accepted=False, error="HTTP 429", resting=True)
GONE = Answer(accepted=False, error="HTTP 410", gone=True)


@dataclass
class Shelf:
    """An outbox as the store keeps it: the oldest unsettled message per target and entity."""

    owed: dict[str, Dispatch] = field(default_factory=dict)
    due: dict[str, datetime] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    dead: dict[str, str] = field(default_factory=dict)
    leased: dict[str, datetime] = field(default_factory=dict)

    def put(self, *messages: Dispatch) -> "Shelf":
        """Owe these, in this order."""
        self.owed.update({message.id: message for message in messages})
        return self

    def claim_dispatches(self, now: datetime, lease: timedelta, limit: int) -> list[Dispatch]:
        """The heads of their queues that are due and not leased."""
        heads = {(d.target, d.entity): d for d in reversed(self.owed.values())}
        ready = [
            one
            for one in self.owed.values()
            if heads[one.target, one.entity] is one
            and self.due.get(one.id, now) <= now
            and self.leased.get(one.id, now) <= now
        ][:limit]
        self.leased.update({one.id: now + lease for one in ready})
        return ready

    def dispatch_done(self, id: str, at: datetime) -> None:  # noqa: A002
        """Settled."""
        self.settled.append(id)
        del self.owed[id]

    def dispatch_failed(
        self,
        id: str,  # noqa: A002
        at: datetime,
        retry_at: datetime | None,
        error: str,
    ) -> None:
        """Due again, or dead."""
        self.leased.pop(id)
        if retry_at is None:
            del self.owed[id]
            self.dead[id] = error
        else:
            self.due[id] = retry_at
            self.owed[id] = replace(self.owed[id], attempts=self.owed[id].attempts + 1)


def message(name: str, target: str = "one", entity: str | None = None) -> Dispatch:
    """A message about an entity of its own unless said otherwise."""
    return Dispatch(name, target, entity or f"channel:{name}", "alert", "{}")


@pytest.fixture
def targets(tmp_path: object) -> tuple[Target, ...]:
    """Two targets that are never really written to."""
    return tuple(FileTarget(name, f"/nowhere/{name}") for name in ("one", "two"))  # type: ignore[arg-type]


@pytest.fixture
def go(noon: datetime, targets: tuple[Target, ...]) -> Callable[..., Delivered]:
    """One pass at noon or later, with scripted answers by message id (accepted by default)."""

    def run(shelf: Shelf, later: timedelta = timedelta(0), **answers: Answer) -> Delivered:
        return deliver(
            shelf,
            targets,
            clock=lambda: noon + later,
            jitter=lambda: 0.0,
            send=lambda _target, dispatch, _at: answers.get(dispatch.id, ACCEPTED),
        )

    return run


def test_everything_due_is_sent_once(go: Callable[..., Delivered]) -> None:
    """More than one batch of it."""
    shelf = Shelf().put(*(message(f"m{n}") for n in range(55)))

    assert go(shelf) == Delivered(sent=55)
    assert shelf.settled == [f"m{n}" for n in range(55)]
    assert go(shelf) == Delivered()


def test_order_is_kept_per_entity(go: Callable[..., Delivered]) -> None:
    """What follows a message that failed waits behind it; other entities do not."""
    shelf = Shelf().put(message("a1", entity="a"), message("a2", entity="a"), message("b1"))

    assert go(shelf, a1=REFUSED) == Delivered(sent=1, failed=1)
    assert shelf.settled == ["b1"]
    assert go(shelf, timedelta(seconds=5)) == Delivered(sent=2)
    assert shelf.settled == ["b1", "a1", "a2"]


def test_a_target_in_trouble_rests_for_the_pass(go: Callable[..., Delivered]) -> None:
    """One that hangs costs one timeout; the other target does not notice."""
    shelf = Shelf().put(*(message(f"m{n}") for n in range(30)), message("t", target="two"))

    assert go(shelf, m0=BUSY) == Delivered(sent=1, failed=1, resting=29)
    assert shelf.settled == ["t"]
    assert go(shelf, timedelta(minutes=11)) == Delivered(sent=30)


def test_three_failures_in_a_row_are_trouble_too(go: Callable[..., Delivered]) -> None:
    """A single refused message is that message's own affair."""
    shelf = Shelf().put(*(message(f"m{n}") for n in range(9)))
    answers = dict.fromkeys(["m0", "m2", "m3", "m4"], REFUSED)

    assert go(shelf, **answers) == Delivered(sent=1, failed=4, resting=4)


def test_a_target_that_is_gone_gets_nothing_more(go: Callable[..., Delivered]) -> None:
    """410 ends it: the rest of its messages are dead letters, with the reason."""
    shelf = Shelf().put(message("a"), message("b"), message("c", target="two"))

    assert go(shelf, a=GONE) == Delivered(sent=1, dead=2, gone=("one",))
    assert shelf.dead == {"a": "HTTP 410", "b": "HTTP 410: the target is gone"}


def test_a_message_to_a_removed_target_waits_for_it(go: Callable[..., Delivered]) -> None:
    """A typing mistake in the settings loses nothing for three days."""
    shelf = Shelf().put(message("a", target="renamed"))

    assert go(shelf) == Delivered(failed=1)
    assert list(shelf.owed) == ["a"]


def test_ten_failures_make_a_dead_letter(go: Callable[..., Delivered]) -> None:
    """After about three days of trying at the published hours."""
    shelf = Shelf().put(message("a"))
    passes = [go(shelf, timedelta(days=day), a=REFUSED) for day in range(10)]

    assert passes == [Delivered(failed=1)] * 9 + [Delivered(dead=1)]
    assert shelf.dead == {"a": "HTTP 500"}


def test_waits_follow_the_published_schedule(noon: datetime) -> None:
    """0, 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, then never."""
    waits = [next_attempt(noon, failures, REFUSED, jitter=0.0) for failures in range(1, 11)]

    assert waits == [*(noon + wait for wait in WAITS[1:]), None]
    assert sum(WAITS, timedelta(0)) == timedelta(hours=75, minutes=35, seconds=5)


@pytest.mark.parametrize(
    ("failures", "said", "jitter", "waits"),
    [
        (1, None, 1.0, timedelta(seconds=5.5)),
        (1, timedelta(minutes=2), 0.0, timedelta(minutes=2)),
        (3, timedelta(minutes=2), 0.0, timedelta(minutes=30)),  # never sooner than our own
        (1, timedelta(days=9), 0.0, timedelta(days=1)),  # never later than a day
    ],
)
def test_a_receiver_may_ask_for_patience(
    noon: datetime, failures: int, said: timedelta | None, jitter: float, waits: timedelta
) -> None:
    """Retry-After lengthens a wait within reason; jitter spreads it by up to a tenth."""
    answer = replace(BUSY, retry_after=said)

    assert next_attempt(noon, failures, answer, jitter) == noon + waits


def test_the_loop_sleeps_when_there_is_nothing_to_send(
    noon: datetime, targets: tuple[Target, ...]
) -> None:
    """And ends when it is told to."""
    naps: list[float] = []

    relay(
        Shelf(),
        targets,
        clock=lambda: noon,
        sleep=naps.append,
        stop=lambda: len(naps) == 2,
        idle_seconds=7,
    )

    assert naps == [7, 7]
