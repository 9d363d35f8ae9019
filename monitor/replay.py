"""Steps 3-9 again over stored pages with today's parsers: history repaired without one request."""

from collections.abc import Callable

from monitor.house import House
from monitor.nightly import in_reading_order
from monitor.reading import read_and_remember

Told = Callable[[str], None]


def replay(house: House, tell: Told) -> int:
    """Forget what was read, keep what was fetched and decided, and read every night again.

    Raises storage.Busy while a night runs. Killed half-way, the next replay starts over.
    """
    store = house.store
    with store.lock("nightly"):
        runs = sorted(store.runs(), key=lambda run: (run.on, run.id))
        store.forget_readings()
        for run in runs:
            visits = [planned for planned in store.plan(run.id) if planned.visited is not None]
            for planned in in_reading_order(visits):
                read_and_remember(house, run.id, planned, run.on)
            tell(f"{run.on} {len(visits)} visits")
    return len(runs)
