"""Offers and their price points: a new point only when something about the price changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import BindParameter, bindparam, select, update

from market.types import Issue, Level, Offer
from market.wire import encode
from storage.identity import Resolved
from storage.keys import offer_key, price_state
from storage.occasion import Count, Occasion
from storage.tables import OFFER, PRICE_POINT
from storage.writer import Found, Writer

_PLACES = 30  # before and after the point; no price has more, and columns must hold it
_PRICE = ("paid", "currency", "credit_usd", "basis", "factors", "listing", "place", "digest")
_POINT = update(PRICE_POINT).where(
    PRICE_POINT.c.offer == bindparam("of"), PRICE_POINT.c.valid_from == bindparam("since")
)
_OFFER = update(OFFER).where(OFFER.c.id == bindparam("of"))


@dataclass(frozen=True, slots=True)
class _Shown:
    """An offer as a page shows it tonight."""

    key: int
    channel: str
    offer: Offer
    state: int


def remember(
    writer: Writer, occasion: Occasion, found: Sequence[Resolved], count: Count
) -> list[Issue]:
    """Writes what differs from what is in force; issues name the offers that were not kept."""
    known = _known(writer, occasion.source)
    shown, issues = _offers(occasion, found, known)
    fresh = [one for key, one in shown.items() if key not in known]
    _open(writer, occasion, fresh)
    pairs = [(known[key], one) for key, one in shown.items() if key in known]
    changed = [(row, one) for row, one in pairs if _differs(row, one.state)]
    _reprice(writer, occasion.on, changed)
    _relabel(writer, [(row.id, one) for row, one in pairs if row.supply != one.offer.supply])
    if occasion.healthy:
        gone = [row for key, row in known.items() if row.gone_on is None and key not in shown]
        _withdraw(writer, occasion.on, gone)
        count.add("offers_withdrawn", len(gone))
    count.add("offers_new", len(fresh))
    count.add("offers_changed", len(changed))
    count.add("offers_unchanged", len(pairs) - len(changed))
    return issues


def _known(writer: Writer, source: str) -> dict[int, Found]:
    names = (OFFER.c.id, OFFER.c.state, OFFER.c.priced_on, OFFER.c.gone_on, OFFER.c.supply)
    rows = writer.connection.execute(select(*names).where(OFFER.c.source == source))
    return {row.id: row for row in rows}


def _offers(
    occasion: Occasion, found: Iterable[Resolved], known: Mapping[int, Found]
) -> tuple[dict[int, _Shown], list[Issue]]:
    """By key. Of two that differ only in price the cheaper is kept, and the other named."""
    shown: dict[int, _Shown] = {}
    issues: list[Issue] = []
    for one in found:
        for offer in one.marks.sighting.offers:
            if not _sizable(offer):
                issues.append(_absurd(offer))
                continue
            key = offer_key(occasion.source, one.channel, offer)
            now = _Shown(key, one.channel, offer, price_state(offer))
            if (key not in known or known[key].state != now.state) and not _storable(offer):
                issues.append(_absurd(offer))
                continue
            held = shown.setdefault(key, now)
            if held.state != now.state:
                shown[key], dropped = sorted((held, now), key=lambda s: (s.offer.paid, s.state))
                issues.append(_duplicate(dropped.offer))
    return shown, issues


def _duplicate(offer: Offer) -> Issue:
    said = f"{offer.listed_as} ({offer.group}, {offer.unit}) is listed twice; {offer.paid} not kept"
    return Issue(Level.WARNING, "duplicate_offer", said, offer.place)


def _absurd(offer: Offer) -> Issue:
    said = f"{offer.listed_as} ({offer.group}, {offer.unit}) has no number a price can have"
    return Issue(Level.ERROR, "absurd_amount", said, offer.place)


def _amounts(offer: Offer) -> Iterator[Decimal]:
    yield offer.paid
    if offer.credit_usd is not None:
        yield offer.credit_usd
    for factor in offer.factors:
        yield factor.value


def _sizable(offer: Offer) -> bool:
    """Cheap, for every offer: spelling 1E+999999999 in full would take a gigabyte."""
    return all(one.is_finite() and abs(one.adjusted()) <= _PLACES for one in _amounts(offer))


def _storable(offer: Offer) -> bool:
    """For what is written: no more places after the point than a price can have."""
    exponents = (one.as_tuple().exponent for one in _amounts(offer))
    return all(isinstance(exponent, int) and exponent >= -_PLACES for exponent in exponents)


def _differs(row: Found, state: int) -> bool:
    return row.gone_on is not None or bool(row.state != state)


def _open(writer: Writer, occasion: Occasion, fresh: Sequence[_Shown]) -> None:
    writer.add(OFFER, [_offer_row(occasion, one) for one in fresh])
    writer.add(PRICE_POINT, [_point_row(one, occasion.on, None) for one in fresh])


def _reprice(writer: Writer, on: date, changed: Sequence[tuple[Found, _Shown]]) -> None:
    """The point in force ends tonight and the next begins; what began tonight is rewritten."""
    resumed, begun, ended, rewritten, states = [], [], [], [], []
    for row, now in changed:
        same = row.gone_on == on and row.state == now.state
        old = {"of": row.id, "since": row.priced_on}
        if same:
            resumed.append(old)
        elif row.priced_on == on:
            rewritten.append({**old, **_prefixed(_price(now.offer))})
        else:
            begun.append(_point_row(now, on, row.priced_on))
            ended += [old] if row.gone_on is None else []
        priced_on = row.priced_on if same else on
        states.append({"of": row.id, **_prefixed({"state": now.state, "priced_on": priced_on})})
    writer.change(_POINT.values(valid_to=None), resumed)
    writer.change(_POINT.values(valid_to=on), ended)
    writer.change(_POINT.values(valid_to=None, **_bound(_PRICE)), rewritten)
    writer.add(PRICE_POINT, begun)
    writer.change(_OFFER.values(gone_on=None, **_bound(("state", "priced_on"))), states)


def _relabel(writer: Writer, changed: Iterable[tuple[int, _Shown]]) -> None:
    rows = [{"of": key, "to_supply": one.offer.supply} for key, one in changed]
    writer.change(_OFFER.values(**_bound(("supply",))), rows)


def _withdraw(writer: Writer, on: date, gone: Sequence[Found]) -> None:
    writer.change(_OFFER.values(gone_on=on), [{"of": row.id} for row in gone])
    ends = [{"of": row.id, "since": row.priced_on} for row in gone]
    writer.change(_POINT.values(valid_to=on), ends)


def _offer_row(occasion: Occasion, one: _Shown) -> dict[str, object]:
    offer = one.offer
    return {
        "id": one.key,
        "source": occasion.source,
        "channel": one.channel,
        "provider": offer.provider,
        "model": offer.model,
        "listed_as": offer.listed_as,
        "access": offer.access.value,
        "group": offer.group,
        "unit": offer.unit.value,
        "supply": offer.supply,
        "state": one.state,
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


def _point_row(one: _Shown, on: date, follows: date | None) -> dict[str, object]:
    return {"offer": one.key, "valid_from": on, "follows": follows, **_price(one.offer)}


def _prefixed(values: Mapping[str, object]) -> dict[str, object]:
    return {f"to_{name}": value for name, value in values.items()}


def _bound(names: Iterable[str]) -> dict[str, BindParameter[object]]:
    return {name: bindparam(f"to_{name}") for name in names}
