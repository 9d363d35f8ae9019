"""Each rule: the night that raises it, and the night that nearly does."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from alerts.moves import moves_on
from alerts.night import Move, Newcomer, Night, Share
from alerts.raising import about
from alerts.rules import RULES
from market.judgement import Alert, EvidenceRef, Severity
from market.types import Access, Basis, Offer, Outcome, SourceKind, Unit
from storage.views import Event, Health, LeakView, NewChannel, PriceHistory


def raised(night: Night) -> dict[str, list[Alert]]:
    """Alerts by rule; rules that stay silent are left out."""
    return {name: found for name, rule in RULES.items() if (found := list(rule(night)))}


def test_rules_are_found_by_their_names() -> None:
    """A rule is one file; nothing else lists it."""
    assert sorted(RULES) == [
        "channel_moved",
        "held_back",
        "leaked_credential",
        "new_channel",
        "onboarding",
        "parser_drift",
        "price_drop",
        "source_silent",
        "suspect_price",
    ]
    assert all(rule.__name__ == name for name, rule in RULES.items())


def test_a_quiet_night_raises_nothing(on: date) -> None:
    """No findings, no alerts."""
    assert raised(Night(on)) == {}


def test_a_newcomer_is_told_with_its_best_price(
    on: date, newcomer: Callable[..., NewChannel]
) -> None:
    """One line a person understands, and the words it stands on."""
    offer = Offer(
        "anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5", Access.RELAY_API, "default",
        "unknown", Unit.INPUT, Decimal(1), "CNY", Basis.EXACT,
    )  # fmt: skip
    night = Night(on, newcomers=(Newcomer(newcomer(), Share(offer, Decimal("0.147"))),))

    ((alert,),) = raised(night).values()

    assert alert.reason == (
        "松鼠中转 (songshu-relay.example) first listed by station-list;"
        " sells Anthropic from 15 % of list (claude-sonnet-4-5, group default)"
    )
    assert alert.entities == ("channel:songshu-relay.example",)
    assert alert.evidence[0].quote == "songshu-relay.example"


@pytest.mark.parametrize(
    ("sisters", "told"),
    [
        (("cedar.example",), "cedar.example (telegram)"),
        (("cedar.example", "maple.example"), "cedar.example and 1 more (telegram)"),
        (("telegram:@anna",), "1 other channel (telegram)"),
    ],
)
def test_a_newcomer_of_a_known_operator_says_so(
    on: date, newcomer: Callable[..., NewChannel], sisters: tuple[str, ...], told: str
) -> None:
    """And what ties them; whose key is a handle is not named."""
    night = Night(on, newcomers=(Newcomer(newcomer(), None, sisters, ("telegram",)),))

    (alert,) = raised(night)["new_channel"]

    assert alert.reason.endswith(f"; believed to be run by the operator of {told}")


@pytest.mark.parametrize(
    ("origin", "reads", "expected"),
    [
        ("operator", 5, "new_channel"),
        ("operator", 0, "onboarding"),
        ("discovered", 0, "new_channel"),  # its own first night, but we found it ourselves
    ],
)
def test_a_sources_first_night_is_onboarding(
    on: date, newcomer: Callable[..., NewChannel], origin: str, reads: int, expected: str
) -> None:
    """What a person told us to watch is no news; what we came across is."""
    seen = newcomer(source_origin=origin, source_reads=reads)

    assert list(raised(Night(on, newcomers=(Newcomer(seen),)))) == [expected]


def test_onboarding_is_one_digest_per_source(on: date, newcomer: Callable[..., NewChannel]) -> None:
    """59 stations of a directory read for the first time are one alert, with their number."""
    seen = [newcomer(f"s{n}.example", source_reads=0) for n in range(59)]
    night = Night(on, newcomers=tuple(map(Newcomer, seen)))

    ((alert,),) = raised(night).values()

    assert alert.reason == "onboarding: 59 channels from station-list, read for the first time"
    assert alert.severity == Severity.INFO


def test_shops_a_person_added_are_onboarded_together(
    on: date, newcomer: Callable[..., NewChannel]
) -> None:
    """Sixteen shops are one digest, named by its night; directories have one each."""
    shops = [
        newcomer(f"s{n}.example", source=f"shop-{n:02}", source_kind=SourceKind.CHANNEL,
                 source_reads=0)
        for n in range(23)
    ]  # fmt: skip
    night = Night(on, newcomers=(*map(Newcomer, shops), Newcomer(newcomer(source_reads=0))))

    joint, lister = raised(night)["onboarding"]

    assert joint.reason.startswith("onboarding: 23 shops you added, read for the first time: shop-")
    assert joint.reason.endswith("shop-19 and 3 more")
    assert joint.entities == ("on:2026-08-07",)
    assert lister.entities == ("source:station-list",)


def test_several_providers_and_a_nameless_model_read_as_words(
    on: date, newcomer: Callable[..., NewChannel]
) -> None:
    """A directory's row often names neither."""
    offer = Offer(
        "multiple", "", "lowest", Access.RELAY_API, "lowest", "unknown", Unit.USD_CREDIT,
        Decimal("0.25"), "CNY", Basis.EXACT,
    )  # fmt: skip
    night = Night(on, newcomers=(Newcomer(newcomer(), Share(offer, Decimal("0.036"))),))

    (alert,) = raised(night)["new_channel"]

    assert alert.reason.endswith("several or unnamed providers from 3.6 % of list (group lowest)")


