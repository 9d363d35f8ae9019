"""Scores with their reasons, and leads that grow without forgetting."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from alerts.identity import alert_id, dispatch_id, lead_id
from alerts.leads import build_leads
from alerts.raising import MOST_EVIDENCE, alert, tidy
from alerts.score import Picture, score, total
from market.judgement import Alert, EvidenceRef, Lead, Severity


def points(picture: Picture, on: date) -> dict[str, int]:
    """The parts by name."""
    return {part.name: part.points for part in score(picture, on)}


def pictured(on: date, **other: Any) -> Picture:
    """A channel seen tonight on one source, about which nothing else is known."""
    return Picture(**({"last_seen": on, "sources": 1} | other))


@pytest.mark.parametrize(
    ("known", "part", "worth"),
    [
        ({}, "discount_depth", 0),
        ({"shares": {"anthropic": "0.05"}}, "discount_depth", 30),
        ({"shares": {"anthropic": "0.066"}}, "discount_depth", 25),
        ({"shares": {"anthropic": "0.9", "openai": "0.3"}}, "discount_depth", 12),
        ({"shares": {"anthropic": "0.71"}}, "discount_depth", 0),
        ({"shares": {"anthropic": "0.014"}}, "below_cost_floor", 0),
        ({"shares": {"anthropic": "0.0139"}}, "below_cost_floor", 15),
        ({"supply": {"official": "官方直连"}}, "supply_claim", 2),
        ({"supply": {"official": "官转", "reverse": "逆向"}}, "supply_claim", 15),
        ({"supply": {"something new": "?"}}, "supply_claim", 0),
        ({"volumes": ("库存 500",)}, "volume_claim", 10),
        ({"sources": 2}, "sources", 5),
        ({"sources": 7}, "sources", 10),
        ({"contacts": ("telegram", "wechat")}, "contact", 5),
        ({}, "recency", 15),
        ({"last_seen": date(2026, 8, 1)}, "recency", 8),
        ({"last_seen": date(2026, 7, 1)}, "recency", 0),
        ({"last_seen": None}, "recency", 0),
    ],
)
def test_each_part_has_its_worth(on: date, known: dict[str, Any], part: str, worth: int) -> None:
    """Named parts, so that a person can disagree with one of them."""
    if "shares" in known:
        shares = {provider: Decimal(share) for provider, share in known["shares"].items()}
        known = known | {"shares": shares}

    assert points(pictured(on, **known), on)[part] == worth


def test_the_score_reaches_from_nothing_to_a_hundred(on: date) -> None:
    """The sum of the parts, each with its reason."""
    everything = pictured(
        on,
        sources=3,
        shares={"anthropic": Decimal("0.01")},
        supply={"reverse": "逆向"},
        volumes=("库存 500",),
        contacts=("telegram",),
    )

    assert total(score(everything, on)) == 100
    assert total(score(Picture(last_seen=None, sources=0), on)) == 0
    assert all(part.why for part in score(everything, on))
    assert score(everything, on)[0].why == "Anthropic at 1.0 % of list (median of its offers)"


def told(rule: str, on: date, *channels: str, digest: str = "d") -> Alert:
    """An alert about channels."""
    return alert(
        rule,
        on=on,
        severity=Severity.WARN,
        title="",
        reason="",
        entities=[*(f"channel:{c}" for c in channels), f"on:{on}"],
        evidence=[EvidenceRef("https://a.example/", digest)],
    )


def built(alerts: list[Alert], on: date, *before: Lead) -> list[Lead]:
    """Leads built upon those of before."""
    known = {lead.id: lead for lead in before}
    return list(build_leads(alerts, on, lambda c: (c, pictured(on)), known.get))


def test_each_channel_of_an_alert_becomes_one_lead(on: date) -> None:
    """And rules about our own sources make none."""
    alerts = [
        told("new_channel", on, "b.example"),
        told("price_drop", on, "a.example", "b.example"),
        told("onboarding", on, "c.example"),
        told("held_back", on, "c.example"),
    ]

    leads = built(alerts, on)

    assert [(lead.channel, len(lead.alerts)) for lead in leads] == [
        ("a.example", 1),
        ("b.example", 2),
    ]
    assert leads[0].id == lead_id("a.example")
    assert leads[0].status == "unread"


def test_a_lead_grows_and_building_it_again_changes_nothing(on: date) -> None:
    """Alerts and evidence of earlier nights stay; the first date stays the first."""
    later = on + timedelta(days=9)
    (first,) = built([told("new_channel", on, "a.example")], on)
    again = [told("price_drop", later, "a.example", digest="e")]

    (grown,) = built(again, later, first)
    (rerun,) = built(again, later, grown)

    assert (grown.opened_on, grown.updated_on) == (on, later)
    assert set(first.alerts) < set(grown.alerts)
    assert [ref.digest for ref in grown.evidence] == ["d", "e"]
    assert rerun == grown


def test_evidence_is_told_once_and_bounded() -> None:
    """By digest and words; the same selection whatever the order."""
    refs = [EvidenceRef("https://a.example/", f"{n:02}") for n in range(MOST_EVIDENCE + 5)]

    assert tidy(refs + refs) == tuple(refs[:MOST_EVIDENCE])
    assert tidy(reversed(refs)) == tidy(refs)


def test_ids_are_ours_and_do_not_change() -> None:
    """Pinned: what fraud teams have stored must keep meaning the same."""
    assert alert_id("new_channel", ["channel:a.example"]) == (
        "ec65b79e29a1d32cb4321aa6c5fab4b42e87e93d14d2b58fade1ee20617c1d55"
    )
    assert lead_id("a.example") == "6981d775-d3f0-52ba-ac80-b9f654d42f5b"
    assert dispatch_id("soc", "alert", "a1") == "4d24a531-a2a2-55a2-9b71-b111eeaae90e"


def test_an_alerts_id_depends_on_rule_and_entities_only(on: date) -> None:
    """Not on their order, nor on words, price or evidence."""
    one = told("price_drop", on, "a.example", "b.example")

    assert one.id == told("price_drop", on, "b.example", "a.example", digest="e").id
    assert one.id == alert_id("price_drop", reversed(one.entities))
    assert one.id != told("new_channel", on, "a.example", "b.example").id
    assert one.id == replace(one, reason="other").id
