"""Which channel a sighting is of: addresses, then names, then identifiers, then handles."""

from dataclasses import dataclass, field

import pytest
from market_nights import DAYS, channel_source, directory, night, offer, own, row

from market.claims import Contact
from market.types import Identifier, Mention, Outcome
from market.visits import Sighting
from storage import Store

KEY = Identifier("turnstile_site_key", "0xAAA")
FAVICON = Identifier("favicon_mmh3", "1", strong=False)
MARKUP = Identifier("dom_hash", "0" * 32, strong=False)
TELEGRAM = Contact("telegram", "@Songshu_Bot")
SAME_TELEGRAM = Contact("telegram", "songshu_bot")


@dataclass(frozen=True)
class Case:
    """What a directory shows on two nights, and what the second makes of it."""

    says: str
    first: list[Sighting]
    second: list[Sighting]
    new: int
    moved: int
    keys: list[str] = field(default_factory=list)


CASES = [
    Case(
        "a rename at the same host is the same channel",
        [row("Songshu", "https://songshu.example/")],
        [row("Songshu AI", "https://api.songshu.example/register?aff=1")],
        0,
        0,
        ["songshu.example"],
    ),
    Case(
        "a new link under the same name is a move",
        [row("Songshu", "https://songshu.example/")],
        [row("Songshu", "https://squirrel.example/")],
        0,
        1,
        ["songshu.example"],
    ),
    Case(
        "a row without a link goes by its name",
        [row("Songshu AI", None)],
        [row(" Songshu   AI ", None)],
        0,
        0,
        ["name:lists:Songshu AI"],
    ),
    Case(
        "names differ by their case",
        [row("Songshu", None)],
        [row("songshu", None)],
        1,
        0,
        ["name:lists:Songshu", "name:lists:songshu"],
    ),
    Case(
        "a name that gains a link is no move",
        [row("Songshu", None)],
        [row("Songshu", "https://songshu.example/")],
        0,
        0,
        ["name:lists:Songshu"],
    ),
    Case(
        "a new name at a new host with an old strong identifier has moved",
        [row("Songshu", "https://songshu.example/", identifiers=[KEY])],
        [row("Squirrel", "https://squirrel.example/", identifiers=[KEY])],
        0,
        1,
        ["songshu.example"],
    ),
    Case(
        "a new name at a new host with an old handle has moved",
        [row("Songshu", "https://songshu.example/", contacts=[TELEGRAM])],
        [
            row(
                "Squirrel",
                "https://squirrel.example/",
                contacts=[Contact("telegram", "songshu_bot")],
            )
        ],
        0,
        1,
        ["songshu.example"],
    ),
    Case(
        "an identifier that is not strong says nothing",
        [
            row(
                "Songshu",
                "https://songshu.example/",
                identifiers=[FAVICON, MARKUP],
            )
        ],
        [
            row(
                "Squirrel",
                "https://squirrel.example/",
                identifiers=[FAVICON, MARKUP],
            )
        ],
        1,
        0,
        ["songshu.example", "squirrel.example"],
    ),
    Case(
        "a mirror beside a channel that is still there is a channel of its own",
        [row("Songshu", "https://songshu.example/", identifiers=[KEY])],
        [
            row("Songshu", "https://songshu.example/", identifiers=[KEY]),
            row("Squirrel", "https://squirrel.example/", identifiers=[KEY]),
        ],
        1,
        0,
        ["songshu.example", "squirrel.example"],
    ),
    Case(
        "an identifier that more than five channels share is a default",
        [row(f"S{n}", f"https://s{n}.example/", identifiers=[KEY]) for n in range(6)],
        [row("Squirrel", "https://squirrel.example/", identifiers=[KEY])],
        1,
        0,
        [*(f"s{n}.example" for n in range(6)), "squirrel.example"],
    ),
    Case(
        "where name and host disagree the host decides",
        [row("A", "https://a.example/"), row("B", "https://b.example/")],
        [row("B", "https://a.example/")],
        0,
        0,
        ["a.example", "b.example"],
    ),
    Case(
        "two rows of one host are one channel",
        [row("A", "https://a.example/"), row("A plus", "https://a.example/plus")],
        [],
        0,
        0,
        ["a.example"],
    ),
    Case(
        "another name at another host of a site that is still shown is another station",
        [row("Songshu", "https://a.songshu.example/")],
        [
            row("Songshu", "https://a.songshu.example/"),
            row("Squirrel", "https://b.songshu.example/"),
        ],
        1,
        0,
        ["songshu.example", "b.songshu.example"],
    ),
    Case(
        "pages on a shared platform are not one channel",
        [row("A", "https://a.github.io/"), row("B", "https://b.github.io/")],
        [row("C", "https://t.me/cccshop"), row("C2", "https://t.me/s/CCCshop")],
        1,
        0,
        ["a.github.io", "b.github.io", "telegram:@cccshop"],
    ),
]


