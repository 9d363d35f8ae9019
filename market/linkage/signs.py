"""Values that channels show, and what two channels have in common."""

from dataclasses import dataclass
from datetime import date

from market.linkage.kinds import Strength


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """A value that one channel shows, or that others show of it.

    ``own``: on its own site; otherwise only a directory's row or a post says so.
    """

    channel: str
    kind: str
    value: str
    first_seen: date
    gone_on: date | None = None  # the first believable read without it
    own: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that both channels of a pair show, and what it counts for between these two."""

    kind: str
    sort: str
    value: str
    strength: Strength  # between these two; WEAK says nothing
    since: date  # both were seen with it
    seen_with: int  # channels
    cap: int
    sources: tuple[str, ...]
    contested: bool = False  # contacts of some that show it differ
    note: str = ""  # why it counts for less than its kind does, or why its kind is weak

    @property
    def counts(self) -> bool:
        """Whether it says anything of who runs the two."""
        return self.strength is not Strength.WEAK

    @property
    def common(self) -> bool:
        """Whether more channels show it than its kind allows."""
        return self.seen_with > self.cap


@dataclass(frozen=True, slots=True)
class Tie:
    """Two channels (in the order of their keys) and everything that speaks for or against one
    operator.
    """

    one: str
    other: str
    shared: tuple[Shared, ...]
    linked: bool
    since: date | None = None  # from when on what they share was enough
    strength: Strength = Strength.WEAK  # of what links them
    veto: str = ""  # the kind of which each shows its own, and not the other's
