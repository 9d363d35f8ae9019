"""Prices of shops in code and data: "name: 'ChatGPT Plus 1 month', price: 350000, stock: 4"."""

from collections.abc import Iterator, Sequence

from market.claims import Price
from market.types import Fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.tokens import scan
from parsers.readers.rules.code.columned import columns_in, under
from parsers.readers.rules.code.figures import Figure, figure
from parsers.readers.rules.code.places import Places
from parsers.readers.rules.code.records import Field, Record, records
from parsers.readers.rules.code.sheets import sheet
from parsers.readers.rules.code.wares import Ware, lasting, sold_as
from parsers.readers.rules.price.amounts import READER
from parsers.readers.text.words import vocabulary

_PRICES = (("sale",), ("price",), ("weak",), ("costs",))
_ASIDE = ("price", "weak", "costs", "sale", "old", "cost", "partner", "off", "stock", "sold")
_NAMING = ("name", "code", "lasting", "active", "")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Facts of every record that sells access to a model."""
    text = ledger.told.text.folded.original
    columns = columns_in(ledger.told.head.folded.original, text)
    found = [under(columns, record) or record for record in records(text)]
    found += sheet(text, ledger.told.head.folded.original)
    found = [record for record in found if record.fields]
    if not found:
        return
    places, money = Places(ledger), _money_of_all(ledger, found)
    for record in found:
        if record.all("order"):
            _aside(places, record)
            continue
        ware = _ware(ledger, record)
        if ware is not None:
            yield from _read(places, record, ware, money)


def _money_of_all(ledger: Ledger, found: Sequence[Record]) -> str | None:
    """The money that settings beside the records name, or the words above the listing."""
    said = [one for record in found for one in record.all("currency")]
    codes = {code for one in said if (code := currency(one.value.text))}
    return codes.pop() if len(codes) == 1 else money_above(ledger)


def money_above(ledger: Ledger) -> str | None:
    """The one money that the words above the listing name."""
    codes = {t.value.rpartition(" ")[2] for t in ledger.told.head.tokens if t.kind in "cm"}
    return codes.pop() if len(codes) == 1 else None


def currency(written: str) -> str | None:
    """ "VND", "₫", "usd" as a code."""
    if (code := written.strip().upper()) in vocabulary("words")["currency"]:
        return code
    told = scan(written.strip()[:20])
    sign = next((token.value for token in told.tokens if token.kind == "c"), "")
    return sign.rpartition(" ")[2] or None


def _aside(places: Places, order: Record) -> None:
    """What somebody bought is no offer."""
    for field in order.fields:
        places.aside(*field.span)


def _ware(ledger: Ledger, record: Record) -> Ware | None:
    if not record.all("price", "sale", "weak", "costs"):
        return None
    return sold_as(
        record.texts("name"),
        record.texts("code"),
        [*record.texts("brand"), *record.outer("name")],
        record.texts("text"),
        ledger.told.head.folded.original[-200:],
    )


def _read(places: Places, record: Record, ware: Ware, money: str | None) -> Iterator[Fact]:
    """The price or prices of a record; its other numbers are no facts."""
    found = list(_prices(record, money))
    told = {field.span for field, _ in found}
    for field in record.all(*_ASIDE, *_NAMING):
        if field.span not in told:
            places.aside(*field.span)
    for field, one in found:
        if places.free(*field.span):
            value = _price(record, ware, field, one)
            yield places.fact(*field.span, value, READER, sure=value.currency is not None)


def _prices(record: Record, money: str | None) -> Iterator[tuple[Field, Figure]]:
    """What the buyer pays: the reduced price where there is one; one price a money and period."""
    own = next(filter(None, (currency(text) for text in record.texts("currency"))), money)
    seen = set()
    for roles in _PRICES:
        for field in record.all(*roles):
            one = figure(field.value, field.key.money or own)
            unit = field.key.money, field.key.period
            if (
                one is None
                or one.amount <= 0
                or unit in seen
                or (roles == ("weak",) and not one.money)
            ):
                continue
            seen.add(unit)
            yield field, one
        if seen:
            return


def _price(record: Record, ware: Ware, field: Field, one: Figure) -> Price:
    lasts = one.per or field.key.period or ware.lasts or _lasting(record)
    return Price(
        amount=tidy(one.amount * field.key.scale),
        currency=one.money,
        per=lasts or ware.per,
        provider=ware.subject.provider,
        model=ware.subject.model,
        access=ware.access,
        withdrawn=any(f.value.text.lower() in ("false", "0") for f in record.all("active")),
    )


def _lasting(record: Record) -> str:
    """ "durationDays: 30", "duration: '1 month'", "months: 12"."""
    told = (lasting(f.value.text, f.key.period) for f in record.all("lasting"))
    return next(filter(None, told), "")
