"""Pages that many sites have none of: what comes of them is told, and the rest is not doubted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from market.types import Level, Outcome
from parsers.adapter import Link
from parsers.locate import Located

_TOO_MANY = 429  # says nothing of the page, and all of how welcome we are


def links(located: Iterable[Located]) -> Iterator[Link]:
    """Where the pages of a visit lead, by their adapters."""
    for each in located:
        yield from each.adapter.follow(each.page) if each.adapter else ()


def excused(located: Sequence[Located]) -> list[Located]:
    """The same pages, an optional one without a verdict where it was refused or has changed."""
    spared = {link.url for link in links(located) if link.optional}
    return [_excused(each) if _asked_for(each) & spared else each for each in located]


def _asked_for(each: Located) -> set[str]:
    return {each.page.url, each.page.evidence.asked}


def _excused(each: Located) -> Located:
    challenged = any(issue.code == "challenge" for issue in each.issues)
    if challenged or each.page.evidence.status == _TOO_MANY:
        return each
    if each.outcome not in {Outcome.BLOCKED, Outcome.DRIFTED}:
        return each
    level = Level.INFO if each.outcome is Outcome.BLOCKED else Level.WARNING
    issues = tuple(replace(issue, level=level) for issue in each.issues)
    return replace(each, outcome=None, issues=issues)
