"""Candidates wait, are let in, visited, left alone and given up, within limits."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from market_nights import DAYS, STARTED, channel_source, close, directory, fetch, offer, own, row

from market.frontier import USUAL, Limits
from market.types import Mention, Outcome, Source, SourceKind
from storage import Store
from storage.views import CandidateView


def play(
    store: Store,
    on: date,
    web: dict[str, Sequence[Mention]],
    *,
    sellers: Sequence[str] = (),
    budget: int = 0,
    limits: Limits = USUAL,
    outcomes: dict[str, Outcome] | None = None,
) -> tuple[list[str], dict[str, int]]:
    """A night over a small web: who was visited, and how many each left out."""
    run = store.open_run(
        on=on,
        started_at=STARTED,
        code_version="test",
        settings_digest="0",
        candidate_budget=budget,
        limits=limits,
    )
    asked, left_out = [], {}
    for planned in store.plan(run.id):
        name = planned.visit.name
        sells = name in sellers
        asked.append(name)
        fetch(store, run, planned.visit.id, planned.visit.url)
        nothing = Outcome.NOT_RESALE if planned.target == "candidate" else Outcome.READ
        found = (outcomes or {}).get(name, Outcome.READ if sells else nothing)
        store.remember(
            run.id,
            planned.visit.id,
            on=on,
            sightings=[own(offer(), url=planned.visit.url)] if sells else (),
            mentions=web.get(name, ()) if found in {Outcome.READ, Outcome.NOT_RESALE} else (),
            outcome=found,
            family="page",
            healthy=found is Outcome.READ,
            limits=limits,
        )
    for told in store.issues(run.id):
        if told.issue.code == "candidates_left_out":
            left_out[told.source] = int(told.issue.message.split()[0])
    close(store, run)
    return asked, left_out


def link(host: str, how: str = "link", name: str = "") -> Mention:
    return Mention(f"https://{host}/", how, name)


def waiting(store: Store, on: date, limits: Limits = USUAL) -> dict[str, CandidateView]:
    return {one.key: one for one in store.candidates(on, limits)}


def test_the_most_promising_is_visited_first(store: Store) -> None:
    """By how it was mentioned, by whom, and by what it is called."""
    store.add_sources([directory(), channel_source()], on=DAYS[0])
    web = {
        "lists": [link("oak.example", "directory_row"), link("elm.example")],
        "songshu": [link("ash.example", "shop", "GPT 中转"), link("elm.example")],
    }
    play(store, DAYS[0], web, sellers=["songshu"])

    found = store.candidates(DAYS[1], USUAL)

    assert [one.key for one in found] == ["ash.example", "oak.example", "elm.example"]
    assert all(one.due_on == DAYS[1] for one in found)
    assert {part.name for part in found[-1].score.parts} == {
        "how",
        "witnesses",
        "standing",
        "yield",
    }
    asked, _ = play(store, DAYS[1], web, sellers=["songshu"], budget=2)
    assert asked[-2:] == ["ash.example", "oak.example"]
    assert "elm.example" in waiting(store, DAYS[2])


def test_a_farm_of_a_million_pages_costs_no_more_than_its_budget(store: Store) -> None:
    """Ten nights of a farm whose every page links a hundred thousand more: what is stored and what
    is asked stays within the limits, a seller found beside it is visited all the same.
    """
    store.add_sources([directory(), channel_source()], on=DAYS[0])
    limits = Limits(new_a_source=30, new_a_stranger=5, waiting_of_strangers=40)
    farm = {f"farm{n}.example": _farm(n, 40) for n in range(400)}
    web = {"lists": _farm(0, 2_000), "songshu": [link("oak.example", "friend_link")], **farm}

    asked, left_out = play(store, DAYS[0], web, sellers=["songshu"], limits=limits)
    assert left_out == {"lists": 1_970}
    for night in range(1, 10):
        asked, _ = play(
            store, DAYS[night], web, sellers=["songshu", "oak.example"], budget=6, limits=limits
        )
        assert len(asked) <= 2 + 6 + 1  # the sources, the budget, the seller that was found

    assert [one.key for one in store.channels("confirmed")] == ["oak.example", "songshu.example"]
    assert len(store.channels()) <= 2 + 10 * 30 + 9 * 6 * 5
    deepest = max((part.points for one in store.candidates(DAYS[10], limits)
                   for part in one.score.parts if part.name == "depth"), default=0)  # fmt: skip
    assert deepest >= -6 * limits.depth


def _farm(number: int, size: int) -> list[Mention]:
    """Always other hosts, with all the words of the trade."""
    return [
        link(f"farm{(number * 37 + n + 1) % 400}-{n % 7}.example", "link", "claude api 中转 cheap")
        if n >= 40
        else link(f"farm{(number * 40 + n + 1) % 400}.example", "link", "claude api 中转 cheap")
        for n in range(size)
    ]


def test_the_farm_sinks_as_its_pages_turn_out_to_sell_nothing(store: Store) -> None:
    """And who leads to sellers rises."""
    store.add_sources([directory("good"), directory("farm")], on=DAYS[0])
    web = {
        "good": [link(f"good{n}.example") for n in range(20)],
        "farm": [link(f"farm{n}.example", "link", "claude 中转") for n in range(20)],
    }
    sellers = [f"good{n}.example" for n in range(20)]
    play(store, DAYS[0], web, sellers=sellers)
    before = waiting(store, DAYS[1])
    assert before["farm1.example"].score.points > before["good1.example"].score.points

    for night in range(1, 9):
        play(store, DAYS[night], web, sellers=sellers, budget=4)

    found = store.candidates(DAYS[9], USUAL)
    assert found[0].key.startswith("good")
    assert found[-1].key.startswith("farm")


def test_hosts_under_one_domain_share_one_budget(store: Store) -> None:
    """Whether it is a wildcard of a free host or the ports of one address."""
    store.add_sources([directory()], on=DAYS[0])
    free = [link(f"shop{n}.vercel.app") for n in range(300)]
    ports = [Mention(f"http://93.184.216.34:{3000 + n}/", "link") for n in range(300)]
    own_domain = [link(f"n{n}.wild.example") for n in range(300)]
    play(store, DAYS[0], {"lists": [*free, *ports, *own_domain]}, limits=Limits(new_a_source=999))

    keys = [one.key for one in store.candidates(DAYS[1], USUAL)]
    assert sum(key.endswith(".vercel.app") for key in keys) == USUAL.waiting_a_ground
    assert sum(key.startswith("93.184.216.34") for key in keys) == USUAL.waiting_a_ground
    assert keys.count("wild.example") == 1

    asked, _ = play(store, DAYS[1], {}, budget=50)
    assert sum(key.endswith(".vercel.app") for key in asked) == USUAL.visits_a_ground
    assert sum(key.startswith("93.184.216.34") for key in asked) == USUAL.visits_a_ground


def test_a_platform_is_asked_only_so_often_a_night(store: Store) -> None:
    """However many of its handles are promising."""
    store.add_sources([directory()], on=DAYS[0])
    handles = [Mention(f"telegram:@shop_{n}_example", "handle", "GPT 中转") for n in range(40)]
    play(store, DAYS[0], {"lists": [*handles, link("oak.example")]})

    asked, _ = play(store, DAYS[1], {}, budget=20)

    assert sum(name.startswith("telegram:") for name in asked) == USUAL.visits_a_platform
    assert "oak.example" in asked


def test_depth_ends(store: Store) -> None:
    """A stranger that sells nothing passes on who it names, so many times and no more."""
    store.add_sources([directory()], on=DAYS[0])
    chain = {f"s{n}.example": [link(f"s{n + 1}.example")] for n in range(9)}
    limits = Limits(depth=2)
    asked = []
    for night in range(8):
        names, _ = play(
            store, DAYS[night], {"lists": [link("s0.example")], **chain}, budget=3, limits=limits
        )
        asked += [name for name in names if name != "lists"]

    assert asked == ["s0.example", "s1.example", "s2.example"]
    assert store.channel("s3.example") is None


def test_a_seller_found_far_out_is_a_source_like_any(store: Store) -> None:
    """What it mentions is near again."""
    store.add_sources([directory()], on=DAYS[0])
    web = {
        "lists": [link("blog.example")],
        "blog.example": [link("oak.example")],
        "oak.example": [link("elm.example", "friend_link")],
    }
    for night in range(4):
        play(store, DAYS[night], web, sellers=["oak.example"], budget=3)

    (depth,) = [
        sum(part.points for part in one.score.parts if part.name == "depth")
        for one in [*store.candidates(DAYS[3], USUAL)]
        if one.key == "elm.example"
    ] or [0]
    assert depth == 0
    assert "oak.example" in {state.source.name for state in store.sources()}


@pytest.mark.parametrize("ending", [Outcome.DENIED, Outcome.BLOCKED, Outcome.UNREACHABLE])
def test_a_closed_door_is_asked_ever_more_rarely(store: Store, ending: Outcome) -> None:
    """Not once a week for ever."""
    store.add_sources([directory()], on=DAYS[0])
    web = {"lists": [link("oak.example")]}
    nights = [DAYS[0] + timedelta(days=n) for n in range(60)]
    asked = []
    for on in nights:
        names, _ = play(store, on, web, budget=2, outcomes={"oak.example": ending})
        asked += [(on - nights[0]).days for name in names if name == "oak.example"]

    assert asked == [1, 8, 15, 29, 57]
    refused = waiting(store, nights[-1])["oak.example"]
    assert any(part.name == "refusals" and part.points < 0 for part in refused.score.parts)


def test_who_was_mentioned_long_ago_is_given_up(store: Store) -> None:
    """Unless a list still shows it."""
    store.add_sources([Source("lists", "https://lists.example/", SourceKind.DIRECTORY)], on=DAYS[0])
    play(store, DAYS[0], {"lists": [link("oak.example")]})

    later = DAYS[0] + timedelta(days=USUAL.waiting_days + 1)

    assert waiting(store, later)["oak.example"].due_on is None
    assert waiting(store, later - timedelta(days=1))["oak.example"].due_on == DAYS[1]


def test_handles_nobody_can_look_at_wait_for_ever(store: Store) -> None:
    """They are known, and never asked."""
    store.add_sources([directory()], on=DAYS[0])
    handles = [
        Mention("qq_group:000000001", "handle"),
        Mention("https://t.me/+AbExample", "handle"),
        Mention("https://discord.gg/otter", "link"),
        Mention("telegram:@otter_example", "handle"),
    ]
    play(store, DAYS[0], {"lists": handles})

    asked, _ = play(store, DAYS[1], {}, budget=9)

    assert asked == ["lists", "telegram:@otter_example"]
    (plan,) = [one for one in store.plan(f"{DAYS[1]}") if one.target == "candidate"]
    assert plan.visit.url == "https://t.me/s/otter_example"
    assert plan.visit.pages == USUAL.pages
    assert "qq_group:000000001" in waiting(store, DAYS[2])


def test_a_seller_s_base_url_is_its_own_and_a_blog_s_is_not(store: Store) -> None:
    """A page that sells nothing has no address but its own."""
    store.add_sources([directory()], on=DAYS[0])
    web = {
        "lists": [link("blog.example")],
        "blog.example": [Mention("https://api.oak.example/v1", "base_url"), link("elm.example")],
    }
    for night in range(2):
        play(store, DAYS[night], web, budget=3)

    assert store.channel("oak.example") is None
    assert [one.key for one in store.channels("not_resale")] == ["blog.example"]
    assert list(waiting(store, DAYS[2])) == ["elm.example"]


def test_a_replay_lets_the_same_in(store: Store) -> None:
    """The door decides by what was remembered before, night by night."""
    store.add_sources([directory()], on=DAYS[0])
    limits = Limits(new_a_source=5, new_a_stranger=2)
    farm = {f"farm{n}.example": _farm(n, 40) for n in range(400)}
    web = {"lists": _farm(3, 40), **farm}
    for night in range(5):
        play(store, DAYS[night], web, budget=3, limits=limits)
    before = list(store.export_canonical())

    store.forget_readings()
    for run in sorted(store.runs(), key=lambda one: one.on):
        for planned in store.plan(run.id):
            stranger = planned.target == "candidate"
            store.remember(
                run.id,
                planned.visit.id,
                on=run.on,
                sightings=(),
                mentions=web.get(planned.visit.name, ()),
                outcome=Outcome.NOT_RESALE if stranger else Outcome.READ,
                family="page",
                healthy=not stranger,
                limits=limits,
            )

    assert list(store.export_canonical()) == before


def test_a_listed_candidate_goes_before_one_that_was_only_named(store: Store) -> None:
    """Somebody shows what it charges."""
    store.add_sources([directory()], on=DAYS[0])
    run = store.open_run(
        on=DAYS[0], started_at=STARTED, code_version="", settings_digest="", candidate_budget=0
    )
    (planned,) = store.plan(run.id)
    fetch(store, run, planned.visit.id, planned.visit.url)
    store.remember(
        run.id,
        planned.visit.id,
        on=DAYS[0],
        sightings=[row("Oak", "https://oak.example/", offer())],
        mentions=[
            link("oak.example", "directory_row", "Oak"),
            link("ash.example", "directory_row"),
        ],
        outcome=Outcome.READ,
        family="directory",
        healthy=True,
    )

    found = store.candidates(DAYS[1], USUAL)

    assert [one.key for one in found] == ["oak.example", "ash.example"]
    assert "listed" in {part.name for part in found[0].score.parts}
