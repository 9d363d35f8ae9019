"""Everything remembered as sorted JSON lines: equal memories print equal bytes.

Left out: row ids, run ids, times of execution, and where in the archive bytes lie.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, select

from market.claims import KINDS
from market.types import Factor
from market.wire import decode, encode
from storage.columns import exact
from storage.tables import (
    ALIAS,
    APPEARANCE,
    CHANNEL,
    EVENT,
    FACT,
    IDENTIFIER,
    LISTING,
    MENTION,
    OFFER,
    OPERATOR,
    OPERATOR_EVENT,
    OPERATOR_MEMBER,
    PRICE_POINT,
)
from storage.verdicts import alerts, leads
from storage.writer import Found

_C, _E, _L, _F, _O, _P = CHANNEL.c, EVENT.c, LISTING.c, FACT.c, OFFER.c, PRICE_POINT.c
_WHAT = (_O.source, _O.provider, _O.model, _O.listed_as, _O.access, _O.group, _O.unit)
_PRICE = (_P.paid, _P.currency, _P.credit_usd, _P.basis, _P.factors)
_TEXT = (_L.title, _L.text, _L.context, _L.url, _L.digest)
_QUOTE = (_F.quote, _F.span_from, _F.span_to, _F.place, _F.reader, _F.confidence, _F.digest)
_OE = OPERATOR_EVENT.c
_HAPPENED = (_OE.on, _OE.step, _OE.operator, _OE.kind, _OE.channel, _OE.other)
_STAY = (_C.first_seen, _C.first_listed, _C.last_seen)

# by kind, in the order of their names: the rows of one channel
_OF_CHANNEL: tuple[tuple[str, Any, Select[Any]], ...] = (
    ("alias", ALIAS.c.channel, select(ALIAS)),
    ("appearance", APPEARANCE.c.channel, select(APPEARANCE)),
    ("channel", _C.key, select(_C.name, _C.status, _C.site, *_STAY)),
    ("event", _E.channel, select(_E.on, _E.kind, _E.before, _E.after)),
    (
        "fact",
        _F.channel,
        select(_F.source, _L.key, _F.kind, _F.value, *_QUOTE, _F.first_seen, _F.gone_on).join(
            LISTING, _L.id == _F.listing
        ),
    ),
    ("identifier", IDENTIFIER.c.channel, select(IDENTIFIER)),
    ("lead", None, select()),
    ("listing", _L.channel, select(_L.source, _L.key, *_TEXT, _L.first_seen, _L.gone_on)),
    ("mention", MENTION.c.channel, select(MENTION)),
    ("offer", _O.channel, select(*_WHAT, _O.supply, _O.first_seen, _O.gone_on)),
    ("operator", None, select(OPERATOR)),
    ("operator_event", None, select(*_HAPPENED)),
    ("operator_member", OPERATOR_MEMBER.c.channel, select(OPERATOR_MEMBER)),
    (
        "price_point",
        _O.channel,
        select(*_WHAT, _P.valid_from, _P.valid_to, *_PRICE, _P.listing, _P.place, _P.digest).join(
            OFFER, _O.id == _P.offer
        ),
    ),
)


def export(connection: Connection) -> Iterator[bytes]:
    """One line a thing, sorted as bytes; holds one channel of one kind in memory at a time."""
    keys = sorted(encode(key) for key in connection.scalars(select(_C.key)))
    channels = [decode(key, str) for key in keys]
    yield from sorted(_line("alert", "", one) for one in alerts(connection))
    for about, channel_column, rows in _OF_CHANNEL:
        if about == "lead":
            yield from sorted(_line(about, one.channel, one) for one in leads(connection))
            continue
        if channel_column is None:
            whole = connection.execute(rows)
            yield from sorted(_line(about, _about(row), _values(row)) for row in whole)
            continue
        for channel in channels:
            found = connection.execute(rows.where(channel_column == channel))
            yield from sorted(_line(about, channel, _values(row)) for row in found)


def _about(row: Found) -> str:
    """The channel a row of no one channel's is about, if any."""
    return str(row._mapping.get("channel", ""))


def _line(about: str, channel: str, value: object) -> bytes:
    return encode({"about": about, "channel": channel, "is": value})


def _values(row: Found) -> dict[str, object]:
    values = {name: _spelt(value) for name, value in row._mapping.items() if name != "channel"}
    if "value" in values and "reader" in values:
        values["value"] = decode(str(values["value"]), KINDS[str(values["kind"])])
    if "factors" in values:
        values["factors"] = decode(str(values["factors"]), tuple[Factor, ...])
    return values


def _spelt(value: object) -> object:
    return exact(value) if isinstance(value, Decimal) else value
