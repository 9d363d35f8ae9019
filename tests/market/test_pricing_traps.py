"""Numbers of a price sheet that look like prices and are not: each is a named issue, no offer."""

from decimal import Decimal

import pytest
from market_sheets import INPUT, OUTPUT, by_ratio, codes, priced, rate, site, top_up

from market.claims import Rate

THIRTY = (Decimal(30), Decimal(30))
ONE = Decimal(1)

TRAPS = [
    ("unset_ratio", by_ratio("brand-new-model-x", "37.5", completion_ratio=ONE)),
    ("unset_ratio", by_ratio("claude-sonnet-4-5", "37.5", completion_ratio=Decimal(5))),
    ("unset_ratio", by_ratio("gpt-4.5-preview", "37.5", completion_ratio=ONE)),
    ("unset_ratio", by_ratio("gpt-5", "30", completion_ratio=ONE)),
    ("unset_ratio", rate("unpriced-model", INPUT, ("input", "30"), row_numbers=THIRTY)),
    ("unset_ratio", rate("gpt-5", OUTPUT, ("output", "30"), row_numbers=THIRTY)),
    ("hidden_group", by_ratio("gpt-5", "0.625", ratio=None, group="内部专线")),
    ("zero_ratio", by_ratio("gpt-5", "0.625", ratio="0")),
    ("free_group", by_ratio("gpt-5", "0.625", ratio="0", group="福利分组")),
    ("free_group", by_ratio("gpt-5", "0.625", ratio="0", group="x", free_group=True)),
    ("odd_ratio", by_ratio("gpt-5", "0.625", ratio="-1")),
    ("zero_ratio", by_ratio("gpt-5", "0")),
    ("unknown_model", by_ratio("gpt-17-ultra", "1")),
    ("no_price", rate("gpt-5", INPUT)),
    ("unparsed_expression", rate("gpt-5", INPUT, problem="unparsed_expression")),
    ("unknown_unit", rate("gpt-5", "1m_smell_tokens", ("p", "1"))),
]


@pytest.mark.parametrize(("code", "row"), TRAPS)
def test_a_trap_is_an_issue_and_no_offer(code: str, row: Rate) -> None:
    """What cannot be priced says why, with its place."""
    sheet = priced(site(top_up("1"), row))

    assert sheet.offers == ()
    assert codes(sheet) == [code]


LEGITIMATE = [
    by_ratio("gpt-4.5-preview", "37.5", completion_ratio=Decimal(2)),
    by_ratio("gpt-4-32k", "30", completion_ratio=Decimal(2)),
    rate("gpt-5", INPUT, ("input", "30"), row_numbers=(Decimal(30), Decimal(60))),
]


@pytest.mark.parametrize("row", LEGITIMATE)
def test_a_stand_in_number_is_a_price_where_the_list_price_says_so(row: Rate) -> None:
    """37.5 is right for gpt-4.5-preview, 30 for gpt-4-32k."""
    assert len(priced(site(top_up("1"), row)).offers) == 1


@pytest.mark.parametrize("ratio", ["0.14", "0.137", "0.1389"])
def test_a_group_ratio_that_is_an_exchange_rate_is_no_discount(ratio: str) -> None:
    """One seventh, and only Chinese vendors' models: the price is in yuan."""
    rows = [
        by_ratio(name, "0.3", ratio=ratio, group="国模") for name in ("deepseek-chat", "glm-4.6")
    ]
    sheet = priced(site(top_up("1"), *rows))

    assert sheet.offers == ()
    assert codes(sheet) == ["currency_group", "currency_group"]


def test_one_seventh_is_a_discount_where_other_vendors_share_the_group() -> None:
    """A yuan group serves Chinese vendors' models only."""
    rows = [by_ratio(name, "0.3", ratio="0.14") for name in ("deepseek-chat", "gpt-5")]

    assert len(priced(site(top_up("1"), *rows)).offers) == 2


def test_an_implausible_share_is_kept_and_said() -> None:
    """Group ratio 33 is a price, but a person should look."""
    sheet = priced(site(top_up("1"), by_ratio("gpt-5", "0.625", ratio="33", group="官转")))

    assert len(sheet.offers) == 1
    assert codes(sheet) == ["implausible"]


def test_one_thing_priced_twice_keeps_the_first_price_and_says_so() -> None:
    """Two prices of one model in one group are no coin toss."""
    sheet = priced(site(top_up("1"), by_ratio("gpt-5", "1"), by_ratio("gpt-5", "2")))

    assert [offer.paid for offer in sheet.offers] == [Decimal(2)]
    assert codes(sheet) == ["priced_twice"]


def test_a_top_up_in_money_without_a_rate_prices_nothing() -> None:
    """Dong have no reference rate: the rate is an issue, not a guess."""
    sheet = priced(site(top_up("26000", "text", "VND"), by_ratio("gpt-5", "0.625")))

    assert sheet.offers == ()
    assert codes(sheet) == ["unknown_currency"]


def test_every_rate_becomes_an_offer_or_an_issue() -> None:
    """Nothing is dropped silently."""
    rows = [row for _, row in TRAPS] + LEGITIMATE
    sheet = priced(*(site(top_up("1"), row) for row in rows))

    assert len(sheet.offers) + len(sheet.issues) >= len({row.listed_as for row in rows})


def test_the_group_and_its_description_claim_the_supply() -> None:
    """kiro in the group, Max 号池 in its description, a prefix of the model's name."""
    rows = [
        by_ratio("gpt-5", "0.625", group="codex-plus号池"),
        by_ratio("claude-sonnet-4-5", "1.5", group="g1", group_text="Claude Max 号池"),
        by_ratio("kiro-claude-opus-4-5", "2.5", group="g2"),
        by_ratio("gpt-5-mini", "0.125", group="default"),
    ]
    sheet = priced(site(top_up("1"), *rows))

    assert [offer.supply for offer in sheet.offers] == [
        "subscription_pool",
        "subscription_pool",
        "ide_client",
        "unknown",
    ]
