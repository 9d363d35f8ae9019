"""Which alert or lead a person means: its whole id, the start of it, or the channel it is about."""

from collections.abc import Sequence
from typing import TypeVar

from market.judgement import Alert, Lead
from storage import StoreError, Unknown

SHORT = 8  # characters of an id that tables show


Told = TypeVar("Told", Alert, Lead)


def the_alert(alerts: Sequence[Alert], called: str) -> Alert:
    """The one alert whose id ``called`` begins. Raises Unknown, or StoreError for several."""
    return _the_one(alerts, called, "alert")


def the_lead(leads: Sequence[Lead], called: str) -> Lead:
    """The same for leads, which also go by their channel."""
    of_channel = [lead for lead in leads if lead.channel == called]
    return of_channel[0] if of_channel else _the_one(leads, called, "lead")


def _the_one(known: Sequence[Told], called: str, noun: str) -> Told:
    begun = [one for one in known if called and one.id.startswith(called.lower())]
    if not begun:
        raise Unknown(f"there is no {noun} {called!r}; `resalewatch {noun}s list` shows them")
    if len(begun) > 1:
        raise StoreError(f"{len(begun)} {noun}s begin with {called!r}; give more of the id")
    return begun[0]