def happened(store: Store, kind: str) -> int:
    """How many events of a kind the second night has."""
    return sum(event.kind == kind for event in store.events(DAYS[1], DAYS[1]))


@pytest.mark.parametrize("case", CASES, ids=[case.says for case in CASES])
def test_a_directory_on_two_nights(case: Case, store: Store) -> None:
    """The second night's new and moved channels, and what is known after it."""
    store.add_sources([directory()], on=DAYS[0])
    night(store, DAYS[0], {"lists": case.first})

    night(store, DAYS[1], {"lists": case.second})

    assert (happened(store, "new"), happened(store, "moved")) == (case.new, case.moved)
    assert sorted(view.key for view in store.channels()) == sorted(case.keys)


def test_a_name_in_one_directory_says_nothing_in_another(store: Store) -> None:
    """Names are compared within one source."""
    store.add_sources([directory("one"), directory("two")], on=DAYS[0])

    night(store, DAYS[0], {"one": [row("Songshu")], "two": [row("Songshu")]})

    assert [view.key for view in store.channels()] == ["name:one:Songshu", "name:two:Songshu"]


def test_a_permanent_redirect_is_a_move(store: Store) -> None:
    """The channel keeps its key, gains the address, and the move is kept with both ends."""
    store.add_sources([channel_source()], on=DAYS[0])
    night(store, DAYS[0], {"songshu": [own(offer())]})

    night(store, DAYS[1], {"songshu": [own(offer())]}, moved_to="https://squirrel.example")

    (event,) = [event for event in store.events(DAYS[1], DAYS[1]) if event.kind == "moved"]
    assert (event.channel, event.before, event.after) == (
        "songshu.example",
        "songshu.example",
        "squirrel.example",
    )
    found = store.channel("https://www.squirrel.example/pricing")
    assert found is not None
    assert found.key == "songshu.example"


def test_a_redirect_to_what_a_list_has_just_found_is_a_move(store: Store) -> None:
    """The list is read first and knows another name; the night's end knows better."""
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    night(store, DAYS[0], {"songshu": [own(offer())], "lists": []})

    led = own(offer(), url="https://squirrel.example/")
    shown = {"songshu": [led], "lists": [row("Squirrel", "https://squirrel.example/")]}
    night(store, DAYS[1], shown, moved_to="https://squirrel.example")

    assert (happened(store, "new"), happened(store, "moved")) == (0, 1)
    assert [view.key for view in store.channels()] == ["songshu.example"]


def test_a_source_stays_its_channel_when_its_address_changes(store: Store) -> None:
    """The operator corrects the URL; the seller is the same."""
    store.add_sources([channel_source()], on=DAYS[0])
    night(store, DAYS[0], {"songshu": [own(offer())]})

    shown = own(offer(), url="https://squirrel.example/pricing")
    tally = night(store, DAYS[1], {"songshu": [shown]})["songshu"]

    assert (tally.channels_new, tally.channels_moved, tally.offers_new) == (0, 1, 0)


def test_a_move_that_was_announced_is_a_move(store: Store) -> None:
    """A candidate nobody listed gives its address up to the channel that turns up there."""
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    shown = {"songshu": [own(offer())], "lists": [row("Songshu", "https://songshu.example/")]}
    announced = Mention("https://squirrel.example/", "link")
    night(store, DAYS[0], shown, mentions=[announced])

    night(store, DAYS[1], {"lists": [row("Songshu", "https://squirrel.example/")]})

    assert (happened(store, "new"), happened(store, "moved")) == (0, 1)
    assert [view.key for view in store.channels()] == ["songshu.example"]


