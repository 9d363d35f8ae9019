"""Addresses we do not visit are refused at the moment of connecting, however they are spelt."""

import asyncio
import socket

import pytest
from conftest import Crawl, Send, Site

from crawler.endings import Refused
from crawler.guard import Guard, GuardedResolver
from crawler.plan import CrawlSettings
from market.types import Outcome

CONTACT = "mailto:abuse-research@example.org"

# Each stands for the page server itself or for something inside; {port} is the server's.
FORBIDDEN = [
    "http://127.0.0.1:{port}/",
    "http://10.0.0.1/",
    "http://172.16.5.5/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://2130706433:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://localhost:{port}/",
    "http://name.example:{port}/",
    "ftp://public.example/",
    "file:///etc/passwd",
    "http:///nowhere",
]


@pytest.fixture(scope="module")
def crawled(site: Site, send: Send) -> Crawl:
    """With a contact, but with no network allowed beyond the public ones."""
    urls = [url.format(port=site.port) for url in FORBIDDEN]
    return send(*urls, contact=CONTACT, allow_networks=())


@pytest.mark.parametrize("url", FORBIDDEN)
def test_an_inner_address_is_refused(crawled: Crawl, site: Site, url: str) -> None:
    visited = crawled.visited[url.format(port=site.port)]

    assert visited.outcome is Outcome.REFUSED
    assert visited.issues[0].code in {"address", "scheme"}
    assert visited.captures == ()


def test_nothing_of_it_was_asked(crawled: Crawl, site: Site) -> None:
    assert crawled
    assert site.asked == []


INSIDE = [
    "http://10.0.0.1/",
    "http://169.254.169.254/",
    "http://[::1]/",
    "http://127.0.0.2/",
    "http://2130706434/",
    "http://inside.test/",
    "file:///etc/passwd",
]


@pytest.fixture(scope="module")
def redirected(site: Site, send: Send) -> Crawl:
    """Only 127.0.0.1 itself, where the doors stand, is allowed."""
    for n, target in enumerate(INSIDE):
        site.put(f"door{n}.example", "/", status=302, headers=(("Location", target),))
    return send(
        *(f"http://door{n}.example/" for n in range(len(INSIDE))),
        contact=CONTACT,
        connect_to=(f"*.example=127.0.0.1:{site.port}", "inside.test=10.0.0.7:80"),
        allow_networks=("127.0.0.1/32",),
    )


@pytest.mark.parametrize("number", range(len(INSIDE)), ids=INSIDE)
def test_a_redirect_inside_is_refused(redirected: Crawl, number: int) -> None:
    visited = redirected.visited[f"http://door{number}.example/"]

    assert visited.outcome is Outcome.REFUSED
    assert visited.captures == ()


def test_an_allowed_network_may_be_asked(site: Site, send: Send) -> None:
    site.put("127.0.0.1", "/")
    url = f"http://127.0.0.1:{site.port}/"

    assert send(url, allow_networks=("127.0.0.0/8",)).visited[url].outcome is Outcome.READ


def test_without_a_contact_no_name_is_even_looked_up() -> None:
    guard = Guard(contact="", allow_networks=("0.0.0.0/0",), connect_to=("*.example=127.0.0.1:1",))

    for url in ("http://relay.com/", "http://8.8.8.8/", "http://2130706433/"):
        with pytest.raises(Refused, match="no_contact"):
            guard.admit(url)
    assert guard.admit("http://relay.example/") == "relay.example"
    assert guard.admit("http://localhost/") == "localhost"


def test_one_forbidden_answer_spoils_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public and an inner address is tried at neither."""
    guard = Guard(contact=CONTACT, allow_networks=(), connect_to=())
    answers = [(socket.AF_INET, 1, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]

    async def resolved() -> None:
        async def fake(*_: object, **__: object) -> list[object]:
            return list(answers)

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", fake)
        await GuardedResolver(guard).resolve("mixed.com", 80)

    with pytest.raises(Refused, match="private"):
        asyncio.run(resolved())


def test_an_answer_that_changes_is_caught_by_the_socket() -> None:
    """DNS rebinding: whatever was resolved before, the socket is made for what is connected to."""
    guard = Guard(contact=CONTACT, allow_networks=(), connect_to=())

    for ip in ("127.0.0.1", "169.254.169.254"):
        with pytest.raises(Refused):
            guard.socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)))


@pytest.mark.parametrize(
    "entry", ["relay.com=127.0.0.1:80", "*=127.0.0.1:80", "*.example", "x.example=host:80"]
)
def test_only_reserved_names_may_be_pointed_elsewhere(entry: str) -> None:
    with pytest.raises(ValueError, match="reserved"):
        CrawlSettings(connect_to=(entry,))
