"""Every number of a listing means one thing: what the rules have read, number by number."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from market.types import Fact
from parsers.readers.around import Said


@dataclass(slots=True)
class Ledger:
    """A listing and the roles its numbers have been given; a number once read means nothing else.

    Keys are places of tokens in ``told.text``.
    """

    told: Said
    roles: dict[int, str] = field(default_factory=dict)
    # what the price at a place is for, and its money
    sold: dict[int, tuple[str, str | None]] = field(default_factory=dict)

    def free(self, *places: int) -> bool:
        """Whether none of these numbers has a meaning yet."""
        return not any(at in self.roles for at in places)

    def take(self, role: str, *places: int) -> None:
        """Gives these numbers their meaning; the first one given stays."""
        for at in places:
            self.roles.setdefault(at, role)


Rule = Callable[[Ledger], Iterator[Fact]]
