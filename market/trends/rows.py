"""One source's prices as rows of leaf cells: each offer in each measure it can be told in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import isnan, nan
from operator import mul

from market.trends.blend import measures, parts
from market.trends.claims import Row
from market.trends.spans import PriceSpan
from market.trends.tiers import tier
from market.trends.yardsticks import Yardsticks
from market.types import Basis

Leaf = tuple[str, str, str, str, str, str]  # channel, then what a Cell is made of

# Channel, provider, model, listed_as, access, group, supply, currency: input and output of one
# offer differ in nothing of these, so prices in two currencies are never blended.
_Offer = tuple[str, str, str, str, str, str, str, str]
_Paid = Mapping[str, Sequence[float]]  # by unit and night; NaN: not on offer


def rows(spans: Iterable[PriceSpan], yardsticks: Yardsticks) -> Iterator[tuple[Leaf, Row | str]]:
    """Rows, or the word for why there is none: not_read, no_list_price, free_at_list, no_rate."""
    offers: dict[_Offer, dict[str, list[PriceSpan]]] = {}
    for span in spans:
        offers.setdefault(_offer(span), defaultdict(list))[span.unit].append(span)
    for offer, prices in offers.items():
        paid = {unit: _by_night(its, yardsticks.nights) for unit, its in prices.items()}
        exact = all(span.basis == Basis.EXACT for its in prices.values() for span in its)
        for measure in measures(tuple(sorted(prices))):
            yield _leaf(offer, measure), _row(offer, paid, measure, yardsticks, exact=exact)


def _row(
    offer: _Offer, paid: _Paid, measure: str, yardsticks: Yardsticks, *, exact: bool
) -> Row | str:
    _, provider, model, _, _, _, _, currency = offer
    weighted = _weighted(paid, measure)
    if all(map(isnan, weighted)):
        return "not_read"
    against = yardsticks.against((provider, model, measure, currency))
    return against if isinstance(against, str) else Row(weighted, against, exact, currency)


def _offer(span: PriceSpan) -> _Offer:
    named = (span.channel, span.provider, span.model, span.listed_as)
    return (*named, span.access, span.group, span.supply, span.currency)


def _leaf(offer: _Offer, measure: str) -> Leaf:
    channel, provider, model, _, access, _, supply, _ = offer
    return channel, access, measure, provider, tier(provider, model, measure), supply


def _weighted(paid: _Paid, measure: str) -> Sequence[float]:
    weights = parts(measure)
    if len(weights) == 1:
        return paid[next(iter(weights))]
    nights = zip(*(paid[unit] for unit in weights), strict=True)
    return [sum(map(mul, weights.values(), night)) for night in nights]


def _by_night(spans: Sequence[PriceSpan], nights: Sequence[date]) -> list[float]:
    if not nights:
        return []
    if len(spans) == 1 and spans[0].holds(nights[0]) and spans[0].holds(nights[-1]):
        return [float(spans[0].paid)] * len(nights)
    return [next((float(s.paid) for s in spans if s.holds(night)), nan) for night in nights]
