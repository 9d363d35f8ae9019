"""What a target made of one message."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Answer:
    """``accepted``, or why not.

    ``retry_after``: the receiver said when. ``gone``: never again. ``resting``: the trouble is
    the receiver's, not this message's, so the rest of the pass may leave it alone.
    """

    accepted: bool
    error: str = ""
    retry_after: timedelta | None = None
    gone: bool = False
    resting: bool = False


ACCEPTED = Answer(accepted=True)
