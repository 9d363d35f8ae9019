"""A signed message to a receiver on loopback that accepts, refuses, hangs, redirects and lies."""

import base64
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from loopback_receiver import Receiver
from standardwebhooks import Webhook

from alerts.guarded import GuardedNetwork
from alerts.targets import WebhookTarget
from alerts.webhook import post
from market.judgement import Dispatch

SECRET = "whsec_" + base64.b64encode(b"an invented key of 32 bytes long").decode()
LOOPBACK = ("127.0.0.0/8", "::1/128")
MESSAGE = Dispatch("d-1", "soc", "channel:a.example", "alert", '{"type":"resalewatch.alert.x"}')


def test_a_message_verifies_with_the_reference_library(receiver: Receiver) -> None:
    """Id, time and signature are what a Standard Webhooks receiver expects."""
    answer = post(target(receiver.url), MESSAGE, datetime.now(UTC))

    assert answer.accepted
    ((headers, body),) = receiver.got
    assert Webhook(SECRET).verify(body, headers) == {"type": "resalewatch.alert.x"}
    assert headers["webhook-id"] == "d-1"
    assert headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("how", "error", "gone", "resting"),
    [
        (500, "HTTP 500", False, False),
        (404, "HTTP 404", False, False),
        (410, "HTTP 410", True, False),
        ((301, {"location": "/elsewhere"}), "HTTP 301", False, False),
        ((302, {"location": "http://169.254.169.254/"}), "HTTP 302", False, False),
        (429, "HTTP 429", False, True),
        (503, "HTTP 503", False, True),
        ("hang", "ReadTimeout", False, True),
        ("drip", "ReadTimeout", False, True),
        ("reset", "RemoteProtocolError", False, True),
    ],
)
def test_whatever_is_not_acceptance_is_a_failure_with_its_reason(
    receiver: Receiver, noon: datetime, how: Any, error: str, gone: bool, resting: bool
) -> None:
    """Nothing is followed, nothing is waited for beyond the patience of one exchange."""
    receiver.answers.append(how)

    answer = post(target(receiver.url), MESSAGE, noon, patience_seconds=0.4)

    assert (answer.accepted, answer.gone, answer.resting) == (False, gone, resting)
    assert answer.error.startswith(error)
    assert len(receiver.got) == 1


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_2xx_is_acceptance(receiver: Receiver, noon: datetime, status: int) -> None:
    """The body of the answer is of no interest."""
    receiver.answers.append(status)

    assert post(target(receiver.url), MESSAGE, noon).accepted


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("120", timedelta(minutes=2)),
        ("http-date", timedelta(hours=1)),
        ("-5", None),
        ("soon", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", None),
        ("²", None),
    ],
)
def test_retry_after_is_understood_as_seconds_or_date(
    receiver: Receiver, noon: datetime, said: str, waits: timedelta | None
) -> None:
    """Nonsense and the past count as nothing said."""
    said = format_datetime(noon + timedelta(hours=1), usegmt=True) if said == "http-date" else said
    receiver.answers.append((429, {"retry-after": said}))

    assert waits == post(target(receiver.url), MESSAGE, noon).retry_after


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:{port}/hook",
        "https://localhost:{port}/hook",
        "https://2130706433:{port}/hook",
        "https://0x7f.1:{port}/hook",
        "https://[::1]:{port}/hook",
        "https://[::ffff:127.0.0.1]:{port}/hook",
        "https://10.0.0.1/hook",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_private_addresses_are_never_connected_to(
    receiver: Receiver, noon: datetime, url: str
) -> None:
    """However the address is written, unless its network is allowed by name."""
    port = receiver.url.split(":")[2].split("/")[0]

    answer = post(WebhookTarget("soc", url.format(port=port), SECRET), MESSAGE, noon)

    assert answer.error.startswith("ConnectError")
    assert " leads to " in answer.error
    assert receiver.got == []


def test_a_name_is_resolved_once_and_the_judged_address_is_connected_to(
    receiver: Receiver, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its mind between judging and connecting gains nothing."""
    answers = iter(["127.0.0.1", "10.0.0.1", "10.0.0.1"])
    real, asked = socket.getaddrinfo, []

    def rebinding(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        if host == "hook.example":
            asked.append(host)
            host = next(answers)
        return real(host, port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)

    answer = post(target(receiver.url.replace("127.0.0.1", "hook.example")), MESSAGE, noon)

    assert answer.accepted
    assert asked == ["hook.example"]
    assert receiver.got[0][0]["host"].startswith("hook.example:")


def test_one_bad_address_spoils_the_name(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> None:
    """A name with a public and a private address is not tried at its public one."""

    def mixed(_host: Any, port: Any, *_: Any, **__: Any) -> Any:
        return [(2, 1, 6, "", ("93.184.215.14", port)), (2, 1, 6, "", ("192.168.1.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", mixed)

    answer = post(WebhookTarget("soc", "https://hook.example/", SECRET), MESSAGE, noon)

    assert "hook.example leads to 192.168.1.1" in answer.error


def test_a_name_without_address_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, noon: datetime
) -> None:
    """Said, not raised."""

    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror("not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert "does not resolve" in post(target("http://hook.example/"), MESSAGE, noon).error


def test_proxies_of_the_environment_are_ignored(
    receiver: Receiver, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would connect for us, past the guard."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert post(target(receiver.url), MESSAGE, noon).accepted


def test_no_local_socket_is_a_target() -> None:
    """The guard has no other way out either."""
    with pytest.raises(Exception, match="no local socket"):
        GuardedNetwork(LOOPBACK, 1).connect_unix_socket("/run/docker.sock")


@pytest.mark.parametrize(
    ("url", "secret", "allowed", "complaint"),
    [
        ("ftp://hook.example/", SECRET, LOOPBACK, "no http"),
        ("https:///path", SECRET, LOOPBACK, "no http"),
        ("https://user:word@hook.example/", SECRET, LOOPBACK, "no user or password"),
        ("http://hook.example/", SECRET, (), "use https"),
        ("https://hook.example/", "", (), "whsec_"),
        ("https://hook.example/", "whsec_c2hvcnQ=", (), "24 to 64"),
        ("https://hook.example/", "whsec_%%%", (), "24 to 64"),
    ],
)
def test_a_target_that_cannot_work_is_refused_when_it_is_configured(
    url: str, secret: str, allowed: tuple[str, ...], complaint: str
) -> None:
    """In the evening, not at night; and without repeating the secret."""
    with pytest.raises(ValueError, match=complaint):
        WebhookTarget("soc", url, secret, allowed)


def test_a_secret_is_not_printed() -> None:
    """Not even in a traceback that shows the target."""
    assert SECRET not in repr(target("https://hook.example/"))


def target(url: str) -> WebhookTarget:
    """A target that may be on loopback."""
    return WebhookTarget("soc", url, SECRET, LOOPBACK)
