"""Who is run by one operator: what links, what never does, and what keeps apart."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage_signs import every, names, shows, sign

from market.linkage import Decision, Strength, Verdict, operators, shipped, shown, tie

STRONG = [name for name, kind in shipped().known.items() if kind.strength is Strength.STRONG]
MEDIUM = [name for name, kind in shipped().known.items() if kind.strength is Strength.MEDIUM]
WEAK = [name for name, kind in shipped().known.items() if kind.strength is Strength.WEAK]


@pytest.mark.parametrize("kind", STRONG)
def test_a_strong_value_links_alone(kind: str) -> None:
    assert names(operators(shows("ab", kind, "one"))) == ["ab"]


@pytest.mark.parametrize("kind", MEDIUM)
def test_a_medium_value_links_with_another_sort_only(kind: str) -> None:
    alone = shows("ab", kind, "one")
    assert names(operators(alone)) == []
    assert names(operators([*alone, *shows("ab", kind, "two")])) == []

    sort = shipped()[kind].sort
    other = next(name for name in MEDIUM if shipped()[name].sort != sort)
    assert names(operators([*alone, *shows("ab", other, "two")])) == ["ab"]


def test_weak_values_link_nobody_however_many() -> None:
    """Default markup, a promoter's code, a price list: also beside one medium value."""
    weak = every(*(shows("ab", kind, "one") for kind in [*WEAK, "never_heard_of"]))
    assert names(operators(weak)) == []
    assert names(operators([*weak, *shows("ab", "text_hash", "t")])) == []


def test_a_logo_and_its_favicon_are_one_witness() -> None:
    signs = every(shows("ab", "logo", "l"), shows("ab", "favicon_mmh3", "f"))
    assert names(operators(signs)) == []


def test_two_names_of_one_kind_are_compared() -> None:
    """What new-api calls telegram_bot_name is one-hub's telegram_bot."""
    signs = [sign("a", "telegram_bot_name", "bot"), sign("b", "telegram_bot", "bot")]
    assert names(operators(signs)) == ["ab"]


def test_kinds_that_begin_alike_are_weighed_alike_and_compared_apart() -> None:
    """analytics_google and analytics_matomo; wallet_trc20 and wallet_ton."""
    kinds = shipped()
    assert kinds["analytics_matomo"].sort == kinds["turnstile_site_key"].sort
    assert kinds["wallet_ton"].vetoes
    assert names(operators(shows("ab", "wallet_ton", "w"))) == ["ab"]
    assert names(operators([sign("a", "wallet_ton", "w"), sign("b", "wallet_trc20", "w")])) == []


def test_a_value_that_many_show_says_nothing() -> None:
    """The default favicon, a footer's account; one channel less and it still counts."""
    letters = "abcdefghijklm"
    cap = shipped()["telegram"].cap
    assert names(operators(shows(letters[:cap], "telegram", "t"))) == [letters[:cap]]
    assert names(operators(shows(letters[: cap + 1], "telegram", "t"))) == []
    assert names(operators(shows("abc", "telegram", "t"), caps={"telegram": 2})) == []


def test_a_handle_in_a_list_links_to_who_states_it_himself() -> None:
    """Two rows of lists need a second handle; no list vetoes what a site says."""
    listed = shows("bc", "telegram", "t", own=False)
    assert names(operators(listed)) == []
    assert names(operators([*listed, *shows("bc", "qq", "1", own=False)])) == ["bc"]
    assert names(operators([*listed, sign("a", "telegram", "t")])) == ["abc"]

    other = sign("b", "telegram", "boris", own=False)
    assert names(operators([*shows("ab", "telegram", "t"), other])) == ["ab"]


def test_a_list_that_errs_links_nobody_who_says_otherwise() -> None:
    """And takes nothing from those who state the handle themselves."""
    signs = [
        *shows("ac", "telegram", "t"),
        *(sign("b", "telegram", "t", own=False), sign("b", "telegram", "boris")),
    ]
    assert names(operators(signs)) == ["ac"]


def test_a_copied_advert_links_nobody() -> None:
    """The same words and pictures under two different contacts."""
    copied = every(
        shows("ab", "text_hash", "t"),
        shows("ab", "favicon_mmh3", "f"),
        shows("ab", "dom_hash", "d"),
    )
    contacts = [sign("a", "telegram", "anna"), sign("b", "telegram", "boris")]
    assert names(operators(copied)) == ["ab"]
    assert names(operators([*copied, *contacts])) == []
    assert tie(shown([*copied, *contacts]), "a", "b").veto == "telegram"


