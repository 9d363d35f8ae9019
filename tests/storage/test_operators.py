"""Operators in the memory: formed by what channels share, kept through nights, ruled by people."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from market_nights import DAYS, STARTED, channel_source, directory, night, offer, own, row

from market.claims import Contact
from market.types import Identifier, Outcome
from market.visits import Sighting
from storage import Store, StoreError, Unknown

SHOPS = ("birch", "cedar", "maple", "willow")
Shown = dict[str, Sequence[Sighting] | Outcome]


def _shop(name: str, *identifiers: tuple[str, str]) -> list[Sighting]:
    shown = [Identifier(kind, value) for kind, value in identifiers]
    return [own(offer(), url=f"https://{name}.example/", identifiers=shown)]


KEY, OTHER_KEY = ("turnstile_site_key", "0x4AAA"), ("turnstile_site_key", "0x4BBB")
NIGHTS: list[Shown] = [
    {"birch": _shop("birch", KEY), "cedar": _shop("cedar", KEY), "maple": _shop("maple")},
    {
        "birch": Outcome.UNCHANGED,
        "cedar": _shop("cedar", KEY),
        "maple": _shop("maple", OTHER_KEY),
        "willow": _shop("willow", OTHER_KEY),
    },
    {
        "birch": _shop("birch", KEY, ("telegram", "@Owner")),
        "lists": [
            row("Maple", "https://maple.example/", contacts=[Contact("telegram", "owner")]),
        ],
        "maple": _shop("maple", OTHER_KEY, ("telegram", "owner")),
    },
]


def _begin(store: Store) -> None:
    store.add_sources([*map(channel_source, SHOPS), directory()], on=DAYS[0])


def _play(store: Store, nights: Sequence[Shown] = NIGHTS) -> None:
    _begin(store)
    for day, shown in zip(DAYS, nights, strict=False):
        night(store, day, shown)
        store.link_operators(day)


def _groups(store: Store) -> dict[str, list[str]]:
    return {
        one.id: [member.channel.removesuffix(".example") for member in one.members]
        for one in store.operators()
    }


def _lines(store: Store) -> list[bytes]:
    return [line for line in store.export_canonical() if line.startswith(b'{"about":"operator')]


def test_channels_that_share_a_key_are_one_operators(store: Store) -> None:
    """From the night on which the second one shows it."""
    _play(store, NIGHTS[:1])
    [operator] = store.operators()
    assert (operator.state, operator.formed_on, operator.version) == ("believed", DAYS[0], 1)
    assert [member.channel for member in operator.members] == ["birch.example", "cedar.example"]
    assert store.operator("cedar.example") == operator == store.operator(operator.id)
    assert store.operator("maple.example") is None


def test_a_night_that_changed_nothing_writes_nothing(store: Store) -> None:
    _play(store)
    before = list(store.export_canonical())
    with store.database.writing() as writer:
        from storage.operators import link  # noqa: PLC0415

        link(writer, DAYS[2])
        link(writer, DAYS[3])
        assert writer.rows == 0
    assert list(store.export_canonical()) == before


def test_two_operators_that_meet_go_on_under_the_older_id(store: Store) -> None:
    """A handle is one, with or without its @ and whatever its case."""
    _play(store, NIGHTS[:2])
    older, younger = sorted(store.operators(), key=lambda one: one.formed_on)
    assert [len(older.members), len(younger.members)] == [2, 2]

    night(store, DAYS[2], NIGHTS[2])
    store.link_operators(DAYS[2])

    [whole] = store.operators()
    assert (whole.id, whole.aliases, whole.version) == (older.id, (younger.id,), 2)
    assert store.operator(younger.id) == whole
    assert [m.since for m in whole.members] == [DAYS[0], DAYS[0], DAYS[2], DAYS[2]]
    told = [(e.on, e.kind, e.channel) for e in store.operator_events(whole.id)]
    assert (DAYS[2], "merged", "") in told
    assert (DAYS[2], "joined", "willow.example") in told


def test_a_handle_in_rows_of_lists_alone_brings_nobody_together(store: Store) -> None:
    """Until somebody states it on his own site."""
    owner = [Contact("telegram", "@Owner")]
    rows = [row(n.title(), f"https://{n}.example/", contacts=owner) for n in ("birch", "maple")]
    _play(store, [{"lists": rows}])
    assert store.operators() == []
    reasons = store.why("birch.example", "maple.example")
    assert (reasons.answer, reasons.direct.shared[0].note) == (
        "not_enough",
        "neither states it on its own site",
    )

    night(store, DAYS[1], {"birch": _shop("birch", ("telegram", "owner"))})
    store.link_operators(DAYS[1])
    assert list(_groups(store).values()) == [["birch", "maple"]]


def test_an_account_that_sells_is_its_owners(store: Store) -> None:
    """A Telegram channel in a list, and a shop that states it as its contact."""
    listed = [row("Owner's", "https://t.me/owner", offer())]
    _play(store, [{"lists": listed, "birch": _shop("birch", ("telegram", "owner"))}])
    assert list(_groups(store).values()) == [["birch", "telegram:@owner"]]


def test_any_order_of_visits_and_a_replay_leave_the_same(tmp_path: Path) -> None:
    """Byte for byte, people's words of the second night included."""
    exports = []
    for seed in (1, 2):
        order = random.Random(seed)
        with Store.open(f"sqlite:///{tmp_path / f'{seed}.db'}") as store:
            _begin(store)
            for place, shown in enumerate(NIGHTS):
                names = order.sample(list(shown), len(shown))
                night(store, DAYS[place], {name: shown[name] for name in names})
                store.link_operators(DAYS[place])
                if place == 1:
                    store.keep_apart("birch", "cedar", by="mara", reason="asked", at=STARTED)
                    store.confirm_operator("willow.example", by="mara", reason="", at=STARTED)
            exports.append(_lines(store))
            store.forget_readings()
            assert _lines(store) == []
            _replay(store)
            exports.append(_lines(store))
    assert exports[0] == exports[1] == exports[2] == exports[3]
    assert len(exports[0]) > 10


