"""Credentials are taken out before anything is stored."""

import base64
import hashlib
import html
import json
import string

import pytest
from growth import growth, seconds
from hypothesis import given
from hypothesis import strategies as st

from market.redaction import redact

# A made-up body that says so itself; cut to the length each kind of key has.
BODY = "EXAMPLECANARY0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3" * 3
HEX = "0123456789abcdef" * 4

KEYS = [
    ("anthropic", f"sk-ant-api03-{BODY[:86]}-EXAMPLEAA"),
    ("anthropic", f"sk-ant-oat01-{BODY[:60]}"),
    ("openai", f"sk-proj-{BODY[:60]}_{BODY[:20]}"),
    ("openai", f"sk-svcacct-{BODY[:60]}"),
    ("openrouter", f"sk-or-v1-{HEX}"),
    ("moonshot", f"sk-kimi-{BODY[:50]}"),
    ("generic", f"sk-{BODY[:48]}"),
    ("google", f"AIzaSy{BODY[:33]}"),
    ("google", f"ya29.{BODY[:60]}"),
    ("google", f"GOCSPX-{BODY[:28]}"),
    ("xai", f"xai-{BODY[:80]}"),
    ("groq", f"gsk_{BODY[:52]}"),
    ("replicate", f"r8_{BODY[:37]}"),
    ("huggingface", f"hf_{BODY[:34]}"),
    ("github", f"ghp_{BODY[:36]}"),
    ("github", f"github_pat_{BODY[:82]}"),
    ("gitlab", f"glpat-{BODY[:20]}"),
    ("slack", f"xoxb-123456789012-{BODY[:24]}"),
    ("aws", "AKIA" + BODY[:16].upper()),
    ("aws", f"AKIA{BODY[:16].upper()}----{BODY[:40]}"),
    ("relay", f"cr_{HEX}"),
    ("jwt", f"eyJ{BODY[:20]}.eyJ{BODY[:40]}.{BODY[:43]}"),
    ("telegram", f"1234567890:AA{BODY[:33]}"),
    ("private_key", f"-----BEGIN RSA PRIVATE KEY-----\n{BODY}\n-----END RSA PRIVATE KEY-----"),
]
NAMED = [
    ("azure", "api-key: {}", HEX[:32]),
    ("azure", "AZURE_OPENAI_KEY={}", HEX[:32]),
    ("azure", "Ocp-Apim-Subscription-Key: {}", HEX[:32].upper()),
    ("azure", "AccountName=a;AccountKey={}", BODY[:86] + "=="),
    ("aws", "aws_secret_access_key = {}", BODY[:40]),
]


@pytest.mark.parametrize(("provider", "secret"), KEYS)
def test_a_key_is_replaced_by_what_revokes_it(provider: str, secret: str) -> None:
    """Provider, prefix and digest stay; the key does not."""
    done = redact(f'前缀 "{secret}" 后缀')
    (leak,) = done.leaks
    digest = hashlib.sha256(secret.encode()).hexdigest()

    assert (leak.provider, leak.sha256) == (provider, digest)
    assert secret.startswith(leak.prefix)
    assert done.body == f'前缀 "[REDACTED:{provider}:{leak.prefix}:{digest[:12]}]" 后缀'


@pytest.mark.parametrize(("provider", "line", "secret"), NAMED)
def test_a_key_known_by_the_word_before_it_is_replaced(
    provider: str, line: str, secret: str
) -> None:
    """The word stays, so that a reader still sees what it was."""
    done = redact(line.format(secret).encode())

    assert [leak.provider for leak in done.leaks] == [provider]
    assert done.body.startswith(line.split("{", maxsplit=1)[0].encode())
    assert secret.encode() not in done.body


@pytest.mark.parametrize("shift", range(3))
@pytest.mark.parametrize("secret", [KEYS[0][1], KEYS[7][1], KEYS[10][1]])
def test_a_key_in_base64_is_replaced_at_any_alignment(secret: str, shift: int) -> None:
    """Sellers hide contact lines so; keys too."""
    encoded = base64.b64encode(b" " * shift + secret.encode()).decode()
    done = redact(f"v: {encoded} end")

    assert done.leaks
    assert encoded not in done.body
    assert done.body.endswith(" end")


HARMLESS = [
    "",
    "sk-your-key-here",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "task-1234567890abcdefghijklmnop",
    '<div class="sk-LoadingIndicatorContainerElement">',
    "mask-image-linear-gradient-to-bottom-right-1234567890",
    f"md5 {HEX[:32]} sha256 {HEX}",
    "https://harbor.example/assets/index-4f3d2a1b0c9e8d7f6a5b.js",
    "充值 1:1，¥1 = $1 额度",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_key_stays_the_very_same_object(text: str) -> None:
    """Nothing is copied where nothing is found."""
    raw = text.encode()

    assert redact(text).body is text
    assert redact(raw).body is raw


ANY_KEY = st.sampled_from([secret for _, secret in KEYS])
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXT, ANY_KEY, TEXT)
def test_redacting_again_changes_nothing(before: str, secret: str, after: str) -> None:
    """One pass takes out all there is, and its marks look like no key."""
    once = redact(f"{before} {secret} {after}")

    assert once.leaks
    assert secret not in once.body
    assert redact(once.body).body is once.body


@given(TEXT, ANY_KEY, TEXT)
def test_json_and_html_stay_what_they_were(before: str, secret: str, after: str) -> None:
    """A mark holds nothing that either would read as syntax."""
    data = {"note": f"{before} {secret} {after}"}
    body = redact(json.dumps(data)).body
    shown = redact(html.escape(data["note"])).body

    assert secret not in json.loads(body)["note"]
    assert body.count('"') == json.dumps(data).count('"')
    assert shown.count("<") == html.escape(data["note"]).count("<")


@given(TEXT, ANY_KEY, TEXT)
def test_text_and_bytes_are_treated_alike(before: str, secret: str, after: str) -> None:
    """The archive redacts bytes, tools redact text."""
    text = f"{before} {secret} {after}"

    assert redact(text).body.encode() == redact(text.encode()).body
    assert redact(text).leaks == redact(text.encode()).leaks


HOSTILE = ["eyJ", "sk-", "sk-ant-", "AKIA", "-----BEGIN PRIVATE KEY-----", "c2st", "api-key"]
HOSTILE += ["azure ", "1234567890:AA", "gsk_", "sk-ant-a", "A" * 19 + " "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_page_costs_linear_time(piece: str) -> None:
    """Twice the beginnings of keys cost about twice the time."""
    assert growth(lambda size: redact((piece * size)[:size].encode()), 250_000) < 3.5


def test_a_page_without_keys_costs_next_to_nothing() -> None:
    """No more than a few digests of it (measured: about half of one)."""
    line = '<div class="task-list mask-image">价格 Claude Sonnet $3.00 / 1M</div>\n'
    page = (line * 1000)[:70_000].encode()

    def looked_at(times: int) -> None:
        for _ in range(times):
            redact(page)

    def hashed(times: int) -> None:
        for _ in range(times):
            hashlib.sha256(page).digest()

    assert seconds(looked_at, 100) < 5 * seconds(hashed, 100)


def test_every_letter_of_the_body_is_one_a_key_may_have() -> None:
    """The made-up keys above have the shape of real ones."""
    assert set(BODY) <= set(string.ascii_letters + string.digits)
