"""A market of two providers over eleven weeks, one of which nobody looked, and its publication."""

from datetime import date, timedelta
from math import sin

from market.trends.cells import Cell, parse
from market.trends.observation import Observation
from monitor.house import House
from monitor.publishing import publish_night

MONDAY = date(2026, 1, 5)
MISSED = 6
WEEKS = [MONDAY + timedelta(weeks=n) for n in range(12) if n != MISSED]
LAST_NIGHT = WEEKS[-1] + timedelta(days=3)

CLAUDE = parse("relay_api/tokens/anthropic/premium/unknown")
GPT = parse("relay_api/tokens/openai/premium/unknown")
PLAN = parse("account/month/openai/plan/unknown")


def _seen(cell: Cell, operator: int, week: int) -> Observation:
    """Everybody a little cheaper every week; the list price of one provider falls once."""
    listed = -0.25 if cell == GPT and week >= 9 else 0.0
    log = -2.0 + 0.1 * operator - 0.01 * week - listed + 0.02 * sin(operator * week)
    channel = f"=shop{operator}.example" if operator == 3 else f"shop{operator}.example"
    return Observation(
        period=MONDAY + timedelta(weeks=week),
        channel=channel,
        operator=channel,
        cell=cell,
        log_ratio=log,
        list_part=listed,
        fx_part=0.001 * week,
        lowest=log,
        rows=20 + operator,
        nights=7,
        implausible=0,
        exact=20,
        currency="CNY",
    )


def observe(house: House) -> None:
    """Twelve operators sell the one, six the other, two a plan."""
    for week in range(12):
        if week == MISSED:
            continue
        told = [
            _seen(cell, operator, week)
            for cell, many in ((CLAUDE, 12), (GPT, 6), (PLAN, 2))
            for operator in range(many)
        ]
        house.store.keep_observations(MONDAY + timedelta(weeks=week), told)


def tell(house: House) -> None:
    """Observed, and published as of the last night."""
    observe(house)
    publish_night(house, LAST_NIGHT)