def _replay(store: Store) -> None:
    for run in sorted(store.runs(), key=lambda run: run.on):
        shown = NIGHTS[DAYS.index(run.on)]
        for planned in store.plan(run.id):
            found = shown.get(planned.visit.name, Outcome.UNREACHABLE)
            store.remember(
                run.id,
                planned.visit.id,
                on=run.on,
                sightings=() if isinstance(found, Outcome) else found,
                outcome=found if isinstance(found, Outcome) else Outcome.READ,
                family="new_api",
                healthy=True,
            )
        store.link_operators(run.on)


@pytest.mark.postgres
def test_both_databases_remember_the_same_operators(postgres_url: str, tmp_path: Path) -> None:
    lines = []
    for url in (postgres_url, f"sqlite:///{tmp_path / 'store.db'}"):
        with Store.open(url) as store:
            _play(store)
            store.take_out("birch", ["willow"], by="mara", reason="other people", at=STARTED)
            lines.append(_lines(store))
    assert lines[0] == lines[1]


def test_a_persons_split_holds_against_all_that_comes(store: Store) -> None:
    _play(store)
    [whole] = store.operators()
    stays = store.take_out(whole.id, ["willow"], by="mara", reason="other people", at=STARTED)

    assert stays == ["birch.example", "cedar.example", "maple.example"]
    assert _groups(store) == {whole.id: ["birch", "cedar", "maple"]}
    [left] = [e for e in store.operator_events(whole.id) if e.kind == "left"]
    assert (left.channel, left.by, left.on) == ("willow.example", "mara", DAYS[2])
    reasons = store.why("willow", "maple")
    assert reasons.answer == "kept_apart"
    assert reasons.decision is not None
    assert reasons.decision.reason == "other people"

    night(store, DAYS[3], {name: _shop(name, KEY) for name in SHOPS})
    store.link_operators(DAYS[3])
    assert _groups(store) == {whole.id: ["birch", "cedar", "maple"]}


