"""What nobody reads, grouped: a small store with two nights over loopback."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from conftest import Place, Run
from loopback import as_json, as_page, serve

from market.types import Issue, Level, Source
from monitor.house import House, opened
from monitor.nightly import run_night
from monitor.orphans import Group, collect, orphans, ranked
from monitor.settings import load
from storage.orphans import Unread
from tests.parsers.pages import page

NIGHTS = (date(2026, 8, 3), date(2026, 8, 4))
SHOP = (
    '<html><head><title>{0}</title><meta name="generator" content="Nightjar 1.{1}">'
    '<script src="/js/shop.{1}abcdef12.js"></script></head><body><h1>{0}</h1>'
    "<p>our goods are shown in the app</p></body></html>"
)
LIKE = "html · by nightjar · /js/shop*.js"
LEDGER = {"ok": 1, "rows": [{"sku": "a", "sum": 3}]}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two shops of one unknown software, one of them changing, and a ledger in JSON."""
    place = Place(tmp_path_factory.mktemp("orphans")).write()
    with opened(load(Path(place.config))) as house, ExitStack() as stack:
        shops = [stack.enter_context(serve({})) for _ in range(3)]
        for shop, name in zip(shops, ("dipper", "wren", "ledger"), strict=True):
            house.store.add_sources([Source(name, shop.url)], on=NIGHTS[0])
        for n, night in enumerate(NIGHTS):
            shops[0].answers["/"] = as_page(SHOP.format("Dipper", n))
            shops[1].answers["/"] = as_page(SHOP.format("Wren", 7))
            shops[2].answers["/"] = as_json(LEDGER)
            run_night(house, night)
    return place


@pytest.fixture
def rooms(place: Place) -> Iterator[House]:
    with opened(load(Path(place.config))) as house:
        yield house


def test_pages_built_alike_are_one_group(rooms: House) -> None:
    """A page seen on two nights is one page, and the group knows when it was seen."""
    groups = {group.signature: group for group in orphans(rooms)}
    shops, ledger = groups[LIKE], groups["json · {ok,rows} · rows[]{sku,sum}"]

    assert (shops.pages, len(shops.hosts), shops.code) == (3, 2, "orphan")
    assert (ledger.pages, len(ledger.hosts)) == (1, 1)
    assert (shops.first, shops.last) == NIGHTS
    assert rooms.store.capture(shops.digest) is not None
    assert len(groups) == 2


def test_the_commonest_comes_first(rooms: House) -> None:
    assert orphans(rooms)[0].signature == LIKE


def test_nights_before_a_date_are_left_out(rooms: House) -> None:
    newest = orphans(rooms, NIGHTS[1])

    assert {group.first for group in newest} == {NIGHTS[1]}
    assert [group.pages for group in newest][:1] == [2]


def test_programs_get_the_same_as_people(place: Place, run: Run) -> None:
    told = run("orphans", "--config", place.config, "--json")
    shown = run("orphans", "--config", place.config)
    (first, *_) = told.json()

    assert told.status == shown.status == 0
    assert first["signature"] == LIKE
    assert (first["pages"], first["hosts"], first["reason"]) == (3, 2, "orphan")
    assert first["resale"] is True  # sources are worth reading, whatever they say
    assert "Pages nobody reads" in shown.out
    assert first["digest"][:16] in shown.out


def test_where_everything_is_read_there_is_nothing_to_do(empty: Place, run: Run) -> None:
    ended = run("orphans", "--config", empty.config)

    assert ended.status == 4
    assert "no page was left unread" in ended.out


def test_a_page_whose_file_is_gone_is_still_counted(place: Place, tmp_path: Path, run: Run) -> None:
    settings = load(Path(place.config))
    bare = settings.model_copy(
        update={"store": settings.store.model_copy(update={"archive": tmp_path / "gone"})}
    )
    with opened(bare) as house:
        (group,) = orphans(house)

    assert (group.pages, len(group.hosts)) == (4, 3)
    assert group.signature.startswith("no page was stored")


def test_a_played_night_can_be_asked(played: Place, run: Run) -> None:
    """The bundled market's own unread pages, if any, each with a reason."""
    ended = run("orphans", "--config", played.config, "--json")

    assert ended.status in {0, 4}
    assert all(group["message"] and group["url"] for group in ended.json())


def test_candidates_that_do_not_sell_come_last() -> None:
    """A page about the trade is worth a look; pages about birds are counted below it."""
    told = {
        "birds": "<html><p>Godwits arrive in August.</p></html>",
        "swifts": "<html><p>Swifts leave in August.</p></html>",
        "relay": "<html><main>Claude API 中转 0.5R 一刀</main></html>",
    }
    groups: dict[tuple[str, str], Group] = {}
    for name, body in told.items():
        issue = Issue(Level.WARNING, "orphan", "nobody's", f"http://{name}.example/")
        seen = Unread(NIGHTS[0], name, "candidate", None, None, issue, None)
        collect(groups, [seen], page(body, issue.place))
    first, last = ranked(groups.values())

    assert (first.resale, len(first.hosts)) == (True, 1)
    assert (last.resale, len(last.hosts)) == (False, 2)
