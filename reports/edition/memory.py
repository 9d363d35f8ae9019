"""What an edition asks of the store, beyond what the nightly page asks."""

from typing import Protocol

from reports import coverage
from reports.asked.memory import Asked


class Past(Asked, coverage.Memory, Protocol):
    """The store, as far as a trend report is concerned."""
