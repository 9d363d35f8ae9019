"""Traps of answers that are no goods, of mark-up, words, links and names."""

import json
from decimal import Decimal

import pytest
from relay_pages import HOST, row, sheet, status, visited

from market.channel import canonical_url, key
from market.claims import Contact, Price, Volume
from market.redaction import redact
from market.types import Identifier, Outcome
from parsers.read import read_visit
from tests.parsers.pages import page

D = Decimal
SHELL = '<html><title>x</title><div id="root"></div><script src="/a.js"></script></html>'

# what stands where the price sheet should be → how the visit ends; never as an emptied shop
NO_GOODS = [
    ({"success": False, "message": "系统繁忙"}, 200, Outcome.DRIFTED),
    ({"success": False, "message": "请先登录"}, 200, Outcome.BLOCKED),
    ({"code": 500, "message": "error", "data": None}, 200, Outcome.DRIFTED),
    ({"message": "error", "data": "余额不足"}, 200, Outcome.DRIFTED),
    (SHELL, 200, Outcome.DRIFTED),
    ('{"success": true, "data": [', 200, Outcome.DRIFTED),
    ("", 429, Outcome.BLOCKED),
    ({"success": False, "message": "pricing is disabled"}, 403, Outcome.BLOCKED),
    ({"success": False, "message": "unauthorized"}, 401, Outcome.BLOCKED),
    ("<script>var arg1='A';document.cookie='acw_sc__v2='+arg1</script>", 200, Outcome.BLOCKED),
    ("<title>Just a moment...</title>", 503, Outcome.BLOCKED),
]


@pytest.mark.parametrize(("body", "code", "outcome"), NO_GOODS)
def test_an_answer_without_goods_is_no_empty_shop(
    body: object, code: int, outcome: Outcome
) -> None:
    """Traps 22 and 23: envelopes and shells with status 200; refusals, with words or without."""
    seen = visited(status(), page(body, f"{HOST}/api/pricing", code))

    assert (seen.reading.outcome, seen.priced.offers) == (outcome, ())


def test_an_envelope_of_sub2api_is_told_by_its_code() -> None:
    """Trap 22: code 500 with status 200 is no set of settings."""
    asked = page({"code": 500, "message": "x"}, f"{HOST}/api/v1/settings/public")

    assert read_visit([asked]).outcome is Outcome.DRIFTED


def test_an_announcement_is_read_as_a_visitor_sees_it() -> None:
    """Trap 24: zero-width signs, hidden digits, a tracking pixel and a script change nothing."""
    written = (
        '<script>price="9R 一刀"</script><p>0\u200b.\u200d5<span style="display:none">7</span>R'
        ' 一刀<img src="https://px.example/1.gif"></p>'
    )
    seen = visited(status(announcements=[{"content": written}]))
    said = [one.value for each in seen.reading.listings for one in each.facts]

    assert [(one.amount, one.per) for one in said if isinstance(one, Price)] == [
        (D("0.5"), "usd_credit")
    ]
    assert seen.reading.mentions == ()


WORDED = [
    ("gpt-5 官方 3折", "0.7"),
    ("claude 0.6R 一刀", "0.6"),
    ("claude 50元/百万 tokens", "50"),
    ("1.2K 元/月 Claude Max 20x", "1200"),
    ("Claude Max 号 0.12万 元/月", "1200"),
]


@pytest.mark.parametrize(("text", "number"), WORDED)
def test_a_number_in_words_is_read_with_its_unit_and_kept_with_its_quote(
    text: str, number: str
) -> None:
    """Trap 25: 折, 刀, R, K and 万; the raw words stay beside the number."""
    (listing,) = read_visit([status(announcements=[{"content": text}])]).listings[1:]
    numbers = {
        getattr(one.value, field): one.quote
        for one in listing.facts
        for field in ("amount", "off")
        if hasattr(one.value, field)
    }

    assert D(number) in numbers
    assert numbers[D(number)] in listing.text