def test_a_persons_merge_needs_no_sign_and_is_kept(store: Store) -> None:
    _play(store, NIGHTS[:2])
    ids = list(_groups(store))
    merged = store.bring_together(ids, by="mara", reason="said so", at=STARTED)
    assert len(_groups(store)[merged]) == 4
    [way] = store.why("birch", "willow").steps
    assert way.decision is not None
    assert (way.decision.by, way.decision.reason) == ("mara", "said so")

    nothing = {name: _shop(name) for name in SHOPS}
    night(store, DAYS[2], nothing)
    store.link_operators(DAYS[2])
    assert len(_groups(store)[merged]) == 4


def test_a_person_confirms_what_was_believed(store: Store) -> None:
    _play(store, NIGHTS[:1])
    found = store.confirm_operator("birch", by="mara", reason="same imprint", at=STARTED)
    [operator] = store.operators()
    assert (operator.id, operator.state) == (found, "confirmed")
    [said] = store.operator_decisions([m.channel for m in operator.members])
    assert (said.verdict, said.by, said.reason) == ("confirmed", "mara", "same imprint")


def test_what_cannot_be_said_is_refused(store: Store) -> None:
    _play(store)
    [whole] = store.operators()
    words = {"by": "mara", "reason": "", "at": STARTED}
    with pytest.raises(Unknown, match="operators list"):
        store.confirm_operator("oak.example", **words)
    with pytest.raises(Unknown, match="channels list"):
        store.bring_together(["birch", "oak"], **words)
    with pytest.raises(StoreError, match="without a channel"):
        store.take_out(whole.id, ["birch", "cedar", "maple", "willow"], **words)
    with pytest.raises(StoreError, match="one channel"):
        store.keep_apart("birch", "https://birch.example/pricing", **words)


def test_prices_know_whose_they_are(store: Store) -> None:
    """One operator, one voice: figures of the market are made of operators."""
    _play(store, NIGHTS[:1])
    [operator] = store.operators()
    told = {view.channel: view.operator for view in store.offers_on(DAYS[0])}
    assert told == {
        "birch.example": operator.id,
        "cedar.example": operator.id,
        "maple.example": "maple.example",
    }


def test_a_crowd_is_asked_about_once(store: Store) -> None:
    """Too large to be believed: nobody is put together, and the question stands until answered."""
    _begin(store)
    shown: Shown = {name: _shop(name, KEY) for name in SHOPS}
    for day in DAYS[:2]:
        night(store, day, shown)
        store.link_operators(day, most=3)

    assert store.operators() == []
    [asked] = store.operators_too_large(most=3)
    assert len(asked.channels) == 4
    assert [e.kind for e in store.operator_events()] == ["too_large"]
    assert store.why("birch", "cedar", most=3).answer == "too_large"

    store.bring_together(SHOPS, by="mara", reason="", at=STARTED, most=3)
    assert [len(group) for group in _groups(store).values()] == [4]
    assert store.operators_too_large(most=3) == ()


def test_what_is_not_resale_runs_nothing(store: Store) -> None:
    _play(store, NIGHTS[:1])
    store.mark("cedar.example", "not_resale", by="mara", at=STARTED)
    store.link_operators_again()
    assert store.operators() == []


def test_an_absorbed_channel_is_its_keepers_in_all_that_was_said(store: Store) -> None:
    _play(store, NIGHTS[:1])
    store.bring_together(["cedar", "maple"], by="mara", reason="", at=STARTED)
    store.merge("birch", "cedar", by="mara", at=STARTED)
    store.link_operators_again()
    assert list(_groups(store).values()) == [["birch", "maple"]]
