"""The publisher's year: week by week, with nothing in hand but what was read until then."""

from collections.abc import Sequence
from datetime import date

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.publish import first_weights, lookback, next_numbers
from market.trends.published import Published, Weight
from market.trends.rules import WEEKLY, Rules

Year = dict[tuple[Cell, date], Published]


def play(
    rows: Sequence[Observation], weeks: Sequence[date], *, rules: Rules = WEEKLY, draws: int = 500
) -> Year:
    """What was published of each cell and week when it was final. Nothing is told twice, but for a
    young cell's first weeks, whose index comes once there are enough of them.
    """
    told: Year = {}
    weights: list[Weight] = []
    for at, week in enumerate(weeks):
        past = weeks[: at + 1]
        since = lookback(past, rules)
        near = [row for row in rows if since <= row.period <= week]
        before = [one for (_, period), one in told.items() if since <= period < week]
        if at < rules.history:
            weights = first_weights(near, week.year)
        for one in next_numbers(week, past, near, before, weights, rules, draws=draws):
            _keep(told, one)
    return told


def _keep(told: Year, one: Published) -> None:
    """Raises ValueError where a number that was there would become another."""
    there = told.get((one.cell, one.period))
    if there is not None and there.moved not in {None, one.moved}:
        raise ValueError(f"{one.cell} of {one.period} was published already")
    told[one.cell, one.period] = one