def test_an_agencys_keys_link_none_of_its_customers() -> None:
    """Three sites set up by one hand: two state contacts of their own, the third states none."""
    contacts = [sign("a", "wechat", "anna"), sign("b", "wechat", "boris")]
    keys = every(shows("abc", "turnstile_site_key", "k"), shows("abc", "analytics_google", "G-1"))
    assert names(operators(keys)) == ["abc"]
    assert names(operators([*keys, *contacts])) == []
    assert names(operators([*keys, *contacts, *shows("ac", "github_client_id", "g")])) == []


def test_who_is_paid_outweighs_contacts_that_differ_only_with_a_second_witness() -> None:
    contacts = [sign("a", "wechat", "anna"), sign("b", "wechat", "boris")]
    shop = shows("ab", "top_up_shop", "https://shop.example/7")
    assert names(operators([*contacts, *shop])) == []
    keys = shows("ab", "linuxdo_client_id", "l")
    assert names(operators([*contacts, *shop, *keys])) == ["ab"]


def test_contacts_that_differ_beside_one_that_is_shared_veto_nothing() -> None:
    """An operator has a sales account for each site and one mailbox."""
    signs = [
        *(sign("a", "telegram", "sales1"), sign("b", "telegram", "sales2")),
        *shows("ab", "email", "owner@sea.example"),
    ]
    assert names(operators(signs)) == ["ab"]


def test_a_crowds_contact_vetoes_nothing() -> None:
    """Everybody shows a community's group beside his own words."""
    crowd = shows("abcdefghijklmnop", "telegram", "community")
    signs = [
        *crowd,
        *(sign("q", "telegram", "quinn"),),
        *every(shows("aq", "text_hash", "t"), shows("aq", "logo", "l")),
    ]
    assert names(operators(signs)) == ["aq"]


def test_a_cluster_too_large_to_be_believed_is_not_made() -> None:
    """What was there before stays what it was; a person is asked about the rest."""
    one, other = "abc", "defg"
    signs = [
        *shows(one, "telegram", "t", day=1),
        *shows(other, "telegram", "u", day=2),
        *shows("cd", "qq", "12345", day=3),
    ]
    found = operators(signs, most=6)

    assert names(found) == [one, other]
    [asked] = found.too_large
    assert ("".join(asked.channels), [(t.one, t.other) for t in asked.ties]) == (
        "abcdefg",
        [("c", "d")],
    )
    together = Decision(Verdict.TOGETHER, tuple(one + other))
    assert names(operators(signs, [together], most=6)) == [one + other]
    assert names(operators(signs, most=7)) == [one + other]


def test_what_a_person_says_beats_every_sign() -> None:
    signs = shows("abc", "telegram", "t")
    apart = Decision(Verdict.APART, ("b",), ("a", "c"))
    together = Decision(Verdict.TOGETHER, ("x", "y"))
    assert names(operators(signs, [apart, together])) == ["ac", "xy"]
    assert names(operators(signs, [apart, Decision(Verdict.TOGETHER, ("a", "b"))])) == ["ab"]


def test_of_two_words_the_later_holds() -> None:
    signs = shows("abc", "telegram", "t")
    apart = Decision(Verdict.APART, ("b",), ("a", "c"))
    together = Decision(Verdict.CONFIRMED, ("a", "b", "c"))
    assert names(operators(signs, [apart, together])) == ["abc"]
    assert operators(signs, [apart, together]).confirmed == (frozenset("abc"),)
    assert names(operators(signs, [together, apart])) == ["ac"]
    assert operators(signs, [together, apart]).confirmed == ()


def test_nobody_comes_back_by_a_detour() -> None:
    """Kept from a, b does not get there through c."""
    signs = every(shows("ac", "telegram", "t"), shows("bc", "telegram", "u", day=2))
    apart = Decision(Verdict.APART, ("a",), ("b",))
    assert names(operators(signs, [apart])) == ["ac"]


LETTERS = "abcdefgh"
SIGNS = st.lists(
    st.builds(
        sign,
        st.sampled_from(LETTERS),
        st.sampled_from(["telegram", "text_hash", "logo", "qq_group", "turnstile_site_key"]),
        st.sampled_from("xyz"),
        st.integers(1, 4),
        own=st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=100)
@given(signs=SIGNS, order=st.randoms(use_true_random=False), most=st.integers(2, 8))
def test_the_order_of_signs_does_not_matter(
    signs: list[object], order: random.Random, most: int
) -> None:
    """And nobody is in two clusters, nor in one that is too large."""
    mixed = order.sample(signs, len(signs))
    found = operators(signs, most=most)  # type: ignore[arg-type]
    assert found == operators(mixed, most=most)  # type: ignore[arg-type]
    everybody = [channel for group in found.groups for channel in group]
    assert len(everybody) == len(set(everybody))
    assert all(2 <= len(group) <= most for group in found.groups)
