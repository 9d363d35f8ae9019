"""A price that fell by more than four fifths: more often a misread unit than a gift."""

from collections.abc import Iterator

from alerts.drops import alert_per_seller
from alerts.night import Night
from market.judgement import Alert, Severity


def suspect_price(night: Night) -> Iterator[Alert]:
    """One alert per operator and provider within seven days, for a person to check the reading."""
    doubtful = [move for move in night.moves if move.suspect]
    yield from alert_per_seller("suspect_price", night, doubtful, Severity.INFO)
