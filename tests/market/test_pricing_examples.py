"""The worked examples of the relay software's arithmetic, by hand and to a thousandth."""

from decimal import Decimal

import pytest
from market_sheets import (
    CACHE_READ,
    CACHE_WRITE,
    INPUT,
    OUTPUT,
    by_ratio,
    listed,
    priced,
    quota,
    rate,
    site,
    top_up,
)

from market.claims import Rate, TopUp, Value
from market.types import Basis

CALL = "call"


def token(model: str, base: str, unit: str, times: tuple[str, str], **more: str) -> Rate:
    """A new-api price that multiplies the input ratio."""
    return rate(model, unit, ("model_ratio", base), times, scale="ratio", **more)


# name, what the site says, the rate, credit dollars, yuan paid, dollars paid, share of list
EXAMPLES = [
    ("N1 in", top_up("1"), by_ratio("claude-sonnet-4-5", "1.5"), "3", "3", "0.4412", "0.147059"),
    (
        "N1 out",
        top_up("1"),
        token("claude-sonnet-4-5", "1.5", OUTPUT, ("completion_ratio", "5")),
        *("15", "15", "2.2059", "0.147059"),
    ),
    (
        "N1 cache read",
        top_up("1"),
        token("claude-sonnet-4-5", "1.5", CACHE_READ, ("cache_ratio", "0.1")),
        *("0.3", "0.3", "0.044118", "0.147059"),
    ),
    (
        "N1 cache write",
        top_up("1"),
        token("claude-sonnet-4-5", "1.5", CACHE_WRITE, ("create_cache_ratio", "1.25")),
        *("3.75", "3.75", "0.55147", "0.147059"),
    ),
    (
        "N2 in",
        top_up("7.3"),
        by_ratio("gpt-5", "0.625", ratio="0.12", group="codex-plus号池"),
        *("0.15", "1.095", "0.161029", "0.128824"),
    ),
    (
        "N2 out",
        top_up("7.3"),
        token("gpt-5", "0.625", OUTPUT, ("completion_ratio", "8"), ratio="0.12"),
        *("1.2", "8.76", "1.288235", "0.128824"),
    ),
    (
        "N2 cache read",
        top_up("7.3"),
        token("gpt-5", "0.625", CACHE_READ, ("cache_ratio", "0.1"), ratio="0.12"),
        *("0.015", "0.1095", "0.0161029", "0.128824"),
    ),
    (
        "N3 per call",
        top_up("0.5"),
        rate("gpt-image-1", CALL, ("model_price", "0.08"), ratio="0.5"),
        *("0.04", "0.02", "0.0029412", None),
    ),
    (
        "N4 in",
        top_up("0.7"),
        by_ratio("claude-opus-4-5", "2.5", ratio="1.4", group="claude-max"),
        *("7", "4.9", "0.720588", "0.144118"),
    ),
    (
        "N4 out",
        top_up("0.7"),
        token("claude-opus-4-5", "2.5", OUTPUT, ("completion_ratio", "5"), ratio="1.4"),
        *("35", "24.5", "3.602941", "0.144118"),
    ),
    (
        "N5 in",
        top_up("1"),
        rate("gpt-5.4-long", INPUT, ("p", "2.5"), ratio="0.3"),
        *("0.75", "0.75", "0.110294", "0.0441176"),
    ),
    (
        "N5 out",
        top_up("1"),
        rate("gpt-5.4-long", OUTPUT, ("c", "15"), ratio="0.3"),
        *("4.5", "4.5", "0.661765", "0.0441176"),
    ),
    (
        "N5 cache read",
        top_up("1"),
        rate("gpt-5.4-long", CACHE_READ, ("cr", "0.25"), ratio="0.3"),
        *("0.075", "0.075", "0.0110294", "0.0441176"),
    ),
    (
        "S1 in",
        top_up("1", "text"),
        rate("claude-opus-4-5", INPUT, ("input_price", "5e-6"), ("tokens", "1e6"), ratio="0.05"),
        *("0.25", "0.25", "0.0367647", "0.00735294"),
    ),
    (
        "S2 in",
        TopUp(Decimal(1) / Decimal("0.14"), "CNY", "text"),
        rate("claude-sonnet-4-5", INPUT, ("input_price", "3e-6"), ("tokens", "1e6"), ratio="0.8"),
        *("2.4", "17.142857", "2.521008", "0.840336"),
    ),
    (
        "S2 out",
        TopUp(Decimal(1) / Decimal("0.14"), "CNY", "text"),
        rate(
            "claude-sonnet-4-5", OUTPUT, ("output_price", "1.5e-5"), ("tokens", "1e6"), ratio="0.8"
        ),
        *("12", "85.714286", "12.605042", "0.840336"),
    ),
    (
        "one-hub in",
        top_up("1.2", "status.PaymentUSDRate"),
        rate("claude-sonnet-4-5", INPUT, ("input", "1.5"), ("usd_per_ratio", "2"), ratio="0.55"),
        *("1.65", "1.98", "0.291176", "0.0970588"),
    ),
    (
        "one-hub out",
        top_up("1.2", "status.PaymentUSDRate"),
        rate("claude-sonnet-4-5", OUTPUT, ("output", "7.5"), ("usd_per_ratio", "2"), ratio="0.55"),
        *("8.25", "9.9", "1.455882", "0.0970588"),
    ),
    (
        "one-hub times",
        top_up("1.2", "status.PaymentUSDRate"),
        rate("dall-e-3", CALL, ("input", "20"), ("usd_per_times", "0.002")),
        *("0.04", "0.048", "0.00705882", "0.176471"),
    ),
]


