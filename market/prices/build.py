"""Merges the quotes of both tables into dated rows, one history for each model and unit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from market.namekeys import Key
from market.prices.identity import release_dates, spelled
from market.prices.rows import PriceRow
from market.prices.tables import Quote
from market.types import Unit

_HALF_A_DAY = 12
Cell = tuple[str, str, Unit]


def build(
    genai: Iterable[Quote],
    litellm: Iterable[Quote],
    plans: Iterable[PriceRow] = (),
    aliases: Mapping[Key, tuple[str, str]] | None = None,
) -> tuple[PriceRow, ...]:
    """The whole book. Give litellm's table as it stood on several days to date its changes."""
    genai, litellm = list(genai), list(litellm)
    names = spelled([*litellm, *genai], aliases or {})
    released = release_dates([*genai, *litellm], names)
    ours: dict[Cell, list[Quote]] = defaultdict(list)
    theirs: dict[Cell, dict[date, Decimal]] = defaultdict(dict)
    for quote in genai:
        ours[quote.provider, names[quote.provider, quote.model], quote.unit].append(quote)
    # The plain spelling speaks for the model where copies of it differ.
    for quote in sorted(litellm, key=lambda q: q.model != names[q.provider, q.model]):
        cell = (quote.provider, names[quote.provider, quote.model], quote.unit)
        theirs[cell].setdefault(quote.seen or date.min, quote.usd)
    rows = [
        row
        for cell in sorted(ours.keys() | theirs.keys())
        for row in history(cell, ours[cell], theirs[cell], released.get(cell[:2]))
    ]
    return (*rows, *plans)


def history(
    cell: Cell, genai: Sequence[Quote], litellm: Mapping[date, Decimal], released: date | None
) -> list[PriceRow]:
    """The dated rows of one model and unit, oldest first."""
    steps, source, note = _steps(genai, litellm)
    steps = [(released if since is None else since, usd) for since, usd in steps]
    return [
        _row(cell, steps, at, (source, note), litellm)
        for at in range(len(steps))
        if at == 0 or steps[at][1] != steps[at - 1][1]
    ]


def disagreements(rows: Iterable[PriceRow]) -> tuple[PriceRow, ...]:
    """The rows on which the two tables give different prices."""
    return tuple(row for row in rows if row.disagrees)


def _steps(
    genai: Sequence[Quote], litellm: Mapping[date, Decimal]
) -> tuple[list[tuple[date | None, Decimal]], str, str]:
    """What to follow, which table that is, and what there is to say about it."""
    told = _most_hours(genai)
    changes = _changes(litellm)
    if not told:
        return changes, "litellm", ""
    if len(told) == 1 and len(changes) > 1 and any(quote.hours for quote in genai):
        return changes, "litellm", "genai-prices gives undated prices by the hour"
    note = "the price of most hours of the day" if any(quote.hours for quote in genai) else ""
    if len(told) == 1 and len(changes) > 1:
        earlier = ", ".join(f"{usd.normalize():f}" for _, usd in changes)
        note = note or f"genai-prices gives no dates; litellm's copies went {earlier}"
    return told, "genai-prices", note


def _most_hours(genai: Sequence[Quote]) -> list[tuple[date | None, Decimal]]:
    """The dated prices; where the last depends on the hour, the one that holds for longest."""
    told = [(quote.since, quote.usd) for quote in genai if quote.hours is None]
    hours: dict[Decimal, Decimal] = defaultdict(Decimal)
    for quote in genai:
        hours[quote.usd] += quote.hours or 0
    longest = max(hours, key=lambda usd: hours[usd], default=None)
    if told and longest is not None and hours[longest] > _HALF_A_DAY:
        told[-1] = (told[-1][0], longest)
    return told


def _changes(litellm: Mapping[date, Decimal]) -> list[tuple[date | None, Decimal]]:
    """A price change is dated by the first copy of the table that shows it."""
    steps: list[tuple[date | None, Decimal]] = []
    for seen in sorted(litellm):
        if not steps or steps[-1][1] != litellm[seen]:
            steps.append((seen if steps else None, litellm[seen]))
    return steps


def _row(
    cell: Cell,
    steps: Sequence[tuple[date | None, Decimal]],
    at: int,
    told: tuple[str, str],
    litellm: Mapping[date, Decimal],
) -> PriceRow:
    since, usd = steps[at]
    until = steps[at + 1][0] if at + 1 < len(steps) else None
    other = _during(litellm, since, until)
    source, note = told
    own = usd if source == "genai-prices" else None
    if source == "litellm":
        other = usd
    if own is not None and own == other:
        source = "both"
    elif own is not None and other is not None:
        why = "tables disagree; genai-prices followed: dated and reviewed"
        note = f"{why}; {note}" if note else why
    return PriceRow(*cell, usd, since, source, own, other, note)


def _during(
    litellm: Mapping[date, Decimal], since: date | None, until: date | None
) -> Decimal | None:
    inside = [
        seen
        for seen in sorted(litellm)
        if (since is None or seen >= since) and (until is None or seen < until)
    ]
    return litellm[inside[-1]] if inside else None