def test_a_source_that_never_let_us_in_is_not_silent(on: date) -> None:
    """That is an answer; and so is a robots.txt that denies us, whenever it does."""
    never = sick(Outcome.BLOCKED, 9, last_read=None)
    denied = sick(Outcome.DENIED, 2)

    assert raised(Night(on, health=(never, denied))) == {}


def test_an_unhealthy_source_accuses_nobody_but_is_counted(
    on: date, newcomer: Callable[..., NewChannel]
) -> None:
    """Half a page of invented rows must not become leads, nor vanish without a word."""
    seen = tuple(Newcomer(newcomer(f"s{n}.example")) for n in range(3))
    night = Night(on, newcomers=seen, unhealthy=frozenset({"station-list"}))

    assert {name: len(found) for name, found in raised(night).items()} == {"held_back": 1}
    assert "3 new channels" in raised(night)["held_back"][0].reason


def test_a_drop_reads_as_a_sentence(on: date, moved: Callable[..., Move]) -> None:
    """Who, what, how much of list, since when, from where to where, and how many offers."""
    moves = (moved("1.40", "0.98"), *(moved("1.40", "1.12", model=f"m{n}") for n in range(13)))

    ((alert,),) = raised(Night(on, moves=moves)).values()

    assert alert.reason == (
        "songshu-relay.example sells Anthropic at 6.6 % of list since 2026-08-06:"
        " claude-sonnet-4-5 in group claude-max fell from ¥1.40 to ¥0.98 per 1M input tokens"
        " (−30 %); 14 offers fell, read twice"
    )
    assert {ref.digest for ref in alert.evidence} == {"old", "new"}


def test_a_drop_without_a_list_price_is_told_all_the_same(
    on: date, moved: Callable[..., Move]
) -> None:
    """The seller's own price fell, whatever list may be."""
    move = moved("1", "0.5", share=None, group="", currency="HKD")

    assert (
        "at an unknown share of list since 2026-08-06:"
        " claude-sonnet-4-5 fell from 1.00 HKD to 0.50 HKD per 1M input tokens"
        " (−50 %); 1 offer fell, read twice"
    ) in raised(Night(on, moves=(move,)))["price_drop"][0].reason


def test_one_alert_per_operator_and_provider(on: date, moved: Callable[..., Move]) -> None:
    """Two channels of one operator and two providers: two alerts, each naming its channels."""
    moves = (
        moved("1", "0.5", channel="a.example", operator="op"),
        moved("1", "0.6", channel="b.example", operator="op"),
        moved("1", "0.6", channel="b.example", operator="op", provider="openai"),
    )

    found = raised(Night(on, moves=moves))["price_drop"]

    assert [about(alert, "channel") for alert in found] == [
        ["a.example", "b.example"],
        ["b.example"],
    ]


def test_a_second_drop_within_the_week_is_not_told_again(
    on: date, moved: Callable[..., Move]
) -> None:
    """Seven days of quiet per operator and provider; another provider is another matter."""
    told = frozenset({("price_drop", "songshu-relay.example", "anthropic")})
    moves = (moved("1", "0.5"), moved("1", "0.5", provider="openai"))

    found = raised(Night(on, moves=moves, told=told))["price_drop"]

    assert [about(alert, "provider") for alert in found] == [["openai"]]


def test_a_later_drop_is_another_alert_a_rerun_is_the_same(
    on: date, moved: Callable[..., Move]
) -> None:
    """The night is part of what the alert is about; price and order of offers are not."""
    first = raised(Night(on, moves=(moved("1", "0.5"), moved("1", "0.6", model="m"))))
    rerun = raised(Night(on, moves=(moved("1", "0.6", model="m"), moved("1", "0.5"))))
    cheaper = raised(Night(on, moves=(moved("1", "0.4"),)))
    later = raised(Night(on + timedelta(days=8), moves=(moved("1", "0.5"),)))

    assert first == rerun
    assert first["price_drop"][0].id == cheaper["price_drop"][0].id
    assert first["price_drop"][0].id != later["price_drop"][0].id