@pytest.mark.parametrize(
    ("name", "recharge", "row", "credit", "paid", "usd", "share"),
    EXAMPLES,
    ids=[e[0] for e in EXAMPLES],
)
def test_a_worked_example_comes_out_as_by_hand(
    name: str, recharge: Value, row: Rate, credit: str, paid: str, usd: str, share: str | None
) -> None:
    """Credit, yuan, dollars and share of list, each within a thousandth."""
    (offer,) = priced(site(recharge, row)).offers
    against = listed(offer)

    assert offer.credit_usd == pytest.approx(Decimal(credit), rel=Decimal("1e-6"))
    assert offer.paid == pytest.approx(Decimal(paid), rel=Decimal("1e-6"))
    assert against.paid_usd == pytest.approx(Decimal(usd), rel=Decimal("1e-3"))
    if share is None:
        assert against.share_of_list is None
    else:
        assert against.share_of_list == pytest.approx(Decimal(share), rel=Decimal("1e-3"))


def test_twice_the_quota_per_dollar_halves_what_is_billed_but_not_the_page() -> None:
    """N6: at 1,000,000 points a dollar, ratio 1.5 bills $1.50 while the page says $3.00."""
    sheet = priced(site(top_up("1"), quota("1000000"), by_ratio("claude-sonnet-4-5", "1.5")))

    assert [offer.credit_usd for offer in sheet.offers] == [Decimal("1.5")]
    assert [issue.code for issue in sheet.issues] == ["page_shows_other_price"]


def test_a_price_per_call_does_not_depend_on_the_quota_unit() -> None:
    """quota_per_unit turns ratios into dollars; a price per call is in dollars already."""
    row = rate("gpt-image-1", CALL, ("model_price", "0.08"))
    sheet = priced(site(top_up("1"), quota("1000000"), row))

    assert [offer.credit_usd for offer in sheet.offers] == [Decimal("0.08")]


def test_a_sheet_in_real_money_needs_no_top_up() -> None:
    """X-Billing-Currency: CNY means the numbers are yuan."""
    row = rate("claude-sonnet-4-5", INPUT, ("price", "3"), currency="CNY")
    (offer,) = priced(site(top_up("7.3"), row)).offers

    assert (offer.paid, offer.currency, offer.credit_usd) == (Decimal(3), "CNY", None)
    assert offer.basis is Basis.EXACT


def test_every_factor_is_kept_with_its_place() -> None:
    """The ratio can be derived again from the factors, and each one found again on the page."""
    row = by_ratio("gpt-5", "0.625", ratio="0.12", group="g", group_place="/group_ratio/g")
    (offer,) = priced(site(top_up("0.5"), row)).offers

    assert [(factor.name, factor.value) for factor in offer.factors] == [
        ("model_ratio", Decimal("0.625")),
        ("usd_per_ratio", Decimal(2)),
        ("group_ratio", Decimal("0.12")),
        ("top_up", Decimal("0.5")),
    ]
    assert offer.factors[2].place == "/group_ratio/g"
