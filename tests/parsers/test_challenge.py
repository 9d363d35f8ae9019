"""Walls are recognised; shops that merely have a log-in form are not walls."""

import pytest

from parsers.challenge import challenge
from tests.parsers.pages import page

SHOP = "Claude Max 20x account, 120 USD a month, delivered in an hour. " * 10
WALLS = [
    ("<html><head><title>Just a moment...</title></head></html>", "Cloudflare challenge"),
    ("<html><script>window._cf_chl_opt={cvId:'3'}</script></html>", "Cloudflare challenge"),
    ("<html><title>Attention Required! | Cloudflare</title></html>", "Cloudflare block"),
    (
        "<html><script>var arg1='A1';f('acw_sc__v2', x)</script></html>",
        "Alibaba acw_sc__v2 challenge",
    ),
    ("<html><head><title>人机验证</title></head></html>", "human verification"),
    (
        '<html><form>登录 <input name="u"><input type="password"></form></html>',
        "log-in page",
    ),
    ('<html><div class="g-recaptcha" data-sitekey="x"></div></html>', "captcha page"),
]
OPEN = [
    f'<html><p>{SHOP}</p><form>log in <input type="password"></form></html>',
    f'<html><p>{SHOP}</p><div class="cf-turnstile"></div></html>',
    '{"data": {"turnstile_site_key": "0x4AAA", "title": "Just a moment..."}}',
    '<html><script>var config={"turnstile_site_key":"0x4AAA"}</script><div id="root"></div></html>',
    "We explain acw_sc__v2 and arg1 here",
    "",
]


@pytest.mark.parametrize(("body", "why"), WALLS)
def test_a_wall_is_named(body: str, why: str) -> None:
    assert challenge(page(body)) == why


@pytest.mark.parametrize("body", OPEN)
def test_an_open_page_is_no_wall(body: str) -> None:
    assert challenge(page(body)) is None


def test_the_mitigation_header_is_enough() -> None:
    assert challenge(page("", headers=(("cf-mitigated", "challenge"),))) == "Cloudflare challenge"
