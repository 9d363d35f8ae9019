"""What ends a request, and on an entry page the visit: honest outcomes, never worked around."""

from typing import ClassVar

from market.types import Issue, Level, Outcome


class Ending(Exception):
    """Why nothing more comes of an address; ``code`` names it for good."""

    outcome: ClassVar[Outcome]

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.noted: tuple[Issue, ...] = ()  # what was seen on the way to it

    def issue(self, place: str, level: Level = Level.WARNING) -> Issue:
        """The same for a person to read."""
        return Issue(level, self.code, self.message, place)


class Denied(Ending):
    """robots.txt closes the door, or could not be read, which is the same."""

    outcome = Outcome.DENIED


class Refused(Ending):
    """An address we do not visit."""

    outcome = Outcome.REFUSED


class Walled(Ending):
    """A challenge, a log-in page, 401, 403 or 429."""

    outcome = Outcome.BLOCKED


class Unreachable(Ending):
    """No page came back. ``reset`` is the one failure worth a second try."""

    outcome = Outcome.UNREACHABLE


class OutOfBudget(Ending):
    """Pages, bytes or seconds are used up: what was fetched so far is kept."""

    outcome = Outcome.UNREACHABLE
