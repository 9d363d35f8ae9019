"""What an unvisited address is worth, and when it may be asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from market.candidates import Named, Standing, Traces, expected, score, share
from market.channel import ground
from market.frontier import USUAL, Limits, door, due_on
from market.types import How

DAY = date(2026, 7, 1)


def named(how: How = How.LINK, by: str = "lists", **other: object) -> Named:
    values: dict[str, object] = {
        "by": by,
        "ground": f"{by}.example",
        "standing": Standing.COMMUNITY,
        "how": how,
        "share": 0.15,
    }
    return Named(**{**values, **other})  # type: ignore[arg-type]


def site(host: str = "quince.example", *by: Named, **other: object) -> Traces:
    return Traces(host, f"https://{host}/", by or (named(),), **other)  # type: ignore[arg-type]


def points(traces: Traces, part: str) -> int:
    return sum(one.points for one in score(traces).parts if one.name == part)


def test_the_parts_add_up_and_each_gives_its_reason() -> None:
    """Nothing counts in silence."""
    judged = score(site("claude-relay.example", named(How.DIRECTORY_ROW), refusals=2, waited=25))

    assert judged.points == sum(part.points for part in judged.parts)
    assert all(part.reason for part in judged.parts)
    assert {part.name for part in judged.parts} >= {"how", "standing", "words", "refusals", "age"}


def test_ways_of_mentioning_are_ranked_as_the_vocabulary_says() -> None:
    """A code sample beats a friend link, and any way beats a bare link."""
    order = [How.DIRECTORY_ROW, How.CODE_SAMPLE, How.SHOP, How.AFFILIATE, How.FRIEND_LINK, How.LINK]
    worth = [score(site("quince.example", named(how))).points for how in order]

    assert worth == sorted(worth, reverse=True)
    assert all(points(site("q.example", named(how)), "how") > 0 for how in How)


def test_witnesses_count_by_the_ground_they_stand_on() -> None:
    """Ten mirrors of one list are one witness, ten strangers are one as well."""
    mirrors = [named(by=f"list{n}", ground="lists.example") for n in range(10)]
    strangers = [named(by=f"farm{n}.example", standing=Standing.STRANGER) for n in range(10)]
    lists = [named(by=f"list{n}") for n in range(3)]

    assert points(site("q.example", *mirrors), "witnesses") == 0
    assert points(site("q.example", *strangers), "witnesses") == 0
    assert points(site("q.example", *lists), "witnesses") > 8


@pytest.mark.parametrize(
    ("host", "name", "sign"),
    [
        ("claudehub.example", "", 1),
        ("quince.example", "Claude 中转", 1),
        ("quince.example", "аккаунты chatgpt купить", 1),
        ("quince.example", "tài khoản giá rẻ", 1),
        ("casino-best.example", "gpt", -1),
        ("cdn.quince.example", "", -1),
        ("quince.example", "Reise-Blog", -1),
        ("quince.example", "Quince", 0),
        ("said.example", "maid", 0),  # "ai" stands inside of both
    ],
)
def test_words_speak_for_and_against(host: str, name: str, sign: int) -> None:
    """In several languages, short ones only by themselves."""
    found = points(site(host, named(name=name)), "words")

    assert (found > 0) - (found < 0) == sign


def test_no_number_of_words_outweighs_the_rest() -> None:
    """A farm that says everything says no more than thirty points."""
    name = "claude gpt codex gemini openai api relay 中转 号池 倍率 cheap credits buy shop"

    assert points(site("q.example", named(name=name)), "words") == 30


def test_a_source_whose_candidates_sell_rises_and_a_farm_sinks() -> None:
    """By its own visits; before them by what is usual, for strangers by who mentioned them."""
    directory = expected(Standing.DIRECTORY)
    assert share(0, 0, directory) == directory
    assert share(8, 10, directory) > directory > share(0, 10, directory)

    farm = share(0, 20, expected(Standing.STRANGER, 0.4))
    assert expected(Standing.STRANGER, farm) < farm < 0.05
    good, bad = (site("q.example", named(share=one)) for one in (0.6, farm))
    assert score(good).points - score(bad).points > 20


def test_distance_refusals_and_waiting_cost() -> None:
    """Each a little."""
    fresh = site("q.example", named(depth=0))

    assert score(site("q.example", named(depth=2))).points < score(fresh).points
    assert score(replace(fresh, refusals=2)).points < score(fresh).points
    assert score(replace(fresh, waited=60)).points < score(fresh).points


def test_after_three_visits_for_nothing_rests_grow() -> None:
    """7, 7, 14, 28 … days, a year at most."""
    rests = [due_on(visits, DAY, USUAL) for visits in range(1, 12)]
    days = [(one - DAY).days for one in rests if one]

    assert days[:5] == [7, 7, 14, 28, 56]
    assert days[-1] == 365
    assert due_on(0, None, USUAL) is None
    assert due_on(1, DAY, Limits(rest_days=2)) == DAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("key", "url", "there"),
    [
        (
            "telegram:@otter_example",
            "https://t.me/otter_example?start=x",
            "https://t.me/s/otter_example",
        ),
        ("telegram:@otter_bot", "https://t.me/otter_bot", ""),
        ("telegram:+AbExample", "https://t.me/+AbExample", ""),
        ("qq_group:000000001", "", ""),
        ("discord:otter", "https://discord.gg/otter", ""),
        ("x:otter", "https://x.com/otter", ""),
        ("otter.example", "https://otter.example/", "https://otter.example/"),
        ("github:otter/relay", "https://github.com/otter/relay", "https://github.com/otter/relay"),
    ],
)
def test_a_door_without_a_preview_is_never_knocked_at(key: str, url: str, there: str) -> None:
    """Telegram channels are looked at where everybody may."""
    assert door(key, url) == there


@pytest.mark.parametrize(
    ("key", "whose"),
    [
        ("relay.example", "relay.example"),
        ("a.vercel.app", "vercel.app"),
        ("shop.co.uk", "shop.co.uk"),
        ("203.0.114.9:3000", "203.0.114.9"),
        ("harbor.example:8080", "harbor.example"),
        ("telegram:@otter", "telegram:"),
    ],
)
def test_whose_ground_a_channel_stands_on(key: str, whose: str) -> None:
    """A million names under one domain share one budget."""
    assert ground(key) == whose
