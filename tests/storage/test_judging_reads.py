"""What the rules and the reports ask: newcomers, prices that moved, who is known by what."""

from datetime import date
from decimal import Decimal

from market_nights import DAYS, channel_source, directory, night, offer, own, row

from market.claims import Contact
from market.types import Identifier, Outcome, Unit
from storage import Store


def _play(store: Store, paid: list[str | None]) -> None:
    store.add_sources([channel_source()], on=DAYS[0])
    for day, price in zip(DAYS, paid, strict=False):
        shown = Outcome.UNREACHABLE if price is None else [own(offer(paid=price))]
        night(store, day, {"songshu": shown})


def test_a_price_that_moved_is_told_read_by_read(store: Store) -> None:
    """A night without a read has no entry; both points say where they stood."""
    _play(store, ["0.44", "0.44", None, "0.40", "0.40"])

    (history,) = store.price_histories(DAYS[4])

    assert history.reads == (
        (DAYS[0], Decimal("0.44")),
        (DAYS[1], Decimal("0.44")),
        (DAYS[3], Decimal("0.4")),
        (DAYS[4], Decimal("0.4")),
    )
    assert (history.changed_on, history.channel, history.unit) == (
        DAYS[3],
        "songshu.example",
        Unit.INPUT,
    )
    assert (history.before.seen_on, history.after.seen_on) == (DAYS[0], DAYS[3])
    assert history.after.url == "https://songshu.example/pricing"


def test_prices_that_stayed_are_not_told(store: Store) -> None:
    """Nor new offers, nor moves before the window, nor those of a later night."""
    _play(store, ["0.44", "0.40", *["0.40"] * 8])

    assert list(store.price_histories(DAYS[0])) == []
    assert len(list(store.price_histories(DAYS[1]))) == 1
    assert list(store.price_histories(DAYS[9], window_days=5)) == []


def test_unchanged_nights_are_reads_too(store: Store) -> None:
    """The price was in force on them."""
    _play(store, ["0.44", "0.40"])
    night(store, DAYS[2], {"songshu": Outcome.UNCHANGED})

    (history,) = store.price_histories(DAYS[2])

    assert [day for day, _ in history.reads] == DAYS[:3]


def test_reads_in_another_currency_are_left_out(store: Store) -> None:
    """Their numbers cannot be compared."""
    store.add_sources([channel_source()], on=DAYS[0])
    night(store, DAYS[0], {"songshu": [own(offer(paid="3", currency="CNY"))]})
    night(store, DAYS[1], {"songshu": [own(offer(paid="0.4"))]})

    (history,) = store.price_histories(DAYS[1])

    assert history.reads == ((DAYS[1], Decimal("0.4")),)


def test_a_new_channel_says_how_well_its_source_is_known(store: Store) -> None:
    """0 healthy reads before: everything there is new to us, not to the market."""
    store.add_sources([directory("old"), directory("young")], on=DAYS[0])
    store.pause("young", True)
    night(store, DAYS[0], {"old": [row("A", "https://a.example/", offer())]})
    store.pause("young", False)
    shown = [row("B", "https://b.example/", *(offer(f"m{n}", f"0.{n}1") for n in range(9)))]
    night(store, DAYS[1], {"old": shown, "young": [*shown, row("C", "https://c.example/")]})

    new = {one.key: one for one in store.new_channels(DAYS[1])}

    assert {key: (one.source, one.source_reads) for key, one in new.items()} == {
        "b.example": ("old", 1),
        "c.example": ("young", 0),
    }
    assert [one.key for one in store.new_channels(DAYS[0])] == ["a.example"]
    assert new["b.example"].offers[0].offer.paid == Decimal("0.01")
    assert {ref.quote for ref in new["b.example"].evidence} == {"B"}


def test_a_channel_that_comes_back_has_reappeared(store: Store) -> None:
    """After a believable read without it; a failed read proves nothing."""
    store.add_sources([directory()], on=DAYS[0])
    both = [row("A", "https://a.example/"), row("B", "https://b.example/")]
    for day, shown in zip(DAYS, [both, both[:1], Outcome.BLOCKED, both, both], strict=False):
        night(store, day, {"lists": shown})

    told = [(event.on.day, event.kind, event.channel) for event in store.events(DAYS[1], DAYS[9])]

    assert told == [(2, "gone", "b.example"), (4, "reappeared", "b.example")]


def test_a_channel_one_source_drops_and_another_shows_is_not_gone(store: Store) -> None:
    """Whichever of them was read first."""
    store.add_sources([directory("a"), directory("z")], on=DAYS[0])
    shop = [row("Songshu", "https://songshu.example/")]
    night(store, DAYS[0], {"a": shop, "z": []})
    night(store, DAYS[1], {"a": [], "z": shop})
    night(store, DAYS[2], {"a": shop, "z": []})

    assert {event.kind for event in store.events(DAYS[0], DAYS[2])} == {"new"}


def test_a_channel_is_found_by_whatever_it_goes_by(store: Store) -> None:
    """Key, any address, or an unambiguous name."""
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    listed = row("松鼠 API", "https://songshu.example/?aff=9", contacts=[Contact("qq", "10001")])
    shown = own(offer(), identifiers=[Identifier("github_client_id", "Iv1.x")])
    night(store, DAYS[0], {"songshu": [shown], "lists": [listed]})

    for called in ("songshu.example", "https://api.songshu.example/v1", "松鼠 API"):
        found = store.channel(called)
        assert found is not None, called
        assert (found.name, found.kind, found.offers) == ("松鼠 API", "site", 1)
        assert found.sources == ("lists", "songshu")
    assert store.channel("nobody.example") is None
    assert [(one.kind, one.strong) for one in store.identifiers("songshu.example")] == [
        ("affiliate_code", False),
        ("github_client_id", True),
        ("listed_name", False),
        ("qq", False),
    ]


def test_facts_say_where_they_stood_and_since_when(store: Store) -> None:
    """Gone facts stay, with the day they were missed."""
    store.add_sources([channel_source()], on=DAYS[0])
    night(store, DAYS[0], {"songshu": [own(offer())]})
    bare = own(offer(), listings=[type(own().listings[0])("site", "site")])
    night(store, DAYS[1], {"songshu": [bare]})

    facts = {fact.kind: fact for fact in store.facts("songshu.example")}

    assert {(f.kind, f.quote, f.gone_on) for f in facts.values()} == {
        ("top_up", "1:1", DAYS[1]),
        ("supply", "官转", DAYS[1]),
    }
    assert facts["supply"].evidence.digest == "d" * 64
    assert facts["supply"].first_seen == date(2026, 7, 1)
