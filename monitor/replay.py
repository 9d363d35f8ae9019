"""Steps 3-7 again over stored pages with today's parsers: history repaired without one request."""

from collections.abc import Callable

from monitor.house import House
from monitor.judging import judge_night, link_night
from monitor.observing import observe_night
from monitor.publishing import publish_night
from monitor.reading import in_reading_order, read_and_remember
from monitor.weighing import declared
from storage import Store
from storage.views import Run

Told = Callable[[str], None]


def replay(house: House, tell: Told) -> int:
    """Forget what was read and judged, keep what was fetched and what people decided, and go
    through every night again, in order. Nothing is sent to any target.

    Raises storage.Busy while a night runs, ValueError for a bad table of weights.
    """
    declared(
        house.settings.trends.weights
    )  # a bad one must not come to light when all is forgotten
    with house.store.lock("nightly"):
        house.store.forget_readings()
        return resume(house, tell)


def interrupted(store: Store) -> bool:
    """Whether a replay was killed half-way: the newest closed night has pages left unread."""
    for run in store.runs():
        plan = store.plan(run.id)
        if run.state == "closed" and plan:
            return any(planned.state == "fetched" for planned in plan)
    return False


def resume(house: House, tell: Told) -> int:
    """Read and judge again what a replay has not come to yet; how many nights there are."""
    runs = [run for run in reversed(house.store.runs()) if house.store.plan(run.id)]
    for run in runs:
        tell(f"{run.on} {_again(house, run)} visits")
    for last in [run for run in runs if run.state == "closed"][-1:]:
        publish_night(house, last.on)
    return len(runs)


def _again(house: House, run: Run) -> int:
    visits = [one for one in house.store.plan(run.id) if one.visited is not None]
    for planned in in_reading_order(visits):
        if planned.state == "fetched":
            read_and_remember(house, run.id, planned, run.on)
    house.store.settle(run.id)
    if run.state == "closed":  # an open one is judged when its night is finished
        link_night(house, run)
        observe_night(house, run)
        judge_night(house, run, ())
    return len(visits)
