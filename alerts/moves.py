"""Which offers took a step down that tonight's read seconded."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from alerts.night import Move
from alerts.steps import LEAST_CUT, confirmed_steps
from storage.views import PriceHistory

ShareOf = Callable[[PriceHistory, Decimal], Decimal | None]


def moves_on(
    histories: Iterable[PriceHistory], on: date, unhealthy: Iterable[str], share_of: ShareOf
) -> Iterator[Move]:
    """Steps confirmed on ``on``, in the order of the histories.

    A source that was not read tonight, or not believed, seconds nothing.
    """
    doubted = frozenset(unhealthy)
    for history in histories:
        if history.source in doubted or not _may_have_moved(history, on):
            continue
        steps = confirmed_steps([paid for _, paid in history.reads])
        if steps and steps[-1].at == len(history.reads) - 1:
            yield Move(history, steps[-1], share_of(history, steps[-1].after))


def _may_have_moved(history: PriceHistory, on: date) -> bool:
    """A quick no for the many histories that end level or high."""
    if not history.reads or history.reads[-1][0] != on:
        return False
    highest = max(paid for _, paid in history.reads)
    return history.reads[-1][1] <= highest * (1 - LEAST_CUT)
