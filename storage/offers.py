"""Offers and their price points: a new point only when something about the price changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, select, update

from market.types import Issue, Level, Offer
from market.wire import encode
from storage.identity import Resolved
from storage.keys import offer_key, price_state
from storage.occasion import Count, Occasion
from storage.tables import OFFER, PRICE_POINT
from storage.writer import Found, Writer

_LARGEST = 30  # decimal places either way; no price has more, and columns must hold it
_POINT = update(PRICE_POINT).where(
    PRICE_POINT.c.offer == bindparam("of"), PRICE_POINT.c.valid_from == bindparam("since")
)
_OFFER = update(OFFER).where(OFFER.c.id == bindparam("of"))


def remember(
    writer: Writer, occasion: Occasion, found: Sequence[Resolved], count: Count
) -> list[Issue]:
    """Writes what differs from what is in force; issues name the offers that were not kept."""
    shown, issues = _offers(occasion, found)
    known = _known(writer, occasion.source)
    fresh = {key: pair for key, pair in shown.items() if key not in known}
    _open(writer, occasion, fresh)
    changes = [(known[key], shown[key]) for key in shown if key in known]
    changed = [(row, pair) for row, pair in changes if _differs(row, pair[1])]
    _reprice(writer, occasion, changed)
    _relabel(writer, [(row, pair[1]) for row, pair in changes if row.supply != pair[1].supply])
    gone = [row for key, row in known.items() if row.gone_on is None and key not in shown]
    if occasion.healthy:
        _withdraw(writer, occasion.on, gone)
        count.add("offers_withdrawn", len(gone))
    count.add("offers_new", len(fresh))
    count.add("offers_changed", len(changed))
    count.add("offers_unchanged", len(changes) - len(changed))
    return issues


def _known(writer: Writer, source: str) -> dict[int, Found]:
    names = (OFFER.c.id, OFFER.c.state, OFFER.c.priced_on, OFFER.c.gone_on, OFFER.c.supply)
    rows = writer.connection.execute(select(*names).where(OFFER.c.source == source))
    return {row.id: row for row in rows}


def _offers(
    occasion: Occasion, found: Iterable[Resolved]
) -> tuple[dict[int, tuple[str, Offer]], list[Issue]]:
    """By key. Of two that differ only in price the cheaper is kept, and the other named."""
    shown: dict[int, tuple[str, Offer]] = {}
    issues: list[Issue] = []
    for one in found:
        for offer in one.marks.sighting.offers:
            if problem := _absurd(offer):
                issues.append(problem)
                continue
            key = offer_key(occasion.source, one.channel, offer)
            held = shown.get(key)
            if held is not None and price_state(held[1]) != price_state(offer):
                issues.append(_duplicate(max(held[1], offer, key=_rank)))
            if held is None or _rank(offer) < _rank(held[1]):
                shown[key] = (one.channel, offer)
    return shown, issues


def _rank(offer: Offer) -> tuple[Decimal, int]:
    return offer.paid, price_state(offer)


def _duplicate(offer: Offer) -> Issue:
    said = f"{offer.listed_as} ({offer.group}, {offer.unit}) is listed twice; {offer.paid} not kept"
    return Issue(Level.WARNING, "duplicate_offer", said, offer.place)


def _absurd(offer: Offer) -> Issue | None:
    amounts = (offer.paid, offer.credit_usd, *(factor.value for factor in offer.factors))
    if all(amount is None or _storable(amount) for amount in amounts):
        return None
    said = f"{offer.listed_as} ({offer.group}, {offer.unit}) has no number a price can have"
    return Issue(Level.ERROR, "absurd_amount", said, offer.place)


def _storable(amount: Decimal) -> bool:
    if not amount.is_finite():
        return False
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_LARGEST and amount.adjusted() <= _LARGEST


def _differs(row: Found, offer: Offer) -> bool:
    return row.gone_on is not None or bool(row.state != price_state(offer))


def _open(writer: Writer, occasion: Occasion, fresh: dict[int, tuple[str, Offer]]) -> None:
    rows = [_offer_row(key, occasion, *pair) for key, pair in fresh.items()]
    writer.add(OFFER, rows)
    points = [_point_row(key, occasion.on, None, offer) for key, (_, offer) in fresh.items()]
    writer.add(PRICE_POINT, points)


def _reprice(
    writer: Writer, occasion: Occasion, changed: Sequence[tuple[Found, tuple[str, Offer]]]
) -> None:
    """The point in force ends tonight and the next begins; what began tonight is rewritten."""
    on = occasion.on
    resumed, begun, ended, rewritten = [], [], [], []
    for row, (_, offer) in changed:
        if row.gone_on == on and row.state == price_state(offer):
            resumed.append({"of": row.id, "since": row.priced_on})
            continue
        if row.priced_on == on:
            rewritten.append(_rewriting(row.id, on, offer))
            continue
        begun.append(_point_row(row.id, on, row.priced_on, offer))
        if row.gone_on is None:
            ended.append({"of": row.id, "since": row.priced_on})
    writer.change(_POINT.values(valid_to=None), resumed)
    writer.change(_POINT.values(valid_to=on), ended)
    writer.change(_POINT.values(_settable()), rewritten)
    writer.add(PRICE_POINT, begun)
    states = list(_states(occasion, changed))
    new: dict[str, object] = {
        "state": bindparam("to_state"),
        "priced_on": bindparam("to_priced_on"),
        "gone_on": None,
    }
    writer.change(_OFFER.values(new), states)


def _states(
    occasion: Occasion, changed: Iterable[tuple[Found, tuple[str, Offer]]]
) -> Iterator[dict[str, object]]:
    for row, (_, offer) in changed:
        state = price_state(offer)
        same = row.gone_on == occasion.on and row.state == state
        priced_on = row.priced_on if same else occasion.on
        yield {"of": row.id, "to_state": state, "to_priced_on": priced_on}


def _relabel(writer: Writer, changed: Sequence[tuple[Found, Offer]]) -> None:
    rows = [{"of": row.id, "to_supply": offer.supply} for row, offer in changed]
    writer.change(_OFFER.values(supply=bindparam("to_supply")), rows)


def _withdraw(writer: Writer, on: date, gone: Sequence[Found]) -> None:
    writer.change(_OFFER.values(gone_on=on), [{"of": row.id} for row in gone])
    ends = [{"of": row.id, "since": row.priced_on} for row in gone]
    writer.change(_POINT.values(valid_to=on), ends)


def _offer_row(key: int, occasion: Occasion, channel: str, offer: Offer) -> dict[str, object]:
    return {
        "id": key,
        "source": occasion.source,
        "channel": channel,
        "provider": offer.provider,
        "model": offer.model,
        "listed_as": offer.listed_as,
        "access": offer.access.value,
        "group": offer.group,
        "unit": offer.unit.value,
        "supply": offer.supply,
        "state": price_state(offer),
        "priced_on": occasion.on,
        "first_seen": occasion.on,
    }


def _price(offer: Offer) -> dict[str, object]:
    return {
        "paid": offer.paid,
        "currency": offer.currency,
        "credit_usd": offer.credit_usd,
        "basis": offer.basis.value,
        "factors": encode(offer.factors).decode(),
        "listing": offer.listing,
        "place": offer.place,
        "digest": offer.digest,
    }


def _point_row(key: int, on: date, follows: date | None, offer: Offer) -> dict[str, object]:
    return {"offer": key, "valid_from": on, "follows": follows, **_price(offer)}


def _rewriting(key: int, on: date, offer: Offer) -> dict[str, object]:
    return {"of": key, "since": on, **{f"to_{name}": v for name, v in _price(offer).items()}}


def _settable() -> dict[str, object]:
    names = ("paid", "currency", "credit_usd", "basis", "factors", "listing", "place", "digest")
    return {"valid_to": None, **{name: bindparam(f"to_{name}") for name in names}}
