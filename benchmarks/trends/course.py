"""Where the invented market goes: what all sellers aim at, list prices, exchange rates; and the
truth that follows from them, in closed form.

Prices are sticky. In a week a seller looks at its price with probability ``moving`` and then asks
what everybody aims at, give or take its own fancy; else its price stands and only the list price
and the exchange rate move its share of list. So the mean posted share C of those who stay is

    C(t) = (1 − moving(t)) · (C(t−1) + list(t) + fx(t)) + moving(t) · target(t)

whatever their age, as newcomers come in at C. C is the truth of the index: the log change common to
the regular prices (no promotion, no sale before the end) of operators who stay, from any week to
any other. It is no sample's mean: with few operators even a perfect index strays from it by chance.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from market.statistics.panel import Logs
from market.trends.published import Parts

TIERS = ("premium", "standard")
CURRENCIES = {"CNY": 0.7, "USD": 0.3}  # the share of operators who ask for it
DRIFT = -0.10  # what everybody aims at falls by, in a year
WAR, RISE, CUT = -0.20, 0.12, 0.80  # ln, ln, and what is left of a premium list price
CALM, STIRRED = 0.30, 0.60  # share of sellers who look at their price in a week


@dataclass(frozen=True, eq=False)
class Course:
    """One possible year. Steps are what each week does to ln(share of list) by itself."""

    target: Logs  # by week; 0 in the first
    moving: Logs
    list_steps: Logs  # by tier and week
    fx_steps: Logs  # by currency and week

    @cached_property
    def common(self) -> Logs:
        """C by currency, tier and week, 0 in the first."""
        given = self.list_steps[None, :, :] + self.fx_steps[:, None, :]
        at = np.zeros(given.shape)
        for week in range(1, len(self.target)):
            stands = 1 - self.moving[week]
            stood = at[:, :, week - 1] + given[:, :, week]
            at[:, :, week] = stands * stood + self.moving[week] * self.target[week]
        return at

    def truth(self, tier: str = "*") -> list[Parts]:
        """What the index of a tier, or of all, has moved by since the first week, and why.

        Tiers count alike, currencies by how many operators ask for them.
        """
        tiers = slice(None) if tier == "*" else [TIERS.index(tier)]
        shares = np.array(list(CURRENCIES.values()))
        total = shares @ self.common[:, tiers].mean(axis=1)
        listed = self.list_steps[tiers].mean(axis=0).cumsum()
        fx = (shares @ self.fx_steps).cumsum()
        rows = zip(total - listed - fx, listed, fx, strict=True)
        return [Parts(*map(float, row)) for row in rows]


def chart(weeks: int, chance: np.random.Generator) -> Course:
    """A year with a war of prices, an agreed rise, a list price cut and a jump of the yuan, each in
    a week of its own choosing.
    """
    target = DRIFT * np.arange(weeks) / 52
    moving = np.full(weeks, CALM)
    war, rise, cut, jump = (_week(weeks, chance, *part) for part in _WHEN)
    target += WAR * np.clip((np.arange(weeks) - war + 1) / 4, 0, 1)
    target[rise:] += RISE
    moving[war : war + 6] = moving[rise : rise + 3] = STIRRED
    list_steps = np.zeros((len(TIERS), weeks))
    list_steps[0, cut] = -np.log(CUT)
    rates = chance.normal(0, 0.003, weeks)
    rates[0] = 0.0
    rates[jump] += 0.03  # a dollar costs more yuan: what is asked in yuan is a smaller share
    return Course(target, moving, list_steps, np.vstack([-rates, np.zeros(weeks)]))


_WHEN = ((0.20, 0.40), (0.60, 0.80), (0.40, 0.60), (0.15, 0.90))  # shares of the year


def _week(weeks: int, chance: np.random.Generator, since: float, until: float) -> int:
    return int(chance.integers(max(1, int(since * weeks)), max(2, int(until * weeks))))
