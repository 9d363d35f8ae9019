"""Addresses that are not for us to connect to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.addresses import forbidden

FORBIDDEN = [
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "loopback"),
    ("10.1.2.3", "private"),
    ("172.31.0.1", "private"),
    ("192.168.1.1", "private"),
    ("169.254.169.254", "link-local"),
    ("100.64.0.1", "shared address space (CGNAT)"),
    ("0.1.2.3", "unspecified"),
    ("224.0.0.1", "multicast"),
    ("255.255.255.255", "broadcast"),
    ("240.0.0.1", "reserved"),
    ("198.18.0.1", "benchmarking"),
    ("192.0.2.1", "documentation"),
    ("::1", "loopback"),
    ("::", "unspecified"),
    ("fc00::1", "private"),
    ("fe80::1%eth0", "link-local"),
    ("ff02::1", "multicast"),
    ("2001:db8::1", "documentation"),
    ("::ffff:127.0.0.1", "127.0.0.1 loopback"),
    ("::ffff:a00:1", "10.0.0.1 private"),
    ("::127.0.0.1", "127.0.0.1 loopback"),
    ("2002:7f00:1::", "127.0.0.1 loopback"),
    ("64:ff9b::a9fe:a9fe", "169.254.169.254 link-local"),
    ("64:ff9b:1::1", "local-use NAT64"),
    ("2001:0:7f00:1::", "127.0.0.1 loopback"),
    # not addresses: whoever resolves must not guess either
    ("2130706433", "not an IP address"),
    ("0177.0.0.1", "not an IP address"),
    ("0x7f.1", "not an IP address"),
    ("localhost", "not an IP address"),
    ("", "not an IP address"),
]


@pytest.mark.parametrize(("ip", "reason"), FORBIDDEN)
def test_an_address_is_refused_with_its_reason(ip: str, reason: str) -> None:
    """Whatever form it hides in."""
    assert forbidden(ip) == reason


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_is_allowed(ip: str) -> None:
    """Also one wrapped in IPv6."""
    assert forbidden(ip) is None


def test_an_allowed_network_is_allowed_and_nothing_else() -> None:
    """The setting opens what it names."""
    allow = ["127.0.0.0/8"]

    assert forbidden("127.0.0.1", allow) is None
    assert forbidden("::ffff:127.0.0.1", allow) is None
    assert forbidden("10.0.0.1", allow) == "private"
    assert forbidden("::1", allow) == "loopback"


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address: ipaddress.IPv4Address) -> None:
    """Mapped, 6to4 and NAT64 forms are judged by what they carry."""
    number = int(address)
    wrapped = [f"::ffff:{address}", f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}"]
    wrapped.append(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::")

    for form in wrapped:
        assert (forbidden(form) is None) == (forbidden(str(address)) is None)
