"""Price lists of sites' own making: read where unit and money are said, left alone where another
family's sheet only looks alike.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from fixtures.cases import Case, cases
from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import PricedSheet, against_list, offers
from market.types import Basis, Page
from parsers.families import ADAPTERS
from parsers.read import read_visit
from parsers.sites.price_list.columns import column, currency, scale
from tests.parsers.pages import NOON, page
from tests.parsers.test_real_data import PAYLOADS, recorded

D = Decimal
HOST = "https://dabchick-api.example"
FX = FxRates.load().with_overrides({"CNY": D("6.80")})
OURS = ADAPTERS["price_list"]
SONNET, GPT = {"model": "claude-sonnet-4-5"}, {"model": "gpt-5"}


def sheet(*pages: Page) -> PricedSheet:
    return offers(read_visit(pages).listings, PriceBook.load(), FX, NOON.date())


def shares(priced: PricedSheet) -> dict[tuple[str, str], Decimal | None]:
    book, on = PriceBook.load(), NOON.date()
    return {
        (one.model, one.unit.value): against_list(one, book, FX, on).share_of_list
        for one in priced.offers
    }


@pytest.mark.parametrize(
    ("name", "model", "unit", "share"),
    [
        ("aihubmix_models", "claude-sonnet-4-5", "input", "1"),
        ("aihubmix_models", "gpt-5", "cache_read", "1"),
        ("dollars_per_token", "claude-sonnet-4-5", "output", "0.5"),
        ("dollars_per_token", "claude-sonnet-4-5", "cache_write", "0.5"),
        ("keys_that_say_it_all", "claude-sonnet-4-5", "input", "0.5"),
        ("keys_that_say_it_all", "gpt-5", "input", "0.32"),
        ("keys_that_say_it_all", "gemini-2.5-pro", "output", "0.4"),
        ("yuan_per_million", "claude-opus-4-5", "input", str(D("2.5") / D("6.8"))),
    ],
)
def test_a_price_is_read_in_its_own_unit_and_money(
    name: str, model: str, unit: str, share: str
) -> None:
    """Per million, thousand or one token; dollars or yuan; never through a top-up price."""
    priced = sheet(*Case("price_list", name).pages())
    found = shares(priced)[model, f"1m_{unit}_tokens"]

    assert found is not None
    assert abs(found - D(share)) < D("1e-20")
    assert {one.basis for one in priced.offers} == {Basis.EXACT}


def test_what_is_not_said_is_an_issue_and_no_guess() -> None:
    priced = sheet(*Case("price_list", "no_unit_and_no_money").pages())

    assert priced.offers == ()
    assert Counter(one.code for one in priced.issues) == {"no_unit": 4, "no_currency": 2}


def test_a_list_without_a_unit_is_known_by_a_number_that_leaves_one_only() -> None:
    """AIHubMix's manual and its clients differ by a thousand; 15 dollars for 1K nobody asks."""
    cheap = sheet(*Case("price_list", "aihubmix_without_a_dear_model").pages())
    told = read_visit(Case("price_list", "aihubmix_models").pages())

    assert (cheap.offers, {one.code for one in cheap.issues}) == ((), {"no_unit"})
    assert "unit_inferred" in {issue.code for each in told.listings for issue in each.issues}


def test_a_group_s_multiplier_is_of_the_official_price() -> None:
    """kiro逆向 at 0.75: three quarters of a yuan a dollar, as topping up is spoken of nowhere."""
    priced = sheet(*Case("price_list", "groups_with_multipliers").pages())
    kiro = next(one for one in priced.offers if one.group == "kiro逆向")

    assert (kiro.paid, kiro.unit, kiro.supply) == (D("0.75"), "usd_credit", "ide_client")
    assert kiro.basis is Basis.ASSUMED_TOP_UP
    assert {"zero_ratio", "assumed_top_up"} <= {one.code for one in priced.issues}


