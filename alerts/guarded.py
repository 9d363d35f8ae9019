"""An HTTP transport that looks at the address itself before it connects to it.

The name is resolved once, every address it has is judged, and the connection goes to the judged
address: a name that changes its mind in between (DNS rebinding) gains nothing.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Sequence
from functools import cache

import httpcore
import httpx

from market.addresses import forbidden

_Options = Iterable[
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
]


class Forbidden(httpcore.ConnectError):
    """The name leads to an address that we do not visit."""


class Deadline:
    """One clock for a whole exchange: a receiver that drips bytes gains no time by it."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that remain; raises httpcore.ReadTimeout when none do."""
        seconds = self._ends - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout("the whole exchange took too long")
        return seconds


class HurriedStream(httpcore.NetworkStream):
    """A stream of which every operation has only what the deadline leaves."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes, within what is left of the deadline."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send within what is left of the deadline."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same stream under TLS, under the same deadline."""
        tls = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return HurriedStream(tls, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to judged addresses only, and never to a local socket file."""

    def __init__(self, allow_networks: Sequence[str], seconds: float) -> None:
        self._allow = tuple(allow_networks)
        self._seconds = seconds
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _Options | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first judged address that takes one."""
        deadline = Deadline(self._seconds)
        refused: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in self._judged(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, deadline.left(), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                refused = problem
            else:
                return HurriedStream(stream, deadline)
        raise refused or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: _Options | None = None,
    ) -> httpcore.NetworkStream:
        """Always refused."""
        raise Forbidden(f"no local socket is a target: {path}")

    def _judged(self, host: str, port: int) -> list[str]:
        """Every address of the name, in the resolver's order. One bad address spoils the name."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise httpcore.ConnectError(f"{host} does not resolve: {problem}") from problem
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        for address in addresses:
            reason = forbidden(address, self._allow)
            if reason is not None:
                raise Forbidden(f"{host} leads to {address}: {reason}")
        return addresses


class GuardedTransport(httpx.HTTPTransport):
    """httpx over the guarded network: no proxy, no connection kept for later."""

    def __init__(self, allow_networks: Sequence[str], seconds: float) -> None:
        super().__init__(verify=_authorities(), trust_env=False)
        # httpx has no argument for the network; a pool of our own is where it goes.
        self._pool = httpcore.ConnectionPool(
            ssl_context=_authorities(),
            max_keepalive_connections=0,
            network_backend=GuardedNetwork(allow_networks, seconds),
        )


@cache
def _authorities() -> ssl.SSLContext:
    """Whose certificates count; loading them takes longer than sending a message."""
    return httpx.create_ssl_context()
