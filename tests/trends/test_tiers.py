"""Tiers of models: every one in the shipped book has one on purpose."""

import pytest

from market.pricebook import PriceBook
from market.trends import tiers
from market.types import Unit

PLANS = {"plan", "plan_max", "plan_team"}


def test_every_model_and_plan_in_the_shipped_book_has_a_tier_on_purpose() -> None:
    rows = PriceBook.load().rows()
    strangers = {r.cell[:2] for r in rows if tiers.tier(*r.cell) in {tiers.OTHER, tiers.ANY}}

    assert strangers == set()


def test_plans_and_models_share_no_tier() -> None:
    for row in PriceBook.load().rows():
        assert (tiers.tier(*row.cell) in PLANS) is (row.unit is Unit.MONTH), row


@pytest.mark.parametrize(
    ("provider", "model", "tier"),
    [
        ("anthropic", "claude-opus-4-5", "premium"),
        ("anthropic", "claude-3-opus", "premium"),
        ("anthropic", "claude-sonnet-5", "standard"),
        ("anthropic", "claude-3-5-haiku", "small"),
        ("openai", "gpt-5", "standard"),
        ("openai", "gpt-5.1-codex", "standard"),
        ("openai", "gpt-5.1-codex-mini", "small"),
        ("openai", "gpt-5-nano", "small"),
        ("openai", "gpt-5-pro", "premium"),
        ("openai", "o3", "standard"),
        ("openai", "o3-mini", "small"),
        ("openai", "o1", "premium"),
        ("openai", "gpt-image-1-mini", "image"),
        ("openai", "text-embedding-3-large", "embedding"),
        ("google", "gemini-2.5-pro", "premium"),
        ("google", "gemini-2.5-flash", "standard"),
        ("google", "gemini-2.5-flash-lite", "small"),
        ("google", "gemini-3-pro-image", "image"),
        ("xai", "grok-4", "standard"),
        ("xai", "grok-4-fast-reasoning", "small"),
        ("deepseek", "deepseek-reasoner", "premium"),
        ("deepseek", "deepseek-chat", "standard"),
        ("openai", "chatgpt-plus", "plan"),
        ("openai", "chatgpt-4o-latest", "standard"),
        ("anthropic", "claude-max-20x", "plan_max"),
    ],
)
def test_a_model_stands_where_its_maker_put_it(provider: str, model: str, tier: str) -> None:
    assert tiers.tier(provider, model, Unit.INPUT) == tier


@pytest.mark.parametrize(
    ("provider", "model"),
    [("anthropic", "claude-unheard-of-9"), ("openai", "gpt-7-unheard-of"), ("nobody", "gpt-5")],
)
def test_a_line_nobody_wrote_down_is_other_and_not_the_nearest(provider: str, model: str) -> None:
    assert tiers.tier(provider, model, Unit.INPUT) == tiers.OTHER


def test_credit_buys_every_model() -> None:
    assert tiers.tier("openai", "gpt-5", Unit.USD_CREDIT) == tiers.ANY
    assert tiers.tier("openai", "", Unit.ACCOUNT) == tiers.ANY


def test_every_line_of_the_table_is_a_tier_that_is_known() -> None:
    assert {word for _, _, word in tiers.lines()} <= set(tiers.TIERS)
