"""The numbered traps of relay software, each with the tests that fail if we fall into it.

A trap that only a later piece of work can meet names its issue instead; none is without either.
"""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
NEW_API, RELATIVES, PAGES = (
    f"traps/test_{name}_traps.py" for name in ("new_api", "relative", "page")
)
DONE_HUB, SUB2API = "parsers/test_done_hub.py", "parsers/test_sub2api.py"
KUMA = "parsers/test_uptime_kuma.py"
EXAMPLES = "monitor/test_worked_examples.py"
LINKAGE = "market/test_linkage.py"
SHOPS = "parsers/test_shops.py"
COMMUNITIES = "parsers/test_communities.py"
MENTIONS = "parsers/test_mentions.py"
TRAPS, TOP_UP = "market/test_pricing_traps.py", "market/test_pricing_topup.py"


@dataclass(frozen=True, slots=True)
class Trap:
    """What goes wrong, the tests ("file::name") that would notice, and the issue it waits for."""

    what: str
    tests: tuple[str, ...] = ()
    issue: int | None = None


TABLE = {
    1: Trap(
        "a model nobody priced shows ratio 37.5, or (30, 30)",
        (
            f"{NEW_API}::test_a_model_nobody_priced_shows_37_5_and_gets_no_price",
            f"{RELATIVES}::test_one_hub_s_stand_in_is_no_price",
            f"{TRAPS}::test_a_trap_is_an_issue_and_no_offer",
        ),
    ),
    2: Trap(
        "37.5 and 30 are the true ratios of gpt-4.5-preview and gpt-4-32k",
        (
            f"{NEW_API}::test_37_5_is_the_price_of_one_model",
            f"{TRAPS}::test_a_stand_in_number_is_a_price_where_the_list_price_says_so",
        ),
    ),
    3: Trap(
        "quota_type 1 with model_ratio 0 is not free",
        (f"{NEW_API}::test_a_model_sold_by_the_call_is_not_free_for_having_no_ratio",),
    ),
    4: Trap(
        "completion_ratio 1 can mean unset",
        (f"{NEW_API}::test_a_completion_ratio_of_one_is_no_output_price",),
    ),
    5: Trap(
        "an absent cache ratio is not zero",
        (f"{NEW_API}::test_no_cache_ratio_is_not_a_cache_ratio_of_zero",),
    ),
    6: Trap(
        "price is no exchange rate and names no currency",
        (
            f"{NEW_API}::test_price_is_what_a_credited_dollar_costs_in_a_currency_it_does_not_name",
            f"{TOP_UP}::test_a_site_without_a_chinese_word_leaves_the_currency_in_doubt",
        ),
    ),
    7: Trap(
        "the display currency changes the page, not the JSON",
        (f"{NEW_API}::test_what_the_page_displays_does_not_change_what_is_paid",),
    ),
    8: Trap(
        "quota_per_unit other than 500000: the page shows another price than is billed",
        (f"{NEW_API}::test_the_billed_price_is_told_apart_from_the_page_s",),
    ),
    9: Trap(
        "the base ratio of a tiered row is meaningless",
        (f"{NEW_API}::test_the_base_ratio_of_a_tiered_row_means_nothing",),
    ),
    10: Trap(
        "the page may show the cheapest group for all",
        (f"{NEW_API}::test_every_group_has_its_own_price",),
    ),
    11: Trap(
        "the page shows a group ratio of 0 as 1, and 自动 for auto",
        (f"{NEW_API}::test_a_group_of_ratio_zero_is_neither_free_nor_one",),
    ),
    12: Trap(
        "rows name groups a guest cannot use",
        (f"{NEW_API}::test_no_price_is_made_up_for_a_hidden_group",),
    ),
    13: Trap('"all" means every usable group', (f"{NEW_API}::test_all_means_every_usable_group",)),
    14: Trap("an empty group key", (f"{NEW_API}::test_the_empty_group_of_old_answers_is_dropped",)),
    15: Trap(
        "a group ratio can be a currency",
        (
            f"{NEW_API}::test_a_group_ratio_can_be_an_exchange_rate",
            f"{TRAPS}::test_one_seventh_is_a_discount_where_other_vendors_share_the_group",
        ),
    ),
    16: Trap(
        "group rates of topping up, rebates and card shops make it cheaper than computed",
        (
            f"{NEW_API}::test_the_list_recharge_rate_is_called_so",
            f"{TOP_UP}::test_the_top_up_price_is_chosen_by_how_sure_it_is",
            f"{RELATIVES}::test_a_rebate_on_large_top_ups_is_said",
        ),
    ),
    17: Trap(
        "sub2api: per token, pictures apart, the seller's own official price, hours",
        (
            f"{RELATIVES}::test_a_plaza_s_prices_are_for_one_token_before_the_multiplier",
            f"{RELATIVES}::test_a_picture_s_price_is_not_for_a_million_of_them",
            f"{RELATIVES}::test_the_seller_s_copy_of_the_official_price_is_not_the_official_price",
            f"{RELATIVES}::test_a_peak_is_said_and_not_priced",
            f"{EXAMPLES}::test_s4_a_picture_has_a_rate_of_its_own_and_is_one_picture",
            f"{EXAMPLES}::test_s5_the_price_is_that_of_ordinary_hours",
            f"{EXAMPLES}::test_a_plaza_s_number_is_dollars_of_credit_and_no_yuan",
            f"{EXAMPLES}::test_the_official_price_is_never_multiplied_by_an_exchange_rate",
            f"{EXAMPLES}::test_a_request_is_not_a_million_of_them",
        ),
    ),
    18: Trap(
        "sub2api's recharge multiplier is hidden",
        (
            f"{RELATIVES}::test_a_hidden_recharge_multiplier_is_an_assumption_and_said_so",
            f"{EXAMPLES}::test_no_recharge_rate_is_built_in",
            f"{SUB2API}::test_a_fork_s_snapshot_tells_the_recharge_rate_that_others_hide",
        ),
    ),
    19: Trap(
        "a plan's caps are counted in different ways",
        (
            f"{RELATIVES}::test_a_plan_s_usage_is_no_token_price",
            f"{EXAMPLES}::test_s3_a_plan_is_a_range_that_ends_at_full_use",
        ),
    ),
    20: Trap(
        "one-hub's output is absolute; long context; ratios of two decimals",
        (
            f"{RELATIVES}::test_one_hub_s_output_is_a_price_of_its_own",
            f"{RELATIVES}::test_a_long_context_is_dearer_and_that_is_said",
            f"{RELATIVES}::test_a_ratio_rounded_to_nothing_is_no_price",
            f"{DONE_HUB}::test_cached_tokens_of_anthropic_s_models_are_billed_at_its_defaults",
        ),
    ),
    21: Trap(
        "VoAPI's prices hold the group ratio already",
        (f"{RELATIVES}::test_prices_that_hold_the_group_ratio_already_are_not_multiplied_again",),
    ),
    22: Trap(
        "errors and HTML shells with status 200",
        (
            f"{PAGES}::test_an_answer_without_goods_is_no_empty_shop",
            f"{PAGES}::test_an_envelope_of_sub2api_is_told_by_its_code",
            f"{SUB2API}::test_a_refusal_of_the_middleware_is_a_closed_door",
            f"{DONE_HUB}::test_a_refused_price_page_is_no_empty_shop",
            "parsers/test_read_visit.py::test_a_site_whose_sheet_fails_is_never_read_as_empty",
        ),
    ),
    23: Trap(
        "429 without a body, 403, 401, challenge pages",
        (
            f"{PAGES}::test_an_answer_without_goods_is_no_empty_shop",
            "parsers/test_challenge.py::test_a_wall_is_named",
        ),
    ),
    24: Trap(
        "announcements are the seller's own mark-up",
        (
            f"{PAGES}::test_an_announcement_is_read_as_a_visitor_sees_it",
            "parsers/test_payload.py::test_prose_is_plain",
        ),
        issue=3,  # contact lines in base64
    ),
    25: Trap(
        "numbers in words, with their units",
        (
            f"{PAGES}::test_a_number_in_words_is_read_with_its_unit_and_kept_with_its_quote",
            f"{PAGES}::test_tokens_on_offer_are_no_price",
            "parsers/test_readers.py::test_a_saying_means_what_its_line_says",
        ),
    ),
    26: Trap(
        "a low price can be honest: a discount is a signal, no proof",
        (f"{NEW_API}::test_what_a_name_claims_moves_no_price",),
        issue=6,  # reasons of a lead's score
    ),
    27: Trap("官转 in a name is a claim", (f"{NEW_API}::test_what_a_name_claims_moves_no_price",)),
    28: Trap(
        "an uptime status is stale",
        (
            f"{NEW_API}::test_a_channel_s_uptime_is_read_and_its_status_is_not",
            f"{KUMA}::test_shares_of_time_stand_under_the_names_of_what_they_are_of",
            f"{KUMA}::test_names_say_where_access_comes_from",
        ),
    ),
    29: Trap(
        "stock can be a word, counters can be set by hand",
        (
            f"{SHOPS}::test_stock_is_a_number_somebody_counted",
            f"{SHOPS}::test_stock_words_are_bands_in_any_language",
            "market/test_turnover.py::test_what_nights_say_together",
        ),
    ),
    30: Trap(
        "catalogues are repeated across sub-stations",
        (
            "traps/test_shop_traps.py::test_what_is_sold_on_from_another_shop_says_so",
            "market/test_turnover.py::test_articles_sold_on_under_one_name_are_counted_once",
            "storage/test_counters.py::test_what_is_sold_on_twice_counts_once",
            f"{SHOPS}::test_acg_faka_is_asked_for_two_articles_and_none_that_is_sold_on",
            f"{LINKAGE}::test_a_medium_value_links_with_another_sort_only",
        ),
    ),
    31: Trap(
        "affiliate parameters name promoters, not sites",
        (
            f"{PAGES}::test_a_link_with_an_affiliate_code_leads_to_the_site_and_names_the_promoter",
            "market/test_channel.py::test_promoters_codes_are_no_part_of_an_address",
            f"{MENTIONS}::test_a_blog_that_sells_nothing_leads_to_its_friends_and_its_samples",
            f"{COMMUNITIES}::test_promoters_codes_are_kept_apart_from_addresses",
            f"{LINKAGE}::test_weak_values_link_nobody_however_many",
        ),
    ),
    32: Trap(
        "one operator, many domains",
        (
            f"{PAGES}::test_what_ties_sites_to_one_operator_is_kept",
            "parsers/test_read_visit.py::test_default_keys_tie_nobody_to_anybody",
            f"{LINKAGE}::test_a_strong_value_links_alone",
            f"{LINKAGE}::test_a_value_that_many_show_says_nothing",
            "storage/test_operators.py::test_channels_that_share_a_key_are_one_operators",
        ),
    ),
    33: Trap(
        "old exchange-rate constants",
        (f"{NEW_API}::test_a_site_s_own_exchange_rate_is_never_used",),
    ),
    34: Trap(
        "listings hold keys",
        (
            f"{PAGES}::test_a_key_in_an_announcement_is_gone_before_anybody_reads_it",
            "market/test_redaction.py::test_a_key_is_replaced_by_what_revokes_it",
            f"{COMMUNITIES}::test_a_key_in_a_readme_s_base64_is_gone_before_anybody_reads_it",
        ),
    ),
}


def test_every_trap_has_its_place() -> None:
    """Thirty-four of them, each with a test or the issue it waits for."""
    assert list(TABLE) == list(range(1, 35))
    assert all(trap.tests or trap.issue for trap in TABLE.values())


@pytest.mark.parametrize("number", TABLE)
def test_the_tests_of_a_trap_exist(number: int) -> None:
    """A test that was renamed or dropped leaves a hole in the table."""
    missing = [test for test in TABLE[number].tests if not _exists(*test.split("::"))]

    assert missing == []


def _exists(file: str, name: str) -> bool:
    return name in _tests(TESTS / file)


@cache
def _tests(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))
