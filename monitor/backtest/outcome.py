"""What a backtest comes to: what was raised and published, and how that stands to the truth."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from market.trends.cells import ALL, Cell
from market.trends.published import Published
from monitor.backtest.matching import Score, Told, scores
from monitor.backtest.numbers import IndexScore, LevelScore, index_scores, level_scores
from monitor.backtest.pairs import PairScore, pair_score
from monitor.backtest.play import Played
from monitor.backtest.truth import EVENTS, Truth
from storage import Store


@dataclass(frozen=True, slots=True)
class CellLine:
    """What was published of one cell: the newest level and index, and of how many periods."""

    cell: Cell
    levels: int  # periods with a mean level
    indices: int  # periods with an index
    operators: int  # in the newest period
    since: date | None  # the first period with an index
    until: date  # the newest period
    mean: float | None  # of the newest period with one; shares of list
    low: float | None
    high: float | None
    median: float | None
    index: float | None  # 100 = base
    excluded: int  # quotes in all periods, by any rule


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything held against the truth."""

    alerts: tuple[Score, ...]
    operators: PairScore | None
    index: tuple[IndexScore, ...]
    level: tuple[LevelScore, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A backtest in figures."""

    nights: tuple[date, ...]
    unread: tuple[tuple[date, str], ...]  # nights that were not ok, and how they ended
    channels: int
    operators: int
    told: tuple[Told, ...]
    periods: str
    published: tuple[Published, ...]
    scores: Scores | None

    @property
    def counts(self) -> dict[str, int]:
        """How often each kind was told of."""
        return dict(sorted(Counter(one.kind for one in self.told).items()))

    @property
    def usual(self) -> Cell | None:
        """The provider with the most periods of an index, then with the most operators: what is
        drawn unless another cell is asked for.
        """
        providers = [
            one
            for one in self.cells
            if one.cell.provider != ALL and (one.cell.tier, one.cell.supply) == (ALL, ALL)
        ]
        best = max(providers, key=lambda one: (one.indices, one.operators), default=None)
        return best.cell if best else None

    @property
    def cells(self) -> list[CellLine]:
        """What was published, cell by cell."""
        by_cell: dict[Cell, list[Published]] = {}
        for one in sorted(self.published, key=lambda one: (one.cell, one.period)):
            by_cell.setdefault(one.cell, []).append(one)
        return [_line(cell, rows) for cell, rows in by_cell.items()]


def outcome(
    store: Store,
    played: Sequence[Played],
    truth: Truth | None,
) -> Outcome:
    """What the store remembers of these nights, scored where there is a truth."""
    vintage = next(reversed(store.vintages()), None)
    nights = tuple(sorted({one.run.on for one in played}))
    told = tuple(_told(store, nights))
    numbers = tuple(store.published(vintage.id)) if vintage else ()
    channels = {one.key: one.operator for one in store.channels() if one.first_listed}
    return Outcome(
        nights=nights,
        unread=tuple((one.run.on, one.ending) for one in played if one.ending != "ok"),
        channels=len(channels),
        operators=len(set(channels.values())),
        told=told,
        periods=vintage.periods if vintage else "",
        published=numbers,
        scores=_scores(truth, told, nights, numbers, channels) if truth else None,
    )


def _told(store: Store, nights: Sequence[date]) -> list[Told]:
    alerts = [Told(one.rule, one.on, frozenset(one.entities)) for one in store.alerts()]
    events = [one for one in store.events(nights[0], nights[-1]) if one.kind in EVENTS]
    return alerts + [
        Told(one.kind, one.on, frozenset({f"channel:{one.channel}", f"source:{one.source}"}))
        for one in events
    ]


def _scores(
    truth: Truth,
    told: Sequence[Told],
    nights: Sequence[date],
    published: Sequence[Published],
    channels: dict[str, str],
) -> Scores:
    return Scores(
        alerts=tuple(scores(truth, told, nights)),
        operators=pair_score(truth.operators, channels) if truth.operators else None,
        index=tuple(index_scores(truth, published)),
        level=tuple(level_scores(truth, published)),
    )


def _line(cell: Cell, rows: Sequence[Published]) -> CellLine:
    moved = [(one.period, one.moved.total) for one in rows if one.moved is not None]
    level = next((one.level for one in reversed(rows) if one.level.mean is not None), None)
    left_out = [one.excluded for one in rows]
    return CellLine(
        cell=cell,
        levels=sum(one.level.mean is not None for one in rows),
        indices=len(moved),
        operators=rows[-1].level.operators,
        since=moved[0][0] if moved else None,
        until=rows[-1].period,
        mean=level.mean if level else None,
        low=level.low if level else None,
        high=level.high if level else None,
        median=level.median if level else None,
        index=100 * exp(moved[-1][1]) if moved else None,
        excluded=sum(one.implausible + one.confused + one.fenced for one in left_out),
    )
