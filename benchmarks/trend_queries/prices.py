"""Offers and price points of invented sellers, in the order in which nights would write them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.trend_queries.calendar import ISO, WEEKS
from benchmarks.trend_queries.sellers import Group, Seller

Raw = tuple[object, ...]  # a row in the order of the table's columns, as its driver takes it


def offers(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``offer``."""
    for seller in market:
        gone = _day(seller.end)
        for at, group in enumerate(seller.groups):
            last = ISO[group.changes[-1][0]]
            for number, ware in enumerate(seller.wares):
                yield (
                    seller.offer(at, number), seller.key, seller.key, ware.provider, ware.model,
                    ware.model, seller.access, group.name, ware.unit, group.supply, 0, last,
                    ISO[seller.begin], gone,
                )  # fmt: skip


def price_points(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``price_point``, week by week."""
    due: dict[int, list[tuple[Seller, int, int]]] = defaultdict(list)
    for seller in market:
        for at, group in enumerate(seller.groups):
            for nth, (week, _) in enumerate(group.changes):
                due[week].append((seller, at, nth))
    for week in sorted(due):
        for seller, at, nth in due.pop(week):
            yield from _changed(seller, at, nth)


def _changed(seller: Seller, at: int, nth: int) -> Iterator[Raw]:
    """A group's new prices: all of its offers get one on the same night."""
    group = seller.groups[at]
    week, ratio = group.changes[nth]
    begins, ends, before = ISO[week], _until(seller, group, nth), None
    if nth:
        before = ISO[group.changes[nth - 1][0]]
    digest = f"{seller.number:032x}{week:032x}"
    factors = (
        '[{"name":"base","place":"/data/0/ratio","value":"1"},'
        f'{{"name":"group_ratio","place":"/data/0/group","value":"{ratio}"}}]'
    )
    for number, ware in enumerate(seller.wares):
        paid = f"{ware.base * ratio * 7:.4f}".rstrip("0").rstrip(".")
        yield (
            seller.offer(at, number), begins, ends, before, paid, "CNY", None, "exact", factors,
            "sheet", "/data/0", digest,
        )  # fmt: skip


def _until(seller: Seller, group: Group, nth: int) -> str | None:
    if nth + 1 < len(group.changes):
        return ISO[group.changes[nth + 1][0]]
    return _day(seller.end)


def _day(week: int) -> str | None:
    return ISO[week] if week < WEEKS else None
