"""Price spans and tables small enough to reckon with in one's head."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from market.fx import FxRates, FxRow
from market.pricebook import PriceBook
from market.prices.rows import PriceRow
from market.trends.observation import Observation
from market.trends.observe import Known, Observed, observe
from market.trends.periods import Periods
from market.trends.spans import PriceSpan
from market.types import Unit

WEEK = date(2026, 8, 10)
BEFORE = date(2026, 8, 3)
LONG_AGO = date(2026, 1, 1)


def nights(first: date, many: int = 7) -> tuple[date, ...]:
    """So many nights from the first on."""
    return tuple(first + timedelta(days=n) for n in range(many))


def listed(
    model: str, given: str, taken: str | None = None, since: date | None = None
) -> list[PriceRow]:
    """An invented maker's prices of a million tokens in and out."""
    told = [(Unit.INPUT, given)] + ([(Unit.OUTPUT, taken)] if taken else [])
    return [
        PriceRow("anthropic", f"claude-{model}", u, Decimal(usd), since, "vendor")
        for u, usd in told
    ]


BOOK = PriceBook(
    [*listed("opus-a", "10", "50"), *listed("opus-b", "4", "20"), *listed("sonnet-a", "2", "10")]
)
FX = FxRates([FxRow("CNY", LONG_AGO, Decimal("7.2"))])


def span(unit: str = Unit.INPUT, paid: str = "1", **other: object) -> PriceSpan:
    """What a station asks for a million tokens, in dollars, since long ago."""
    told: dict[str, object] = {
        "channel": "larch.example",
        "source": "larch",
        "provider": "anthropic",
        "model": "claude-opus-a",
        "listed_as": "claude-opus-a",
        "access": "relay_api",
        "group": "default",
        "supply": "unknown",
        "unit": unit,
        "paid": Decimal(paid),
        "currency": "USD",
        "basis": "exact",
        "valid_from": LONG_AGO,
        "valid_to": None,
    }
    return PriceSpan(**{**told, **other})  # type: ignore[arg-type]


def pair(given: str, taken: str, **other: object) -> list[PriceSpan]:
    """An offer with a price for what goes in and one for what comes out."""
    return [span(Unit.INPUT, given, **other), span(Unit.OUTPUT, taken, **other)]


def told(
    spans: Iterable[PriceSpan],
    *,
    book: PriceBook = BOOK,
    fx: FxRates = FX,
    read: Mapping[str, tuple[date, ...]] | None = None,
    period: date = WEEK,
    periods: str = "week",
    sort: bool = True,
    **more: object,
) -> Observed:
    """What a period comes to; every source was read every night of the week and the one before."""
    spans = list(spans)
    spans = sorted(spans, key=lambda one: one.source) if sort else spans
    always = {one.source: nights(BEFORE, 14) for one in spans}
    known = Known(book, fx, always if read is None else read, **more)  # type: ignore[arg-type]
    return observe(period, spans, known, Periods(periods))


def by_measure(observed: Observed) -> dict[str, Observation]:
    """The observations of one leaf, by measure."""
    found = {one.cell.unit: one for one in observed.observations}
    assert len(found) == len(observed.observations)
    return found
