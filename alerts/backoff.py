"""When a message that was not accepted is tried again, and when it is given up."""

from datetime import datetime, timedelta

from alerts.answer import Answer

# The Standard Webhooks schedule: what is waited before each attempt.
WAITS = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
LONGEST_WAIT = timedelta(hours=24)
JITTER = 0.1


def next_attempt(
    failed_at: datetime, attempts: int, answer: Answer, jitter: float
) -> datetime | None:
    """When to try again after ``attempts`` failures, or None for the dead letters.

    ``jitter`` (0 to 1) stretches the wait by up to a tenth. The receiver's Retry-After may
    lengthen a wait, up to a day, never shorten it.
    """
    if answer.gone or attempts >= len(WAITS):
        return None
    wait = WAITS[attempts]
    if answer.retry_after is not None:
        wait = max(wait, min(answer.retry_after, LONGEST_WAIT))
    return failed_at + wait * (1 + JITTER * jitter)
