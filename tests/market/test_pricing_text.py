"""Offers out of people's words."""

from decimal import Decimal
from typing import Any

import pytest
from market_sheets import by_ratio, codes, listed, priced, site, top_up

from market.claims import Discount, Multiplier, Price, Supply
from market.types import Basis


def price(amount: str, per: str, **more: Any) -> Price:
    """A price in yuan unless another currency is given."""
    return Price(Decimal(amount), more.pop("currency", "CNY"), per, **more)


PLUS = {"provider": "openai", "model": "ChatGPT Plus", "access": "subscription"}
SONNET = {"provider": "anthropic", "model": "Claude Sonnet 4.5"}

PACKAGE = price("9.9", "package", face_value_usd=Decimal(150))
PICTURE = price("0.1", "image", provider="openai", model="gpt-image-2")
ACCOUNT = price("50", "account", provider="anthropic", model="Claude")

# claim → provider, model, unit, yuan for one unit, share of list in thousandths
OFFERS = [
    (price("0.6", "usd_credit"), "multiple", "", "usd_credit", "0.6", 88),
    (price("0.8", "usd_credit", provider="xai"), "xai", "", "usd_credit", "0.8", 118),
    (PACKAGE, "multiple", "", "usd_credit", "0.066", 10),
    (
        price("0.72", "1m_input_tokens", **SONNET),
        *("anthropic", "claude-sonnet-4-5", "1m_input_tokens", "0.72", 35),
    ),
    (price("68", "month", **PLUS), "openai", "chatgpt-plus", "month", "68", 500),
    (price("204", "3 months", **PLUS), "openai", "chatgpt-plus", "month", "68", 500),
    (price("816", "year", **PLUS), "openai", "chatgpt-plus", "month", "68", 500),
    (price("68", "account", **PLUS), "openai", "chatgpt-plus", "account", "68", 500),
    (PICTURE, "openai", "gpt-image-2", "image", "0.1", None),
    (ACCOUNT, "anthropic", "claude", "account", "50", None),
]


@pytest.mark.parametrize(("said", "provider", "model", "unit", "paid", "share"), OFFERS)
def test_a_price_in_words_is_an_offer(
    said: Price, provider: str, model: str, unit: str, paid: str, share: int | None
) -> None:
    """What is sold, in which unit, for how much, and how that compares."""
    (offer,) = priced(site(said)).offers
    found = listed(offer).share_of_list

    assert (offer.provider, offer.model, offer.unit, offer.paid) == (
        provider,
        model,
        unit,
        Decimal(paid),
    )
    assert offer.basis is Basis.TEXT_ONLY
    assert (found and round(found * 1000)) == share


NO_OFFERS = [
    (price("100000", "month", currency="VND", **PLUS), ["unknown_currency"]),
    (price("62.88", "month", currency=None, **PLUS), ["no_currency"]),
    (price("0", "month", **PLUS), ["zero_price"]),
    (price("3", "1m_tokens", **SONNET), ["unit_not_priced"]),
    (price("3", "1m_input_tokens", provider="openai", model="GPT 17"), ["unknown_model"]),
    (price("3", "month", provider="anthropic", model="Claude"), ["unknown_model"]),
    (price("3", "account", model="Midjourney"), ["unknown_model"]),
    (price("68", "month", withdrawn=True, **PLUS), []),
    (Discount(Decimal("0.7"), provider="anthropic"), []),
    (Multiplier(Decimal(0)), ["zero_ratio"]),
]


@pytest.mark.parametrize(("said", "issues"), NO_OFFERS)
def test_words_that_price_nothing_make_no_offer(said: Price, issues: list[str]) -> None:
    """Unknown is loud, withdrawn is silent, a discount alone is a fact."""
    sheet = priced(site(said))

    assert sheet.offers == ()
    assert codes(sheet) == issues


def test_a_multiplier_takes_the_top_up_of_its_own_listing() -> None:
    """0.2 x 7.5 yuan a dollar: 1.5 yuan for a dollar of official price."""
    said = Multiplier(Decimal("0.2"), group="max", provider="anthropic")
    (offer,) = priced(site(said, top_up("7.5", "text"))).offers

    assert (offer.paid, offer.unit, offer.group) == (Decimal("1.5"), "usd_credit", "max")
    assert offer.basis is Basis.TEXT_ONLY


def test_a_directory_s_multiplier_without_top_up_assumes_one_yuan() -> None:
    """The share is kept, and so is the doubt."""
    sheet = priced(site(Multiplier(Decimal("0.25"), group="pro_rate", provider="openai")))
    (offer,) = sheet.offers

    assert (offer.paid, offer.currency, offer.basis) == (
        Decimal("0.25"),
        "CNY",
        Basis.ASSUMED_TOP_UP,
    )
    assert codes(sheet) == ["assumed_top_up"]


def test_a_multiplier_beside_a_price_sheet_is_not_priced_again() -> None:
    """An announcement that repeats a group's ratio is no further offer."""
    sheet = priced(site(top_up("1"), by_ratio("gpt-5", "0.625"), Multiplier(Decimal("1.4"))))

    assert [offer.unit for offer in sheet.offers] == ["1m_input_tokens"]


def test_packages_of_different_size_are_different_offers() -> None:
    """9.9 for 150 and 30 for 500 stand side by side."""
    small, large = (
        price("9.9", "package", face_value_usd=Decimal(150)),
        price("30", "package", face_value_usd=Decimal(500)),
    )
    sheet = priced(site(small, large))

    assert [(offer.group, offer.paid) for offer in sheet.offers] == [
        ("150 USD", Decimal("0.066")),
        ("500 USD", Decimal("0.06")),
    ]


def test_the_seller_s_supply_words_name_the_origin() -> None:
    """A supply claim in the same listing goes with its prices."""
    said = site(price("0.6", "usd_credit"), Supply("官转", "official"), title="Harbor")

    assert [offer.supply for offer in priced(said).offers] == ["official"]
