"""A shop on 127.0.0.1 that answers from a table of paths."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = tuple[int, str, bytes]


def as_json(value: Any, status: int = 200) -> Answer:
    """A JSON answer."""
    return status, "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False).encode()


def as_page(text: str, content_type: str = "text/html; charset=utf-8", status: int = 200) -> Answer:
    """A text answer."""
    return status, content_type, text.encode()


class Shop:
    """What is served now, and what was asked. ``answers`` may be exchanged between nights."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []
        self.url = ""


@contextmanager
def serve(answers: Mapping[str, Answer]) -> Iterator[Shop]:
    """Serve ``answers`` by path (query ignored); anything else is a 404."""
    shop = Shop(answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            shop.asked.append(self.path)
            missing = (404, "text/plain", b"not found")
            status, content_type, body = shop.answers.get(self.path.partition("?")[0], missing)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Keep the test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    shop.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
