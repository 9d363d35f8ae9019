"""Figures of use that a new-api shows: requests and tokens by model, and uptime by monitor."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from market import supply
from market.claims import Availability, Supply, Volume
from market.types import Fact, Issue, Level, Listing, Page
from parsers.adapter import Drifted
from parsers.links import asked
from parsers.payload import mapping, number, pointer, sequence, words, written
from parsers.sites.new_api.rows import READER

_PERIODS = {"today": "day", "week": "week", "month": "month", "year": "year"}
_HOURS = {24: "day", 168: "week", 720: "month"}
_NAMED = 300  # characters of names in one issue


def traffic(page: Page, answer: dict[str, Any]) -> Iterator[Listing]:
    """``/api/perf-metrics/summary``: requests by model, where the version does not hide them."""
    data = mapping(answer.get("data"))
    period = _period(page, data)
    facts, bare = _counted(data, "request_count", "requests", period)
    issues = _uncounted("no_request_count", "no count of requests is shown for", bare)
    yield from _shown(Listing("traffic", f"requests in a {period}", facts=facts, issues=issues))


def _period(page: Page, data: dict[str, Any]) -> str:
    """The window it states; else the one asked for, which is a day unless told otherwise."""
    start, end = number(data.get("window_start")), number(data.get("window_end"))
    if start is not None and end is not None and end > start:
        hours = int((end - start) / 3600)
    else:
        hours = int(number(asked(page.url, "hours")) or 24)
    return _HOURS.get(hours, f"{hours} hours")


def ranking(page: Page, answer: dict[str, Any]) -> Iterator[Listing]:
    """``/api/rankings``: tokens by model, which some operators add to."""
    data = mapping(answer.get("data"))
    period = _PERIODS.get(asked(page.url, "period") or "week", "total")
    facts, bare = _counted(data, "total_tokens", "tokens", period)
    issues = _uncounted("rank_without_volume", "a rank without tokens for", bare)
    if words(data.get("data_mode")) not in {"", "live"}:
        message = "the operator adds to the tokens that were used"
        issues = (*issues, Issue(Level.WARNING, "adjusted_ranking", message, "/data/data_mode"))
    yield from _shown(Listing("ranking", f"tokens in a {period}", facts=facts, issues=issues))


def _counted(
    data: dict[str, Any], field: str, unit: str, period: str
) -> tuple[tuple[Fact, ...], list[str]]:
    """A volume for each model that shows one, and the names of those that show none."""
    rows = data.get("models")
    if not isinstance(rows, list):
        raise Drifted(f"models are {type(rows).__name__}")
    facts, bare = [], []
    for at, row in enumerate(map(mapping, rows)):
        name, amount = words(row.get("model_name")), number(row.get(field))
        if name and amount:
            value, place = Volume(amount, unit, period, name), pointer("data", "models", at, field)
            facts.append(Fact(value, written(row[field]), place=place, reader=READER))
        else:
            bare.append(name or f"row {at}")
    return tuple(facts), bare


def _uncounted(code: str, message: str, names: list[str]) -> tuple[Issue, ...]:
    if not names:
        return ()
    told = f"{message} {len(names)} models: {', '.join(names)[:_NAMED]}"
    return (Issue(Level.INFO, code, told, "/data/models"),)


def _shown(listing: Listing) -> Iterator[Listing]:
    """The listing, if it says anything: most sites count nothing."""
    if listing.facts or listing.issues:
        yield listing


def uptime(answer: dict[str, Any]) -> Iterator[Listing]:
    """``/api/uptime/status``: the share of a day each monitor was up; ``status`` is stale there.
    What monitors are called is a claim of supply, as often as not of the one upstream.
    """
    facts: list[Fact] = []
    issues: list[Issue] = []
    for at, category in enumerate(map(mapping, sequence(answer.get("data")))):
        monitors = sequence(category.get("monitors"))
        if not monitors:
            message = f"{words(category.get('categoryName'))}: no monitors"
            issues.append(Issue(Level.INFO, "no_monitors", message, pointer("data", at)))
        for nth, monitor in enumerate(map(mapping, monitors)):
            place = pointer("data", at, "monitors", nth)
            facts += _claimed(monitor, place)
            found = _up(monitor, f"{place}/uptime")
            if isinstance(found, Issue):
                issues.append(found)
            else:
                facts.append(found)
    yield from _shown(Listing("uptime", "uptime", facts=tuple(facts), issues=tuple(issues)))


def _claimed(monitor: dict[str, Any], place: str) -> Iterator[Fact]:
    name = words(monitor.get("name"))
    if (origin := supply.origin(name)) != "unknown":
        claim, quote = Supply(name, origin), written(monitor["name"])
        yield Fact(claim, quote, place=f"{place}/name", reader=READER)


def _up(monitor: dict[str, Any], place: str) -> Fact | Issue:
    name, share = words(monitor.get("name")), number(monitor.get("uptime"))
    # 0 is also what a monitor shows that was not measured yet.
    if not name or share is None or not Decimal(0) < share <= 1:
        message = f"{name or 'a monitor'}: uptime {monitor.get('uptime')!r}"
        return Issue(Level.INFO, "no_uptime", message, place)
    return Fact(Availability(name, share), written(monitor["uptime"]), place=place, reader=READER)
