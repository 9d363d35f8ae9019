"""Which channel an address belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.channel import affiliate, canonical_url, key, own_site

# address → key, own site
ADDRESSES = [
    ("https://www.Harbor.example/register?aff=AbCd", "harbor.example", "harbor.example"),
    ("api.harbor.example", "harbor.example", "harbor.example"),
    ("https://harbor.example:8443/x", "harbor.example", "harbor.example"),
    ("https://a.b.harbor.co.uk/", "harbor.co.uk", "harbor.co.uk"),
    ("https://harbor.github.io/x", "harbor.github.io", "harbor.github.io"),
    ("https://harbor.vercel.app", "harbor.vercel.app", "harbor.vercel.app"),
    ("http://例子.example/x", "xn--fsqu00a.example", "xn--fsqu00a.example"),
    ("http://127.0.0.1:8801/", "127.0.0.1:8801", "127.0.0.1:8801"),
    ("http://192.0.2.7/", "192.0.2.7", "192.0.2.7"),
    ("[2001:db8::1]:8080", "[2001:db8::1]:8080", "[2001:db8::1]:8080"),
    ("http://localhost:3000", "localhost:3000", "localhost:3000"),
    ("https://t.me/s/Harbor_Relay", "telegram:@harbor_relay", None),
    ("https://T.ME/Harbor_Relay/123?single", "telegram:@harbor_relay", None),
    ("t.me/+AbCdEf", "telegram:+abcdef", None),
    ("@Harbor_Relay", "telegram:@harbor_relay", None),
    ("telegram:@harbor_relay", "telegram:@harbor_relay", None),
    ("https://github.com/Harbor/Relay/issues/1", "github:harbor/relay", None),
    ("https://discord.gg/AbC", "discord:abc", None),
    ("https://x.com/Harbor", "x:harbor", None),
    ("https://pay.ldxp.cn/shop/HARBOR", "ldxp:shop/harbor", None),
    ("qq:12345", "qq:12345", None),
    ("mailto:Sales@harbor.example", "email:sales@harbor.example", None),
    ("javascript:void(0)", "javascript:void(0)", None),
    ("https://[bad", "https://[bad", None),
    ("", "", None),
]


@pytest.mark.parametrize(("address", "expected", "site"), ADDRESSES)
def test_an_address_belongs_to_a_channel(address: str, expected: str, site: str | None) -> None:
    """The registrable domain; on platforms that many share, the account."""
    assert key(address) == expected
    assert own_site(address) == site


@pytest.mark.parametrize("address", [address for address, _, _ in ADDRESSES])
def test_a_key_is_its_own_key_whatever_the_case(address: str) -> None:
    """Keys can be stored and asked for again."""
    assert key(key(address)) == key(address) == key(address.upper())


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_it(text: str) -> None:
    """What people type is not always an address; its key is stable all the same."""
    assert key(key(text)) == key(text)
    own_site(text)
    affiliate(text)
    canonical_url(text)


CANONICAL = [
    ("https://Harbor.example/register?aff=AbCd", "https://harbor.example/register", "AbCd"),
    ("https://harbor.example/?ref=x&page=2#top", "https://harbor.example/?page=2", "x"),
    ("https://harbor.example:443/a?utm_source=q", "https://harbor.example/a", None),
    ("harbor.example", "https://harbor.example/", None),
    ("http://harbor.example:8080/p", "http://harbor.example:8080/p", None),
    ("https://harbor.example/i/Ab12Cd", "https://harbor.example/", "Ab12Cd"),
    ("https://t.me/harbor_bot?start=ref_9", "https://t.me/harbor_bot", "ref_9"),
    ("https://discord.com/invite/AbC", "https://discord.com/invite/AbC", None),
    ("https://harbor.example/x?q=a%20b", "https://harbor.example/x?q=a%20b", None),
    ("@harbor", "@harbor", None),
]


@pytest.mark.parametrize(("address", "bare", "code"), CANONICAL)
def test_promoters_codes_are_no_part_of_an_address(
    address: str, bare: str, code: str | None
) -> None:
    """They are kept beside it, as a weak identifier."""
    found = affiliate(address)

    assert canonical_url(address) == bare
    assert (found and found.value) == code
    assert found is None or not found.strong