def test_more_than_four_fifths_off_is_suspect(on: date, moved: Callable[..., Move]) -> None:
    """A misread unit is likelier than such a gift; exactly 80 % is still believed."""
    assert list(raised(Night(on, moves=(moved("1", "0.2"),)))) == ["price_drop"]
    assert list(raised(Night(on, moves=(moved("1", "0.19"),)))) == ["suspect_price"]


@pytest.mark.parametrize(
    ("paid", "nights_ago", "unhealthy", "expected"),
    [
        (("1", "1", "1", "0.8", "0.8"), 0, "", 1),
        (("1", "1", "1", "0.8", "0.8"), 1, "", 0),  # seconded yesterday: told yesterday
        (("1", "1", "1", "0.8"), 0, "", 0),  # not yet seconded
        (("1", "1", "1", "0.8", "0.8", "0.8"), 0, "", 0),  # told a night ago
        (("1", "1", "1", "0.8", "0.8"), 0, "songshu-relay.example", 0),
        ((), 0, "", 0),
    ],
)
def test_only_tonights_read_of_a_healthy_source_seconds(
    on: date,
    history: Callable[..., PriceHistory],
    paid: tuple[str, ...],
    nights_ago: int,
    unhealthy: str,
    expected: int,
) -> None:
    """A move belongs to the night that seconded it."""
    told = history(*paid, last=on - timedelta(days=nights_ago))

    assert expected == len(list(moves_on([told], on, {unhealthy}, lambda *_: None)))


def test_a_leak_is_urgent_and_shows_its_fingerprint_only(on: date) -> None:
    """Enough to revoke it; told once, on however many pages it stood."""
    leak = LeakView("anthropic", "sk-ant-api03-", "ab" * 32, "https://f.example/t/1", "d", on)
    again = LeakView("anthropic", "sk-ant-api03-", "ab" * 32, "https://g.example/t/2", "e", on)

    one, other = raised(Night(on, leaks=(leak, again)))["leaked_credential"]

    assert one.id == other.id
    assert one.severity == Severity.URGENT
    assert one.evidence[0].quote == f"[REDACTED:anthropic:sk-ant-api03-:{'ab' * 6}]"
    assert f"sk-ant-api03-…, SHA-256 {'ab' * 32}) stands in public on f.example" in one.reason


def test_a_move_is_told_once_per_new_address(on: date) -> None:
    """It stays the same channel: informative, never new."""
    event = Event(on, "moved", "a.example", "a.example", "https://a.example", "https://b.example")

    pages = {"a.example": (EvidenceRef("https://b.example/api/status", "d1", seen_on=on),)}
    (alert,) = raised(Night(on, relocations=(event,), pages=pages))["channel_moved"]

    assert alert.reason == (
        "a.example moved from https://a.example to https://b.example, as a.example shows it;"
        " it stays the same channel"
    )
    assert [(ref.digest, ref.quote) for ref in alert.evidence] == [("d1", "https://b.example")]
    assert alert.entities == ("address:https://b.example", "channel:a.example")


@pytest.mark.parametrize(
    ("outcome", "failures", "healthy", "expected"),
    [
        (Outcome.UNREACHABLE, 2, False, ["source_silent"]),
        (Outcome.UNREACHABLE, 1, False, []),
        (Outcome.BLOCKED, 3, False, ["source_silent"]),
        (Outcome.DRIFTED, 2, False, ["parser_drift"]),
        (Outcome.READ, 2, False, ["parser_drift"]),  # read, but not to be believed
        (Outcome.READ, 0, True, []),
        (None, 4, False, []),  # planned, not ended
    ],
)
def test_a_source_in_trouble_is_told_from_the_second_failure_on(
    on: date, outcome: Outcome | None, failures: int, healthy: bool, expected: list[str]
) -> None:
    """Silence is our trouble until shown otherwise, and one bad night is none."""
    assert expected == list(raised(Night(on, health=(sick(outcome, failures, healthy),))))


def test_one_stretch_of_silence_is_one_alert(on: date) -> None:
    """Named by the last healthy read before it; after a recovery it is another one."""

    def silent(failures: int, last_read: date) -> str:
        night = Night(on, health=(sick(Outcome.UNREACHABLE, failures, last_read=last_read),))
        return raised(night)["source_silent"][0].id

    assert silent(2, date(2026, 8, 1)) == silent(3, date(2026, 8, 1))
    assert silent(2, date(2026, 8, 1)) != silent(2, date(2026, 8, 4))


def sick(outcome: Outcome | None, failures: int, healthy: bool = False, **other: Any) -> Health:
    """The health of one source."""
    fields: dict[str, Any] = {
        "source": "station-list",
        "kind": SourceKind.DIRECTORY,
        "outcome": outcome,
        "healthy": healthy,
        "count": 0,
        "counts": (59, 60),
        "failures": failures,
        "reads": 2,
        "last_read": date(2026, 8, 1),
    }
    return Health(**(fields | other))
