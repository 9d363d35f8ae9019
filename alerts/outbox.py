"""The relay: what the store owes, handed to its targets at least once, in order per entity."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from alerts.answer import Answer
from alerts.backoff import next_attempt
from alerts.file_drop import append
from alerts.targets import FileTarget, Target, WebhookTarget
from alerts.webhook import post
from market.judgement import Dispatch

LEASE = timedelta(minutes=10)
BATCH = 20
STRIKES = 3

Clock = Callable[[], datetime]


class Outbox(Protocol):
    """What the relay asks of the store."""

    def claim_dispatches(self, now: datetime, lease: timedelta, limit: int) -> list[Dispatch]:
        """Messages that are due, leased to us; per target and entity only the oldest unsettled."""
        ...

    def dispatch_done(self, id: str, at: datetime) -> None:  # noqa: A002
        """Settled: the target has it."""
        ...

    def dispatch_failed(
        self,
        id: str,  # noqa: A002
        at: datetime,
        retry_at: datetime | None,
        error: str,
    ) -> None:
        """To be tried again, or with None a dead letter."""
        ...


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one pass's messages. ``resting`` were left alone till their lease ends."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    resting: int = 0
    gone: tuple[str, ...] = ()  # targets that answered 410: remove them from the settings

    def __add__(self, other: "Delivered") -> "Delivered":
        """Two passes together."""
        return Delivered(
            self.sent + other.sent,
            self.failed + other.failed,
            self.dead + other.dead,
            self.resting + other.resting,
            tuple(sorted({*self.gone, *other.gone})),
        )


def send(target: Target, dispatch: Dispatch, at: datetime) -> Answer:
    """One attempt at one message."""
    match target:
        case FileTarget():
            return append(target, dispatch)
        case WebhookTarget():
            return post(target, dispatch, at)


def deliver(
    outbox: Outbox,
    targets: Sequence[Target],
    *,
    clock: Clock,
    jitter: Callable[[], float] = random.random,
    send: Callable[[Target, Dispatch, datetime], Answer] = send,
) -> Delivered:
    """One pass over what is due; what fails is due again later, and no night waits for it.

    A target in trouble is left alone for the rest of the pass, so a receiver that hangs costs one
    timeout.
    """
    one_pass = _Pass(outbox, {target.name: target for target in targets}, clock, jitter, send)
    began = clock()
    # Due is what was due when the pass began: nothing comes round twice in it.
    while claimed := outbox.claim_dispatches(began, (clock() - began) + LEASE, BATCH):
        for dispatch in claimed:
            one_pass.settle(dispatch)
    return one_pass.delivered()


def relay(
    outbox: Outbox,
    targets: Sequence[Target],
    *,
    clock: Clock,
    sleep: Callable[[float], None],
    stop: Callable[[], bool],
    idle_seconds: float = 5.0,
) -> Delivered:
    """Pass after pass until ``stop`` says so, asleep while nothing is due."""
    so_far = Delivered()
    while not stop():
        this = deliver(outbox, targets, clock=clock)
        so_far += this
        if not this.sent:
            sleep(idle_seconds)
    return so_far


@dataclass(slots=True)
class _Pass:
    outbox: Outbox
    targets: dict[str, Target]
    clock: Clock
    jitter: Callable[[], float]
    send: Callable[[Target, Dispatch, datetime], Answer]
    counted: Counter[str] = field(default_factory=Counter)
    strikes: Counter[str] = field(default_factory=Counter)
    gone: set[str] = field(default_factory=set)

    def settle(self, dispatch: Dispatch) -> None:
        """Send one message, or say why not; the answer is written down before the next."""
        answer = self._answer(dispatch)
        if answer is None:
            self.counted["resting"] += 1
        elif answer.accepted:
            self.strikes[dispatch.target] = 0
            self.counted["sent"] += 1
            self.outbox.dispatch_done(dispatch.id, self.clock())
        else:
            self._failed(dispatch, answer)

    def _answer(self, dispatch: Dispatch) -> Answer | None:
        target = self.targets.get(dispatch.target)
        if target is None:
            return Answer(accepted=False, error=f"no target named {dispatch.target!r} in settings")
        if dispatch.target in self.gone:
            return Answer(accepted=False, error="HTTP 410: the target is gone", gone=True)
        if self.strikes[dispatch.target] >= STRIKES:
            return None
        return self.send(target, dispatch, self.clock())

    def _failed(self, dispatch: Dispatch, answer: Answer) -> None:
        if dispatch.target in self.targets:
            self.strikes[dispatch.target] += STRIKES if answer.resting else 1
        if answer.gone:
            self.gone.add(dispatch.target)
        now = self.clock()
        retry_at = next_attempt(now, dispatch.attempts + 1, answer, self.jitter())
        self.counted["failed" if retry_at else "dead"] += 1
        self.outbox.dispatch_failed(dispatch.id, now, retry_at, answer.error)

    def delivered(self) -> Delivered:
        """The pass in figures."""
        return Delivered(
            sent=self.counted["sent"],
            failed=self.counted["failed"],
            dead=self.counted["dead"],
            resting=self.counted["resting"],
            gone=tuple(sorted(self.gone)),
        )
