"""Which IP addresses are not for us to connect to. Pure: names are resolved by whoever asks."""

import ipaddress
from collections.abc import Iterator, Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The first that contains the address names the reason; what is left must be globally reachable.
_REASONS = (
    ("unspecified", "0.0.0.0/8 ::/128"),
    ("loopback", "127.0.0.0/8 ::1/128"),
    ("private", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10"),
    ("link-local", "169.254.0.0/16 fe80::/10"),
    ("shared address space (CGNAT)", "100.64.0.0/10"),
    ("documentation", "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
    ("benchmarking", "198.18.0.0/15 2001:2::/48"),
    ("protocol assignments", "192.0.0.0/24 192.88.99.0/24 2001::/23 100::/64 5f00::/16"),
    ("local-use NAT64", "64:ff9b:1::/48"),
    ("multicast", "224.0.0.0/4 ff00::/8"),
    ("broadcast", "255.255.255.255/32"),
    ("reserved", "240.0.0.0/4"),
)
_FORBIDDEN = tuple(
    (reason, ipaddress.ip_network(network))
    for reason, networks in _REASONS
    for network in networks.split()
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_TEREDO = ipaddress.IPv6Network("2001::/32")


def forbidden(ip: str, allow: Sequence[str] = ()) -> str | None:
    """Why this address must not be connected to, None when it may be.

    IPv4 addresses hidden in IPv6 ones (mapped, compatible, 6to4, NAT64, Teredo) count as
    themselves. ``allow`` lists networks that are permitted all the same.
    """
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return "not an IP address"
    allowed = [ipaddress.ip_network(network, strict=False) for network in allow]
    for inner in (address, *_hidden(address)):
        if any(inner in network for network in allowed):
            continue
        reason = _reason(inner)
        if reason:
            shown = f"{inner} " if inner != address else ""
            return f"{shown}{reason}"
    return None


def _reason(address: Address) -> str | None:
    if isinstance(address, ipaddress.IPv6Address) and any(_hidden(address)):
        return None  # what it carries decides
    for reason, network in _FORBIDDEN:
        if address in network:
            return reason
    return None if address.is_global else "not globally reachable"


def _hidden(address: Address) -> Iterator[ipaddress.IPv4Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address in _TEREDO and address.teredo:
        yield from address.teredo
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    elif address in _COMPATIBLE and int(address) > 0xFFFF:
        yield ipaddress.IPv4Address(int(address))
