"""What leaves the house: thin, small, the same every time, and nobody's handle in it."""

import json
from datetime import date

import pytest

from alerts.judge import Telling, addressed, told
from alerts.leads import build_leads
from alerts.messages import LARGEST_BODY, of_alert, of_lead
from alerts.pseudonyms import Veil
from alerts.raising import alert
from alerts.score import Picture
from alerts.targets import FileTarget
from market.judgement import Alert, EvidenceRef, Lead, Severity

VEIL = Veil("an invented key")
KEY = "sk-ant-api03-EXAMPLECANARYEXAMPLECANARYEXAMPLECANARYEXAMPLECANARY-EXAMPLECANARYEXAMPLEAA"


def raised(on: date, *channels: str, reason: str = "", rule: str = "new_channel") -> Alert:
    """An alert about channels, with more evidence than is sent."""
    page = "https://t.me/s/songshu_boss"
    return alert(
        rule,
        on=on,
        severity=Severity.WARN,
        title=f"New channel: {channels[0]}",
        reason=reason,
        entities=[f"channel:{channel}" for channel in channels],
        evidence=[EvidenceRef(page, f"d{n}", f"row {n}") for n in range(9)],
    )


def lead(on: date, *alerts: Alert) -> Lead:
    """The one lead of these alerts."""
    seen = Picture(last_seen=on, sources=1, volumes=("库存 500 @songshu_boss",))
    (built,) = build_leads(alerts, on, lambda c: (c, seen), lambda _: None)
    return built


def test_an_alert_says_what_where_and_why(on: date) -> None:
    """The shape Standard Webhooks asks for; evidence leads to page, bytes and words."""
    message = of_alert(raised(on, "a.example", reason="first listed"), VEIL)

    body = json.loads(message.body)
    assert body["type"] == "resalewatch.alert.new_channel"
    assert body["data"]["reason"] == "first listed"
    assert body["data"]["entities"] == ["channel:a.example"]
    assert [ref["digest"] for ref in body["data"]["evidence"]] == ["d0", "d1", "d2", "d3", "d4"]
    assert body["data"]["evidence"][0]["quote"] == "row 0"
    assert (
        body["data"]["evidence"][0]["url"] == f"https://{VEIL.handle('telegram', 'songshu_boss')}"
    )
    assert (message.kind, message.entity) == ("alert", "channel:a.example")


def test_no_handle_leaves(on: date) -> None:
    """Neither as the channel's key, nor in the words, nor in where it was seen."""
    one = raised(on, "telegram:@songshu_boss", reason="telegram:@songshu_boss, ask songshu_boss")

    for message in (of_alert(one, VEIL), of_lead(lead(on, one), VEIL)):
        assert "songshu_boss" not in message.body
        assert VEIL.handle("telegram", "songshu_boss") in message.body


def test_no_credential_leaves(on: date) -> None:
    """Whatever somebody named their channel."""
    body = of_alert(raised(on, "a.example", reason=f"group {KEY}"), VEIL).body

    assert KEY not in body
    assert "REDACTED" in body


def test_a_message_is_small_whatever_it_speaks_of(on: date) -> None:
    """Receivers may refuse more than 20 kB."""
    many = [f"{'long-name-' * 6}{n}.example" for n in range(400)]
    one = raised(on, *many, reason="松" * 50_000)

    assert len(of_alert(one, VEIL).body.encode()) < LARGEST_BODY
    assert len(of_lead(lead(on, raised(on, "a.example")), VEIL).body.encode()) < LARGEST_BODY


def test_the_same_finding_is_the_same_message(on: date) -> None:
    """Idempotency keys and bodies are built from findings, never from the hour."""
    targets = (FileTarget("one", "/nowhere/1"), FileTarget("two", "/nowhere/2"))  # type: ignore[arg-type]

    def all_of_it() -> list[object]:
        one = raised(on, "a.example")
        return list(addressed(told([one], [lead(on, one)], on, Telling()), targets))

    assert all_of_it() == all_of_it()
    assert len({message.id for message in all_of_it()}) == 4  # type: ignore[attr-defined]


def test_a_lead_is_sent_again_only_when_an_alert_joined_it(on: date) -> None:
    """A point more or less is no reason to call somebody."""
    one, two = raised(on, "a.example"), raised(on, "a.example", rule="price_drop")

    assert of_lead(lead(on, one), VEIL).parts != of_lead(lead(on, one, two), VEIL).parts


@pytest.mark.parametrize(("alerts", "most"), [(7, 3), (3, 3), (0, 3)])
def test_beyond_the_cap_the_rest_is_counted(on: date, alerts: int, most: int) -> None:
    """Nothing is dropped without a number; other rules have their own cap."""
    many = [raised(on, f"s{n}.example") for n in range(alerts)]
    other = raised(on, "x.example", rule="price_drop")

    said = list(told([*many, other], [], on, Telling(individually_at_most=most)))

    digests = [json.loads(one.body)["data"] for one in said if one.kind == "digest"]
    assert len([one for one in said if one.kind == "alert"]) == min(alerts, most) + 1
    assert [one["held_back"] for one in digests] == ([alerts - most] if alerts > most else [])
