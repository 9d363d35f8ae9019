"""Pages that stand in front of the content: challenges, captchas and log-in walls. Recognised so
that a visit stops there; never worked around.
"""

import re

from market.types import Page
from parsers.embedded import is_html

_HEAD = 60_000
_MANY_LINKS = 50  # nothing that only stands in the way leads to so many places

# What each interstitial cannot do without, in lower case, behind a word that makes it worth a look.
# A shop that merely loads Turnstile for its own log-in form matches none of these.
_CHALLENGES: tuple[tuple[str, bytes, re.Pattern[bytes]], ...] = (
    ("Cloudflare challenge", b"cf_chl_opt", re.compile(rb"window\._cf_chl_opt")),
    ("Cloudflare challenge", b"challenge-form", re.compile(rb"id=[\"']challenge-form[\"']")),
    ("Cloudflare challenge", b"just a moment", re.compile(rb"<title>\s*just a moment\.\.\.")),
    (
        "Cloudflare block",
        b"attention required!",
        re.compile(rb"<title>\s*attention required! \| cloudflare"),
    ),
    (
        "Alibaba acw_sc__v2 challenge",
        b"acw_sc__v2",
        re.compile(rb"acw_sc__v2.{0,4000}?arg1|arg1=.{0,4000}?acw_sc__v2", re.DOTALL),
    ),
    (
        "AWS WAF challenge",
        b"awswaf",
        re.compile(rb"awswafcookiedomainlist|awswafintegration\."),
    ),
    ("DDoS-Guard challenge", b"ddos-guard", re.compile(rb"/\.well-known/ddos-guard/js-challenge")),
    (
        "Imperva challenge",
        b"incapsula",
        re.compile(rb"_incapsula_resource\?[^>]{0,200}incident_id|incapsula incident id"),
    ),
    ("Sucuri challenge", b"sucuri", re.compile(rb"sucuri_cloudproxy_js")),
    (
        "human verification",
        b"<title>",
        re.compile(
            r"<title>[^<]{0,40}(?:安全验证|人机验证|安全检查|verify you are human"
            r"|human verification|ddos protection by|checking your browser)".encode()
        ),
    ),
)
_PASSWORD = re.compile(rb"<input[^>]{1,300}type=[\"']?password", re.IGNORECASE)
_CAPTCHA = re.compile(
    rb"class=[\"'][^\"']{0,80}(?:g-recaptcha|h-captcha|cf-turnstile)", re.IGNORECASE
)
_TAGS = re.compile(r"<(script|style|svg)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_LOGIN_WORDS = re.compile(r"log ?in|sign ?in|登录|登陆|密码|password|войти|ログイン", re.IGNORECASE)


def challenge(page: Page) -> str | None:
    """Why the page is a challenge or a log-in wall, None if it is neither."""
    if page.header("cf-mitigated") == "challenge":
        return "Cloudflare challenge"
    head = page.body[:_HEAD]
    if not is_html(page):
        return None
    if head.count(b"<a ") > _MANY_LINKS:
        return None
    lower = head.lower()
    for name, word, mark in _CHALLENGES:
        if word in lower and mark.search(lower):
            return name
    return _wall(head) if len(page.body) <= _HEAD else None


def _wall(body: bytes) -> str | None:
    """A page with a form and hardly a word besides it."""
    password, captcha = _PASSWORD.search(body), _CAPTCHA.search(body)
    if not (password or captcha):
        return None
    shown = " ".join(_TAGS.sub(" ", body.decode("utf-8", "replace")).split())
    if len(shown) > 300:
        return None
    if password:
        return "log-in page" if _LOGIN_WORDS.search(shown) else None
    return "captcha page"