def test_a_candidate_with_the_identifier_of_a_channel_that_vanished_is_that_channel(
    store: Store,
) -> None:
    """Its own pages say who it is; it is read from then on."""
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    first = own(offer(), identifiers=[KEY])
    mention = Mention("https://squirrel.example/", "link")
    night(store, DAYS[0], {"songshu": [first], "lists": []}, mentions=[mention])

    second = own(offer(), url="https://squirrel.example/", identifiers=[KEY])
    night(store, DAYS[1], {"squirrel.example": [second]}, budget=5)

    assert (happened(store, "new"), happened(store, "moved")) == (0, 1)
    assert [view.key for view in store.channels()] == ["songshu.example"]
    assert "squirrel.example" in {source.name for source in store.due(DAYS[2])}


def test_a_candidate_that_redirects_to_a_known_channel_is_its_address(store: Store) -> None:
    """Nothing is read twice, and nobody is new."""
    store.add_sources([channel_source()], on=DAYS[0])
    mention = Mention("https://squirrel.example/", "link")
    night(store, DAYS[0], {"songshu": [own(offer())]}, mentions=[mention])

    tallies = night(
        store, DAYS[1], {"songshu": Outcome.UNCHANGED, "squirrel.example": [own(offer())]}, budget=5
    )

    assert tallies["squirrel.example"].offers_new == 0
    found = store.channel("https://squirrel.example/")
    assert found is not None
    assert found.key == "songshu.example"
    assert [source.name for source in store.due(DAYS[2])] == ["songshu"]


def test_a_base_url_is_an_alias_and_a_link_is_a_candidate(store: Store) -> None:
    """What leads out of a page is the seller's own, or somebody to visit."""
    store.add_sources([channel_source()], on=DAYS[0])
    mentions = [
        Mention("https://api.squirrel.example/v1", "base_url"),
        Mention("https://friend.example/?aff=7", "link"),
        Mention("telegram:@songshu", "handle"),
    ]

    tally = night(store, DAYS[0], {"songshu": [own(offer())]}, mentions=mentions)["songshu"]

    seller = store.channel("squirrel.example")
    assert seller is not None
    assert seller.key == "songshu.example"
    assert tally.candidates == 2
    waiting = {view.key: view.url for view in store.channels("candidate")}
    assert waiting == {
        "friend.example": "https://friend.example/",
        "telegram:@songshu": "https://t.me/s/songshu",
    }


def test_a_candidate_that_sells_becomes_a_source_that_is_due_next_night(store: Store) -> None:
    """Confirmed by its own offers, first listed on the night it was read."""
    store.add_sources([directory()], on=DAYS[0])
    night(store, DAYS[0], {"lists": [row("Friend", "https://friend.example/")]})

    night(
        store,
        DAYS[1],
        {
            "lists": Outcome.UNCHANGED,
            "friend.example": [own(offer(), url="https://friend.example/")],
        },
        budget=5,
    )

    assert [view.key for view in store.channels("confirmed")] == ["friend.example"]
    assert [source.name for source in store.due(DAYS[1])] == []
    assert [source.name for source in store.due(DAYS[2])] == ["lists", "friend.example"]
    (state,) = [one for one in store.sources() if one.origin == "discovered"]
    assert (state.reads, state.last_read) == (1, DAYS[1])


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.NOT_RESALE, "not_resale"), (Outcome.UNREACHABLE, "candidate")],
)
def test_a_candidate_that_does_not_sell_is_left_alone(
    store: Store, outcome: Outcome, status: str
) -> None:
    """For good if it is no shop, for a week if it did not answer."""
    store.add_sources([directory()], on=DAYS[0])
    night(store, DAYS[0], {"lists": [row("Friend", "https://friend.example/")]})
    shown = {"lists": Outcome.UNCHANGED, "friend.example": outcome}

    assert "friend.example" in night(store, DAYS[1], shown, budget=5)
    assert "friend.example" not in night(store, DAYS[2], shown, budget=5)
    again = "friend.example" in night(store, DAYS[9], shown, budget=5)

    found = store.channel("friend.example")
    assert found is not None
    assert found.status == status
    assert again == (outcome is Outcome.UNREACHABLE)
