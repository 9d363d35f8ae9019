"""What the status of one-api's relatives says of its own dollar: points in it, and money for it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from market.claims import CreditUnit, TopUp
from market.types import Fact
from parsers.adapter import Drifted
from parsers.payload import number, words, written

_DEFAULT_PRICE = Decimal("7.3")  # what the software ships with, in either field


def credit_unit(data: Mapping[str, Any], reader: str) -> Fact:
    """How many points make one credited dollar; raises Drifted when that is no number."""
    quota = number(data["quota_per_unit"])
    if not quota:
        raise Drifted(f"quota_per_unit is {data['quota_per_unit']!r}")
    quote = written(data["quota_per_unit"])
    return Fact(CreditUnit(quota), quote, place="/data/quota_per_unit", reader=reader)


def top_up(data: Mapping[str, Any], field: str, reader: str) -> Fact | None:
    """The recharge price; unreliable if nobody set it or a card shop sets the true one.

    The field carries no currency; its admin label says yuan per dollar.
    """
    price = number(data.get(field))
    if not price:
        return None
    trusted = price != _DEFAULT_PRICE and not words(data.get("top_up_link"))
    value = TopUp(price, "CNY", f"status.{field}", trusted)
    return Fact(value, written(data[field]), place=f"/data/{field}", reader=reader)
