"""Which addresses may be asked, decided again at the moment of connecting.

Names are resolved here and the socket is made here, so that what was checked is what is connected
to: literal and odd spellings of an address, a name that resolves to a forbidden one, one that
changes its answer, and redirects all pass the same two doors.
"""

import asyncio
import re
import socket
from collections.abc import Sequence
from fnmatch import fnmatchcase
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.endings import Refused
from market.addresses import forbidden

AddrInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]

# 2130706433, 0x7f.1, 0177.0.0.1: spellings the C library takes for an IPv4 address.
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)


class Guard:
    """Says no to addresses; where it says yes, it resolves and makes the socket itself."""

    def __init__(
        self, *, contact: str, allow_networks: Sequence[str], connect_to: Sequence[str]
    ) -> None:
        self._contact = contact
        self._allow = tuple(allow_networks)
        self._routes = [_route(entry) for entry in connect_to]
        self._admitted: dict[tuple[str, str], str] = {}

    def admit(self, url: str) -> str:
        """The host of an address we may try; raises Refused before a name is even looked up."""
        parts = urlsplit(url)
        origin = (parts.scheme, parts.netloc)
        host = self._admitted.get(origin)
        if host is None:
            host = self._admitted[origin] = self._judged(parts)
        return host

    def _judged(self, parts: SplitResult) -> str:
        host = (parts.hostname or "").lower()
        if parts.scheme not in {"http", "https"} or not host:
            raise Refused("scheme", f"not a web address: {parts.geturl()[:200]}")
        literal = _literal(host)
        if literal and (reason := forbidden(literal, self._allow)):
            raise Refused("address", reason)
        if not self._contact and not self._own(host, literal):
            raise Refused("no_contact", "set crawl.contact before anything but loopback is asked")
        return host

    def check(self, ip: str) -> None:
        """Raise Refused if this address must not be connected to."""
        if reason := forbidden(ip, self._allow):
            raise Refused("address", reason)

    def route(self, host: str) -> tuple[str, int] | None:
        """Where a reserved name is played, if settings say so."""
        for pattern, ip, port in self._routes:
            if fnmatchcase(host, pattern):
                return ip, port
        return None

    def socket(self, info: AddrInfo) -> socket.socket:
        """A socket for an address that is checked once more, by what will really be connected."""
        family, kind, protocol, _, address = info
        self.check(str(address[0]))
        return socket.socket(family, kind, protocol)

    def _own(self, host: str, literal: str | None) -> bool:
        if literal:
            return literal == host and ip_address(literal).is_loopback
        return host == "localhost" or self.route(host) is not None


class GuardedResolver(AbstractResolver):
    """The system's resolver behind the guard; one forbidden answer spoils the name."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Addresses that may be connected to."""
        if played := self._guard.route(host):
            ip, port = played
            self._guard.check(ip)
            kind = socket.AF_INET6 if ":" in ip else socket.AF_INET
            return [_result(host, ip, port, kind)]
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(
            host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
        )
        for *_, address in found:
            self._guard.check(str(address[0]))
        return [_result(host, str(address[0]), port, kind) for kind, *_, address in found]

    async def close(self) -> None:
        """Nothing is held open."""


def _result(host: str, ip: str, port: int, family: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=ip,
        port=port,
        family=family,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )


def _literal(host: str) -> str | None:
    """The IP a host spells, in whatever notation; None for a name."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    if _NUMERIC.fullmatch(host):
        try:
            return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
        except OSError:
            raise Refused("address", f"not an address: {host}") from None
    return None


def _route(entry: str) -> tuple[str, str, int]:
    pattern, _, target = entry.partition("=")
    ip, _, port = target.rpartition(":")
    return pattern.lower(), ip.strip("[]"), int(port)