def test_tokens_on_offer_are_no_price() -> None:
    """Trap 25: 24 亿 token is what is sold, not what is paid."""
    seen = visited(status(announcements=[{"content": "约合 24 亿 token"}]))
    said = [one.value for each in seen.reading.listings for one in each.facts]

    assert not any(isinstance(one, Price) for one in said)
    assert all(one.unit == "tokens" for one in said if isinstance(one, Volume))


def test_a_link_with_an_affiliate_code_leads_to_the_site_and_names_the_promoter() -> None:
    """Trap 31: two promoters' links are one station, and the codes are weak."""
    rows = [
        {"name": "Heron", "url": "https://heron.example/register?aff=EXAMPLE1"},
        {"name": "Heron too", "url": "https://heron.example/register?aff=EXAMPLE2"},
        {"name": "Otter", "url": "https://otter.example/i/EXAMPLE3"},
    ]
    reading = read_visit([page({"sites": rows}, "https://list.example/sites.json")])
    urls = [each.seller.url for each in reading.listings if each.seller]

    assert {key(str(url)) for url in urls} == {"heron.example", "otter.example"}
    assert not any("EXAMPLE" in canonical_url(str(url)) for url in urls)
    assert not any("EXAMPLE" in one.target for one in reading.mentions)
    assert set(reading.identifiers) == {
        Identifier("affiliate_code", f"EXAMPLE{n}", strong=False) for n in (1, 2, 3)
    }


def test_what_ties_sites_to_one_operator_is_kept() -> None:
    """Trap 32: client ids, site keys, bots, analytics and handles, from status and from prose."""
    reading = read_visit(
        [
            status(
                turnstile_site_key="0x4AAAexample",
                github_client_id="Iv1.example",
                linuxdo_client_id="exampleLd",
                oidc_client_id="exampleOidc",
                telegram_bot_name="example_bot",
                passkey_rp_id="relay.example",
                logo="https://img.example/logo.png",
                top_up_link="https://cards.example/x",
                footer_html="<script>gtag('config','G-EXAMPLE123')</script><p>QQ群：000000001</p>",
            )
        ]
    )
    kinds = {one.kind for one in reading.identifiers}

    assert kinds == {
        *("turnstile_site_key", "github_client_id", "linuxdo_client_id", "oidc_client_id"),
        *("telegram_bot_name", "passkey_rp_id", "logo", "top_up_link", "analytics_google"),
        *("qq_group", "top_up_shop"),
    }
    facts = [one.value for each in reading.listings for one in each.facts]
    assert Contact("qq_group", "000000001") in facts


def test_a_key_in_an_announcement_is_gone_before_anybody_reads_it() -> None:
    """Trap 34: the archive takes what is left; readers see the mark and no key."""
    key_ = "sk-ant-api03-" + "EXAMPLECANARY0aB1cD2eF3gH4" * 3
    body = redact(json.dumps({"success": True, "data": f"试用 {key_}"}).encode())
    reading = read_visit([page(body.body, f"{HOST}/api/notice")])

    assert [leak.provider for leak in body.leaks] == ["anthropic"]
    assert key_ not in repr(reading)


def test_a_vendor_s_address_is_nobody_s_base_url() -> None:
    """Not numbered, but fallen into: an example in api_info makes no alias and no candidate."""
    told = [{"url": f"https://{host}/v1"} for host in ("api.openai.com", "api.anthropic.com")]
    told += [{"url": "https://generativelanguage.googleapis.com"}, {"url": "http://localhost:3000"}]
    told += [{"url": "https://hk.heron.example"}]
    seen = visited(status(api_info=told, docs_link="https://github.com/QuantumNous/new-api"))

    assert [one.target for one in seen.reading.mentions] == ["https://hk.heron.example/"]


def test_every_row_of_a_sheet_can_be_followed_back() -> None:
    """Prices stand on numbers whose place in the page is kept."""
    (first, *_) = visited(status(), sheet(row())).priced.offers

    assert [factor.place for factor in first.factors] == [
        "/data/0/model_ratio",
        "/data/quota_per_unit",
        "/group_ratio/default",
        "/data/price",
    ]