@pytest.mark.parametrize(
    "document",
    [
        [{"model": "gpt-5", "input": 3}, {"model": "claude-sonnet-4-5", "input": 4}],
        [SONNET | {"max_input_tokens": 8}, GPT | {"max_output": 9}],
        [{"name": "a", "multiplier": 2}, {"name": "b", "multiplier": 3}],
        [{"name": "Monsters", "multiplier": 2}, {"name": "Claude", "bonus": 3}],
        [SONNET | {"price_per_1m_input_usd": 3}],
        {name: {"groups": ["aws"], "price": {"model": name, "type": "tokens", "input": 1}}
         for name in ("gpt-5", "gpt-4o")},
        {name: {"groups": ["aws"], "price": {"model": name, "input": 1, "output": 2}}
         for name in ("gpt-5", "gpt-4o")},
        {"gpt-5": {"litellm_provider": "openai", "input_cost_per_token": 1},
         "gpt-4o": {"litellm_provider": "openai", "input_cost_per_token": 1}},
        {"data": [{"id": "gpt-5", "object": "model"}, {"id": "gpt-4o", "object": "model"}]},
        [{"name": "Kiro 站", "url": "https://a.example", "multiplier": 0.2},
         {"name": "Claude 站", "url": "https://b.example", "multiplier": 0.3}],
    ],
)  # fmt: skip
def test_what_only_looks_like_a_price_list_is_left_alone(document: Any) -> None:
    assert not OURS.owns(page(document, f"{HOST}/list.json"))


def test_no_page_of_another_family_is_claimed() -> None:
    """Of all recorded cases, and of all payloads with whatever address."""
    others = [one for case in cases() if case.family != "price_list" for one in case.pages()]
    for asked in others:
        assert not OURS.owns(asked), asked.url
    for path in sorted(PAYLOADS.glob("*.json")) if PAYLOADS.exists() else []:
        asked = recorded(path)
        assert not OURS.owns(asked), path.name
        assert not OURS.owns(page(asked.body, f"{HOST}/prices.json")), path.name


COLUMNS = [
    ("inputPricePer1M", "", ("1m_input_tokens", "1", None)),
    ("output_usd_per_1k", "", ("1m_output_tokens", "1000", "USD")),
    ("input_cny_per_token", "", ("1m_input_tokens", "1000000", "CNY")),
    ("cache_read", "price_per_1m_usd", ("1m_cache_read_tokens", "1", "USD")),
    ("input_cache_write", "pricing", ("1m_cache_write_tokens", None, None)),
    ("completion", "pricing", ("1m_output_tokens", None, None)),
    ("price_per_image", "", ("image", None, None)),
    ("max_output_tokens", "", None),
    ("input_tokens", "", None),
    ("official_input", "", None),
    ("context_window", "", None),
    ("created", "", None),
]


@pytest.mark.parametrize(("key", "above", "meant"), COLUMNS)
def test_a_key_means_what_it_says(
    key: str, above: str, meant: tuple[str, str | None, str | None] | None
) -> None:
    found = column(key, above)
    told = found and (found.unit.value, found.scale and str(found.scale), found.currency)

    assert told == meant


@pytest.mark.parametrize(
    ("said", "many", "money"),
    [
        ("USD / 1M tokens", "1", "USD"),
        ("元/百万tokens", "1", "CNY"),
        ("￥ per 1K tokens", "1000", "CNY"),
        ("$ per token", "1000000", "USD"),
        ("$20 / month", None, "USD"),
        ("1 USD = 7 CNY", None, None),
        ("tokens", None, None),
    ],
)
def test_a_unit_in_words_is_read(said: str, many: str | None, money: str | None) -> None:
    assert (scale(said), currency(said)) == (D(many) if many else None, money)


def test_a_price_with_its_sign_is_a_price_and_one_in_words_an_issue() -> None:
    """Neither goes missing beside its neighbour."""
    signed = {"input_per_million": "$1.5", "output_per_million": "￥7.5"}
    worded = {"input_per_million_usd": 0.6, "output_per_million_usd": "from 5 to 8"}
    told = [{**SONNET, **signed}, {**GPT, **worded}]

    reading = read_visit([page(told, f"{HOST}/prices.json")])
    priced = offers(reading.listings, PriceBook.load(), FX, NOON.date())

    assert [(one.model, one.paid, one.currency) for one in priced.offers] == [
        ("claude-sonnet-4-5", D("1.5"), "USD"),
        ("claude-sonnet-4-5", D("7.5"), "CNY"),
        ("gpt-5", D("0.6"), "USD"),
    ]
    issues = [issue.message for one in reading.listings for issue in one.issues]
    assert issues == ["gpt-5: output_per_million_usd: from 5 to 8"]
