"""Which channel an address belongs to."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.channel import affiliate, canonical_url, is_bystander, key, own_site

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


# address → whether everybody may link there and nobody sells there
BYSTANDERS = [
    ("https://api.openai.com/v1", True),
    ("https://api.anthropic.com", True),
    ("https://generativelanguage.googleapis.com/v1beta", True),
    ("https://aiplatform.googleapis.com", True),
    ("https://bedrock-runtime.us-east-1.amazonaws.com", True),
    ("https://dashscope.aliyuncs.com/compatible-mode/v1", True),
    ("https://ark.cn-beijing.volces.com/api/v3", True),
    ("https://open.bigmodel.cn/api/paas/v4", True),
    ("https://github.com/QuantumNous/new-api", True),
    ("https://github.com/", True),
    ("https://github.com/features/copilot", True),
    ("https://x.com/intent/tweet?text=a", True),
    ("https://t.me/share/url?url=a", True),
    ("https://t.me/", True),
    ("https://cdn.jsdelivr.net/npm/x", True),
    ("https://checkout.stripe.com/c/pay", True),
    ("https://apps.apple.com/app/id1", True),
    ("https://docs.newapi.pro/zh/docs", True),
    ("http://localhost:3000", True),
    ("http://127.0.0.1:3000/", True),
    ("http://192.168.1.2:3000", True),
    ("http://[::1]:3000", True),
    ("https://your-domain.com/v1", True),
    ("https://relay.example/v1", False),
    ("https://harbor.github.io", False),
    ("https://harbor.workers.dev", False),
    ("https://ec2-203-0-113-9.compute-1.amazonaws.com", False),
    ("https://github.com/harbor/prices", False),
    ("https://t.me/harbor_relay", False),
    ("@harbor", False),
    ("http://203.0.114.9:3000", False),
    ("openai.com.harbor.example", False),
]


@pytest.mark.parametrize(("address", "expected"), BYSTANDERS)
def test_nobody_sells_where_everybody_links(address: str, expected: bool) -> None:
    """A vendor's own host is no shop; a seller's corner of a cloud or platform is."""
    assert is_bystander(address) is expected
    assert not (expected and own_site(address) not in (None, "localhost:3000", key(address)))


def test_every_bystander_is_written_as_its_key() -> None:
    """A row that is no key would never match."""
    rows = (files("market") / "data" / "bystanders.csv").read_text("utf-8").splitlines()[1:]
    keys = [row.partition(",")[0] for row in rows]

    assert [str(key(one)) for one in keys if one[:2] != "*."] == [k for k in keys if k[:2] != "*."]
    assert len(set(keys)) == len(keys)
