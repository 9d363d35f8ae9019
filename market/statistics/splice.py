"""A rolling window's newest index joined to what was published before, which is never revised.

Mean splice on published (Diewert & Fox; ABS 6401.0.60.004): the geometric mean, over the periods
both have, of published × the window's movement since.
"""

from collections.abc import Sequence

import numpy as np

from market.statistics.panel import Logs


def mean_on_published(published: Sequence[float], window: Sequence[float]) -> float:
    """The next published value. ``window`` ends with the new period; the periods before it are the
    last ones of ``published``. NaN where no earlier period has both.
    """
    ends = np.asarray(published[-(len(window) - 1) :], dtype=float)
    newest, earlier = float(window[-1]), np.asarray(window[-1 - len(ends) : -1], dtype=float)
    joined = np.log(ends) + np.log(newest) - np.log(earlier)
    return float(np.exp(np.nanmean(joined))) if np.isfinite(joined).any() else float("nan")


def rolling(windows: Sequence[Logs]) -> Logs:
    """All published values, from the first window whole and one from each later window."""
    published = [float(value) for value in windows[0]]
    for window in windows[1:]:
        published.append(mean_on_published(published, list(map(float, window))))
    return np.asarray(published)
