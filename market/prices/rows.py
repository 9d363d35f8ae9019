"""One row of the price book, and its CSV form."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from market.types import Unit

HEADER = ("provider", "model", "unit", "usd", "valid_from", "source", "genai", "litellm", "note")


@dataclass(frozen=True, slots=True)
class PriceRow:
    """The official price of one unit of one model from ``valid_from`` on (None: since release).

    ``genai`` and ``litellm`` keep what each table says; where they differ, ``note`` says which one
    ``usd`` follows and why.
    """

    provider: str
    model: str
    unit: Unit
    usd: Decimal
    valid_from: date | None
    source: str  # "both", "genai-prices", "litellm", "vendor" for plans
    genai: Decimal | None = None
    litellm: Decimal | None = None
    note: str = ""

    @property
    def cell(self) -> tuple[str, str, Unit]:
        """What the row prices, whatever the date."""
        return self.provider, self.model, self.unit

    @property
    def disagrees(self) -> bool:
        """Whether both tables price this and give different numbers."""
        return None not in (self.genai, self.litellm) and self.genai != self.litellm


def parse_rows(text: str) -> tuple[PriceRow, ...]:
    """The rows of a price file; raises ValueError or KeyError where the file is not one."""
    return tuple(_row(fields) for fields in csv.DictReader(io.StringIO(text)))


def dump_rows(rows: Iterable[PriceRow]) -> str:
    """The file of these rows, sorted, so that equal books are equal bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for row in sorted(rows, key=lambda row: (*row.cell, row.valid_from or date.min)):
        day = row.valid_from.isoformat() if row.valid_from else ""
        money = [_text(row.usd), day, row.source, _text(row.genai), _text(row.litellm)]
        writer.writerow([row.provider, row.model, row.unit.value, *money, row.note])
    return out.getvalue()


def _row(fields: dict[str, str]) -> PriceRow:
    day = fields["valid_from"]
    return PriceRow(
        provider=fields["provider"],
        model=fields["model"],
        unit=Unit(fields["unit"]),
        usd=Decimal(fields["usd"]),
        valid_from=date.fromisoformat(day) if day else None,
        source=fields["source"],
        genai=_number(fields["genai"]),
        litellm=_number(fields["litellm"]),
        note=fields["note"],
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")
