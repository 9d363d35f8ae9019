"""A receiver on loopback that answers as it is told, well or badly."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """What arrived at a loopback receiver, and what it answers next: (status, headers)."""

    url: str
    answers: list[Any] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def ids(self) -> list[str]:
        """The webhook-id of every message, in order of arrival."""
        return [headers["webhook-id"] for headers, _ in self.got]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Answers 200 until told otherwise: a status, (status, headers), "hang", "reset" or "drip"."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            state.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            _answer(self, state, state.answers.pop(0) if state.answers else 200)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        state = Receiver(f"http://127.0.0.1:{server.server_address[1]}/hook")
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        try:
            yield state
        finally:
            state.released.set()
            server.shutdown()
            serving.join()


def _answer(request: BaseHTTPRequestHandler, state: Receiver, how: Any) -> None:
    if how == "hang":
        state.released.wait(30)
        return
    if how == "reset":
        request.connection.close()
        return
    if how == "drip":
        _drip(request, state)
        return
    status, headers = how if isinstance(how, tuple) else (how, {})
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("content-length", "0")
    request.end_headers()


def _drip(request: BaseHTTPRequestHandler, state: Receiver) -> None:
    """One byte of an endless header at a time: each comes in time, the whole never does."""
    try:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        while not state.released.wait(0.05):
            request.wfile.write(b".")
    except OSError:
        return
