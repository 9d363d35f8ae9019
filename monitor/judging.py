"""LINK and JUDGE a night: operators, then rules, leads and what is owed of them, under this house's
settings.
"""

from collections.abc import Sequence

from alerts.judge import Telling, judge
from alerts.targets import Target
from monitor.house import House
from storage.views import Raised, Run


def link_night(house: House, run: Run) -> None:
    """Group channels by who runs them. Linking the night again changes nothing."""
    most = house.settings.operators.channels_at_most
    house.store.link_operators(run.on, most=most, run_id=run.id)


def judge_night(house: House, run: Run, told: Sequence[Target]) -> Raised:
    """Raise what the night gives cause for, owed to ``told``. Judging it again adds nothing."""
    chosen = house.settings.alerts
    telling = Telling(
        individually_at_most=chosen.individually_at_most, pseudonym_key=chosen.pseudonym_key
    )
    return judge(house.store, run.id, run.on, told, house.book, house.fx, telling)
