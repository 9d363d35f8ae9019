"""What a status page watches: its groups' and monitors' names often say where access comes from,
and sometimes from whom it is bought.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from market import supply
from market.claims import Availability, ModelOnOffer, Supply
from market.names import resolve
from market.types import Fact, Issue, Level, Listing, Mention
from parsers.links import on_the_web
from parsers.mentions import link
from parsers.payload import mapping, number, pointer, sequence, words, written
from parsers.prose import plain

READER = "uptime_kuma/1"
WATCHED, UP = "monitor:", "up:"
_LONGEST = 200  # characters of a name that means something
_PERIODS = {"24": "day", "720": "month"}  # hours


def listings(groups: list[Any]) -> Iterator[Listing]:
    """One listing a group and one a monitor in it, by their names."""
    if not groups:
        issue = Issue(Level.INFO, "no_monitors", "a status page that shows nothing")
        yield Listing("groups", "groups", issues=(issue,))
    for at, group in enumerate(map(mapping, groups)):
        name = plain(words(group.get("name")))
        yield _named(f"group:{group.get('id', at)}", name, "", pointer("publicGroupList", at))
        for monitor_at, monitor in _monitors(group):
            place = pointer("publicGroupList", at, "monitorList", monitor_at)
            title = plain(words(monitor.get("name")))
            yield _named(f"{WATCHED}{monitor.get('id', monitor_at)}", title, name, place)


def _monitors(group: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    return enumerate(map(mapping, sequence(group.get("monitorList"))))


def _named(key: str, name: str, group: str, place: str) -> Listing:
    """A name as what it claims of supply and model; one that speaks of neither says so."""
    claims = tuple(_claims(name))
    facts = tuple(Fact(each, name, span=(0, len(name)), reader=READER) for each in claims)
    issue = Issue(
        Level.INFO, "unknown_monitor", f"{name[:60]!r} names no supply and no model", place
    )
    return Listing(key, name, name, group, facts=facts, issues=() if claims else (issue,))


def _claims(name: str) -> Iterator[Supply | ModelOnOffer]:
    if len(name) > _LONGEST:
        return
    if (origin := supply.origin(name)) != "unknown":
        yield Supply(name, origin)
    if model := resolve(name):
        yield ModelOnOffer(model.provider, model.model, "relay_api")


def uptimes(told: dict[str, Any]) -> Iterator[Listing]:
    """One listing a monitor and period: the share of it that it was up. Its name is elsewhere."""
    for name, value in told.items():
        monitor, _, hours = name.partition("_")
        share, place = number(value), pointer("uptimeList", name)
        if share is None or share > Decimal(1) or not monitor or hours not in _PERIODS:
            issue = Issue(Level.INFO, "odd_uptime", f"{name}: {value!r}", place)
            yield Listing(f"{UP}{name}", "", issues=(issue,))
        else:
            up = Availability(monitor, share, _PERIODS[hours])
            fact = Fact(up, written(value), place=place, reader=READER)
            yield Listing(f"{UP}{name}", "", facts=(fact,))


def mentions(groups: list[Any]) -> Iterator[Mention]:
    """Addresses that are watched, where the operator shows them: an upstream's, or its own."""
    for at, group in enumerate(map(mapping, groups)):
        for monitor_at, monitor in _monitors(group):
            url = words(monitor.get("url"))
            if monitor.get("sendUrl") and on_the_web(url):
                place = pointer("publicGroupList", at, "monitorList", monitor_at, "url")
                yield link(url, words(monitor.get("name")), place)
