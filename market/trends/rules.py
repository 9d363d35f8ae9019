"""Every threshold of the levels and indices. Periods are counted, days are days."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Rules:
    """What is left out, what is too little, and how far back a window reaches."""

    # quotes
    plausible: tuple[float, float] = (0.001, 3.0)  # shares of list
    factors: tuple[float, ...] = (7.2, 10.0, 100.0, 1000.0, 1e6)  # of a wrong unit or currency
    near: float = 1.2  # as near to a factor × own median that it is the same
    fence: float = 3.0  # times or parts of the own median
    first_fence: float = 8.0  # a first quote: of the leaf cell's median
    lasting: int = 4  # successive quotes near each other beyond the fence are a real jump

    # products
    gap_days: int = 28  # unseen for longer, a product that comes back is a new one
    dump_days: int = 14  # the end of a vanished product's life
    dump_share: float = 0.8  # of its own median, or less
    doubt: float = 0.01  # that a product is still there after so many misses
    settled: float = 4 / 3  # times or parts of what a product usually asks
    confirm_days: int = 14  # until a move beyond that counts in the index
    opening_days: int = 28
    opening_share: float = 0.95  # of what a newcomer asks later, or less: an opening offer
    detection: tuple[float, float] = (0.5, 0.95)  # bounds of what is believed of one's own eyes

    # windows, in periods
    window: int = 26
    first_window: int = 13  # until there are ``window`` periods
    history: int = 8  # before a cell has an index
    base: int = 4  # publishable periods whose mean is 100
    change: int = 4

    # fewest operators
    pair: int = 3  # for a pair of periods to be used
    link: int = 5  # on the newest link
    level: int = 5
    extremes: int = 3
    few: int = 12  # below: flagged
    interval: int = 5

    def width(self, periods: int) -> int:
        """How many of so many periods the newest window holds."""
        return min(periods, self.window if periods >= self.window else self.first_window)


WEEKLY = Rules()
# Single nights: a parser's mistake may well last four of them, and a history of some nights cannot
# wait for a move to be confirmed.
NIGHTLY = replace(WEEKLY, lasting=14, confirm_days=0, opening_days=0)
