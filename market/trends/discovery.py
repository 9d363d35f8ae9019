"""How many operators the work done so far has brought, and what the last of it still brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_LATELY = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Step:
    """After a night: pages fetched and operators met, from the first night on."""

    night: date
    pages: int
    operators: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """The curve, and new operators per 1,000 pages within its last 28 days; None without pages."""

    curve: tuple[Step, ...]
    lately: float | None


def discovery(met: Mapping[date, int], pages: Mapping[date, int]) -> Discovery:
    """The curve from operators met for the first time, and pages fetched, by night."""
    operators = fetched = 0
    curve = []
    for night in sorted(met.keys() | pages.keys()):
        operators += met.get(night, 0)
        fetched += pages.get(night, 0)
        curve.append(Step(night, fetched, operators))
    return Discovery(tuple(curve), _lately(curve))


def _lately(curve: list[Step]) -> float | None:
    if not curve:
        return None
    before = [step for step in curve if step.night <= curve[-1].night - _LATELY] or curve[:1]
    asked = curve[-1].pages - before[-1].pages
    return 1000 * (curve[-1].operators - before[-1].operators) / asked if asked else None
