"""Pages that stand in front of the content: challenges, captchas and log-in walls. Recognised so
that a visit stops there; never worked around.
"""

import re

from market.types import Page

_HEAD = 60_000

# What each interstitial cannot do without. A shop that merely loads Turnstile for its own log-in
# form matches none of these.
_CHALLENGES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("Cloudflare challenge", re.compile(rb"window\._cf_chl_opt|id=[\"']challenge-form[\"']")),
    ("Cloudflare challenge", re.compile(rb"<title>\s*Just a moment\.\.\.", re.IGNORECASE)),
    ("Cloudflare block", re.compile(rb"<title>\s*Attention Required! \| Cloudflare")),
    (
        "Alibaba acw_sc__v2 challenge",
        re.compile(rb"acw_sc__v2.{0,4000}?arg1|arg1=.{0,4000}?acw_sc__v2", re.DOTALL),
    ),
    ("AWS WAF challenge", re.compile(rb"awsWafCookieDomainList|AwsWafIntegration\.")),
    ("DDoS-Guard challenge", re.compile(rb"/\.well-known/ddos-guard/js-challenge")),
    (
        "Imperva challenge",
        re.compile(rb"_Incapsula_Resource\?[^>]{0,200}incident_id|Incapsula incident ID"),
    ),
    ("Sucuri challenge", re.compile(rb"sucuri_cloudproxy_js")),
    (
        "human verification",
        re.compile(
            r"<title>[^<]{0,40}(?:安全验证|人机验证|安全检查|Verify you are human"
            r"|Human Verification|DDoS protection by|Checking your browser)".encode(),
            re.IGNORECASE,
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
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return None
    for name, mark in _CHALLENGES:
        if mark.search(head):
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
