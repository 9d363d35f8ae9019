"""Signs of channels in one line each, for tests of linkage."""

from collections.abc import Iterable
from datetime import date

from market.linkage import Clusters, Sign

DAYS = [date(2026, 7, day) for day in range(1, 31)]


def sign(channel: str, kind: str, value: str, day: int = 1, *, own: bool = True) -> Sign:
    """A value that a channel shows from a day of July on."""
    return Sign(channel, kind, value, date(2026, 7, day), own=own, sources=(f"{channel}-site",))


def shows(channels: str, kind: str, value: str, day: int = 1, *, own: bool = True) -> list[Sign]:
    """The same value at each of the channels, named by one letter."""
    return [sign(channel, kind, value, day, own=own) for channel in channels]


def names(found: Clusters) -> list[str]:
    """The groups as words."""
    return ["".join(sorted(group)) for group in found.groups]


def every(*parts: Iterable[Sign]) -> list[Sign]:
    """All signs in one list."""
    return [one for part in parts for one in part]
