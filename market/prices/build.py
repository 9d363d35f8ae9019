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
    for quote in sorted(litellm, key=lambda quote: len(quote.model)):
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
        _row(cell, steps, at, (source, note), genai, litellm)
        for at in range(len(steps))
        if at == 0 or steps[at][1] != steps[at - 1][1]
    ]


def disagreements(rows: Iterable[PriceRow]) -> tuple[PriceRow, ...]:
    """The rows on which the two tables give different prices."""
    return tuple(row for row in rows if row.disagrees)


def _steps(
    genai: Sequence[Quote], litellm: Mapping[date, Decimal]
) -> tuple[list[tuple[date | None, Decimal]], str, str]:
    """What to follow, which table that is, and why."""
    dated = [(quote.since, quote.usd) for quote in genai if not quote.hours]
    changes = _changes(litellm)
    if not dated or (litellm and any(q.hours for q in genai) and len(dated) == 1):
        why = "genai-prices gives prices by the hour, undated" if dated else ""
        return changes, "litellm", why
    if len(dated) == 1 and len(changes) > 1 and changes[-1][1] == dated[0][1]:
        return changes, "litellm", "genai-prices keeps the latest price only; dated by litellm"
    return dated, "genai-prices", ""


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
    genai: Sequence[Quote],
    litellm: Mapping[date, Decimal],
) -> PriceRow:
    since, usd = steps[at]
    until = steps[at + 1][0] if at + 1 < len(steps) else None
    other = _during(litellm, since, until)
    own = usd if told[0] == "genai-prices" else _last(genai, until)
    source, note = told
    if None not in (own, other) and own == other:
        source = "both"
    elif None not in (own, other):
        note = note or f"tables disagree; {source} followed: the dated, reviewed table"
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


def _last(genai: Sequence[Quote], until: date | None) -> Decimal | None:
    """genai-prices' number for the open row; it says nothing of stretches that have ended."""
    plain = [quote.usd for quote in genai if not quote.hours]
    return plain[-1] if plain and until is None else None
