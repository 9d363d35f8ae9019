"""Whose doing a changed share of list is, and a relay's share of list, against worked figures."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import log

import pytest
from market_sheets import ON, by_ratio, site, top_up
from published_vectors import close, published, reproduced

from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import against_list, offers
from market.types import Access, Basis, Offer, Priced, Unit
from reports.moves import Step

FILE = "14_discount_decomposition"


@dataclass(frozen=True, slots=True)
class Day:
    """What one million tokens cost at the seller, on the list, and a dollar in yuan."""

    resale: str
    listed: str
    rate: str


BEFORE, NOW = Day("18", "10", "7.2"), Day("16.2", "8", "7")


def _priced(day: Day, currency: str = "CNY") -> Priced:
    offer = Offer(
        "anthropic", "m", "m", Access.RELAY_API, "g", "unknown", Unit.INPUT,
        Decimal(day.resale), currency, Basis.EXACT,
    )  # fmt: skip
    usd = Decimal(day.resale) / Decimal(day.rate)
    listed = Decimal(day.listed)
    return Priced(offer, ON, usd, listed, usd / listed, Decimal(day.rate))


def _step(before: Day, now: Day) -> Step:
    return Step("a.example", _priced(before), _priced(now), ON)


def test_a_cut_can_be_outrun_by_the_list_price() -> None:
    """The seller cuts a tenth, and the discount shrinks."""
    step = _step(BEFORE, NOW)

    assert step.before.share_of_list == Decimal("0.25")
    assert step.total > 0 > step.seller
    assert (step.seller, step.list_price) == pytest.approx((log(0.9), log(1.25)))
    assert step.fx == pytest.approx(log(7.2 / 7))


def test_one_cause_alone_is_the_whole() -> None:
    for now, cause in (
        (replace(BEFORE, resale="9"), "seller"),
        (replace(BEFORE, listed="5"), "list_price"),
        (replace(BEFORE, rate="3.6"), "fx"),
    ):
        step = _step(BEFORE, now)
        parts = {name: getattr(step, name) for name in ("seller", "list_price", "fx")}
        assert parts == pytest.approx(dict.fromkeys(parts, 0.0) | {cause: step.total}), cause


def test_the_published_split() -> None:
    case = published(FILE, "ratio_change_split")
    days = [
        Day(*(str(case["input"][at][name]) for name in
              ("resale_cny_per_1M", "list_usd_per_1M", "cny_per_usd")))
        for at in ("t0", "t1")
    ]  # fmt: skip
    step = _step(*days)
    found = {
        "ratio_t0": step.before.share_of_list,
        "ratio_t1": step.now.share_of_list,
        "dlog_ratio": step.total,
        "contribution_reseller": step.seller,
        "contribution_list": step.list_price,
        "contribution_fx": step.fx,
    }

    reproduced(case["expected"], found, 1e-12)


def test_the_published_relay() -> None:
    """One yuan buys a dollar of credit, the group takes half as much again, the model's own ratio
    is that of the official price.
    """
    case = published(FILE, "recharge_x_group_ratio")
    given = case["input"]
    fx = FxRates.load().with_overrides({"CNY": Decimal(str(given["fx"]))})
    book, on = PriceBook.load(), date(2026, 9, 8)
    sheet = site(
        top_up(str(given["cny_per_usd_credit"])),
        by_ratio("claude-sonnet-4-5", "1.5", ratio=str(given["group_ratio"])),
    )
    (offer,) = offers([sheet], book, fx, on).offers
    share = float(against_list(offer, book, fx, on).share_of_list or 0)

    close(given["model_ratio_rel"], 1.0)
    reproduced(case["expected"], {"ratio": share, "discount": 1 - share})


def test_a_dearer_list_price_is_no_cut() -> None:
    """ "list_price_change": the share falls by the list's part alone."""
    case = next(
        one
        for one in published("16_alert_rules", "confirmed_drop")["cases"]
        if one.get("expected_event") == "list_price_change"
    )
    first, last = (
        Day(str(case["resale"][night]), str(case["list"][night]), "1") for night in (0, -1)
    )
    step = _step(first, last)

    assert (step.seller, step.fx) == pytest.approx((0.0, 0.0))
    assert step.list_price == pytest.approx(step.total)
    assert step.total < log(0.9)  # on the share alone it would have been a drop
