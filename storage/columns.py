"""Column types that read back the same value from SQLite and from PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

METADATA = MetaData()


def exact(amount: Decimal) -> str:
    """A decimal in full, without exponent or trailing zeros: one spelling for one number."""
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def tidy(text: str) -> str:
    """Text that every database can hold: NUL and lone surrogates become U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "�")


class Words(TypeDecorator[str]):
    """Text of any origin, made storable first."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """See ``tidy``."""
        return None if value is None else tidy(value)


class Amount(TypeDecorator[Decimal]):
    """A decimal, exactly: NUMERIC where there is one, its canonical text on SQLite."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite's NUMERIC is a float, so it gets text."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | None:
        """The canonical spelling, as text or as a decimal of that scale."""
        if value is None:
            return None
        text = exact(value)
        return text if dialect.name == "sqlite" else Decimal(text)  # type: ignore[return-value]  # bound as text

    def process_result_value(self, value: object, dialect: Dialect) -> Decimal | None:
        """The number back, in its canonical scale."""
        if value is None:
            return None
        return Decimal(exact(value) if isinstance(value, Decimal) else str(value))


class Moment(TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; a naive time is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone; it was UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
