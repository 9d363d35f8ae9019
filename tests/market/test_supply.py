"""Where sellers say their access comes from."""

import pytest

from market.supply import origin, terms

CLAIMS = [
    ("官转", "official"),
    ("优质官转OpenAI", "official"),
    ("直连Gemini", "official"),
    ("企业级通道", "official"),
    ("官逆", "reverse"),
    ("gpt-4o-all逆向", "reverse"),
    ("Kiro逆向", "ide_client"),
    ("Ｋｉｒｏ 反代，特价", "ide_client"),
    ("anti反重力", "ide_client"),
    ("cc逆向-aws", "cloud"),
    ("纯AZ", "cloud"),
    ("AWS Bedrock official channel", "official"),
    ("Max号池", "subscription_pool"),
    ("codex-plus号池", "subscription_pool"),
    ("claude-max", "subscription_pool"),
    ("Claude Max 号池，仅限 Claude Code 客户端", "subscription_pool"),
    ("team混合池", "subscription_pool"),
    ("混合池", "mixed"),
    ("k12 福利分组", "trial_or_education"),
    ("土区 Plus", "trial_or_education"),
    ("пул аккаунтов у нескольких провайдеров", "subscription_pool"),
    ("официальный релей", "official"),
    ("unused startup grants", "trial_or_education"),
    ("Official API relay, 50% off the official price", "official"),
    # no claim, or a denied one
    ("Claude API credits at 50% off official price", "unknown"),
    ("official list pricing × 0.3", "unknown"),
    ("from the official website", "unknown"),
    ("default", "unknown"),
    ("vip", "unknown"),
    ("福利分组", "unknown"),
    ("非逆向", "unknown"),
    ("无逆向，无掺水", "unknown"),
    ("不是反代", "unknown"),
    ("not reverse engineered", "unknown"),
    ("no account pool", "unknown"),
    ("官转，非逆向", "official"),
    ("accuracy", "unknown"),
    ("steam account", "unknown"),
    ("pools of water", "unknown"),
]


@pytest.mark.parametrize(("text", "claimed"), CLAIMS)
def test_a_text_claims_an_origin(text: str, claimed: str) -> None:
    """By the vocabulary; a denial is no claim, part of a word is no word."""
    assert origin(text) == claimed


def test_the_longest_term_is_taken() -> None:
    """官逆 before 官, kiro逆向 before 逆向."""
    assert terms("kiro逆向 官逆") == ("kiro逆向", "官逆")
