"""Who changed prices within the last week, and what of the change is the seller's own doing.

Change of share = change of the resale price − change of the list price − change of the rate.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TypeGuard

from market.types import Offer, Priced
from reports.changes import Changes
from reports.levels import plausible, product
from reports.memory import Compare
from reports.model import Move

_SEEN_BY_EYE = log(1.005)  # smaller steps are rounding, not a decision of the seller


@dataclass(frozen=True, slots=True)
class Step:
    """One offer's price at the start of the window and now."""

    channel: str
    before: Priced
    now: Priced
    since: date

    @property
    def total(self) -> float:
        """ln of the change of the share of list: the sum of the three parts."""
        return log(float((self.now.share_of_list or 1) / (self.before.share_of_list or 1)))

    @property
    def list_price(self) -> float:
        """The part of the list price: when it falls, the share rises."""
        return log(float((self.before.list_usd or 1) / (self.now.list_usd or 1)))

    @property
    def fx(self) -> float:
        """The part of the exchange rate; a price moved to another currency is the seller's part."""
        same = self.before.offer.currency == self.now.offer.currency
        return log(float(self.before.fx / self.now.fx)) if same else 0.0

    @property
    def seller(self) -> float:
        """The part of the price as posted."""
        return self.total - self.list_price - self.fx


def moves(
    changes: Changes,
    compare: Compare,
    since: date,
    on: date,
    standing: Mapping[str, Mapping[tuple[str, str], int]],
) -> tuple[Move, ...]:
    """One line per channel and cell in which the seller moved prices, the biggest first.

    Only prices that a second read bears out move. ``standing`` says how many offers each channel
    has in each cell tonight.
    """
    stepped: dict[tuple[str, str, str], list[Step]] = defaultdict(list)
    for step in _steps(changes, compare, since, on):
        if abs(step.seller) > _SEEN_BY_EYE:
            stepped[step.channel, *product(step.now.offer)].append(step)
    found = [
        _move(steps, standing[channel][provider, access])
        for (channel, provider, access), steps in stepped.items()
    ]
    return tuple(sorted(found, key=lambda move: (-abs(move.seller), move.channel, move.provider)))


def _steps(changes: Changes, compare: Compare, since: date, on: date) -> Iterator[Step]:
    """Offers priced both early in the window and now, at different prices."""
    for history in changes.histories.values():
        withdrawn = history[-1].valid_to is not None and history[-1].valid_to <= on
        solid = [
            seen
            for seen in history
            if (seen.valid_to is None or seen.valid_to > since) and not changes.doubts(seen)
        ]
        if withdrawn or len(solid) < 2:
            continue
        first, last = solid[0], solid[-1]
        before = compare(first.offer, max(since, first.valid_from))
        now = compare(last.offer, on)
        if _comparable(before) and _comparable(now):
            yield Step(last.channel, before, now, last.valid_from)


def _comparable(priced: Priced | None) -> TypeGuard[Priced]:
    if priced is None or not priced.share_of_list:
        return False
    return plausible(log(float(priced.share_of_list)))


def _move(steps: list[Step], of: int) -> Move:
    """The middle step stands for all: an existing offer, whose parts add up."""
    ordered = sorted(steps, key=lambda step: (step.total, _label(step.now.offer)))
    middle = ordered[(len(ordered) - 1) // 2]
    offer = middle.now.offer
    return Move(
        middle.channel, offer.provider, offer.access, len(steps), max(of, len(steps)),
        offer.listed_as, offer.unit, middle.before.offer.currency, offer.currency,
        middle.before.offer.paid, offer.paid,
        float(middle.before.share_of_list or 0), float(middle.now.share_of_list or 0),
        middle.since, middle.seller, middle.list_price, middle.fx, middle.total,
    )  # fmt: skip


def _label(offer: Offer) -> tuple[str, str, str]:
    return offer.listed_as, offer.group, offer.unit
