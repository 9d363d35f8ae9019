"""A price with the quotas it buys over time: "100RMB----日30刀，周150，月550刀"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from market.claims import Volume
from market.types import Fact
from parsers.readers.around import before, line
from parsers.readers.facts import LIKELY, SURE, fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.rules.price.amounts import PaidFor, price_at
from parsers.readers.rules.price.paid import is_paid
from parsers.readers.rules.price.spoken import is_chinese, money_of
from parsers.readers.text.words import vocabulary

READER = "volume/1"

# the price, a sign for what is had, and one or more quotas: a period and an amount each
_PLAN = re.compile(r"(?P<paid>[mn])[=,(.]{1,2}(?P<quotas>(?:p[.vl=]{0,3}[mn][,=/.]{0,2}){1,5})")
_QUOTA = re.compile(r"(?P<period>p)[.vl=]{0,3}(?P<amount>[mn])")
_LONG = frozenset({"month", "quarter", "year"})
_LONGEST = ("year", "quarter", "month", "week", "day")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of subscriptions whose quotas stand in a row behind them, with these quotas."""
    for match in found(_PLAN, ledger.told.text):
        yield from _plan(ledger, match)


def _plan(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan, paid = ledger.told.text, match.start("paid")
    quotas = list(_QUOTA.finditer(scan.shape, *match.span("quotas")))
    amounts = [scan.tokens[quota.start("amount")] for quota in quotas]
    units = {token.value for token in amounts if token.kind == "m"}
    periods = [scan.tokens[quota.start("period")].value for quota in quotas]
    places = [quota.start("amount") for quota in quotas]
    if len(units) != 1 or not ledger.free(paid, *places) or not is_paid(scan, paid):
        return
    unit = units.pop()
    longest = next((period for period in _LONGEST if period in periods), "")
    if longest not in _LONG:
        longest = _card(ledger, paid)
    if unit == scan.tokens[paid].value or longest not in _LONG:
        return
    if before(scan.shape, paid, "p", reach=2):
        return  # "季卡 ¥299（每月 300 刀）" is paid by the quarter
    money = money_of(ledger.told, paid) or ("CNY" if is_chinese(scan) else None)
    yield price_at(ledger, paid, (match.start(), places[-1]), PaidFor(longest, money))
    ledger.take("volume", *places)
    for quota, token, period in zip(quotas, amounts, periods, strict=True):
        value = Volume(token.amount or Decimal(0), unit.lower(), period)
        one = fact(scan, quota.start(), quota.end() - 1, value, READER)
        yield one if token.value else replace(one, confidence=min(SURE, LIKELY))


def _card(ledger: Ledger, at: int) -> str:
    """The period of a card named before in the line: "月卡：轻量 88（日 20 刀）"."""
    scan = ledger.told.text
    cards = vocabulary("periods")["ahead"]["card"]
    low = line(scan.shape, at)[0]
    named = (token.value for token in scan.tokens[low:at][::-1] if token.text in cards)
    return next(named, "")
