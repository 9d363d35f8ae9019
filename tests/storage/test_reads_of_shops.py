"""Counters of many shops at once, within a stretch of nights."""

from decimal import Decimal

from market_nights import DAYS, STARTED, channel_source, night, own

from market.claims import Sold, Stock, Volume
from market.trends.outflow import outflow
from market.turnover import together
from market.types import ChannelStatus, Fact, Listing, Outcome
from reports.asked.volumes import in_words, of
from storage import Store

NAMES = ("songshu", "yamao")


def article(stock: int, sold: int | None = None) -> Listing:
    facts = [Fact(Stock(Decimal(stock)), str(stock), place="/0/stock", reader="goods/1")]
    facts.append(Fact(Volume(Decimal(5), "accounts", "day"), "5/天", (0, 3), reader="volume/1"))
    if sold is not None:
        facts.append(Fact(Sold(Decimal(sold)), str(sold), place="/0/sold", reader="goods/1"))
    return Listing("item:1", "Claude $20", "5/天", url="https://x.example/", facts=tuple(facts))


def play(store: Store, *stocks: int | Outcome) -> None:
    store.add_sources([channel_source(name) for name in NAMES], on=DAYS[0])
    for day, stock in zip(DAYS, stocks, strict=False):
        found = stock if isinstance(stock, Outcome) else [own(listings=[article(stock)])]
        idle = [own(listings=[article(7)], url="https://yamao.example/")]
        night(store, day, {"songshu": found, "yamao": idle})


def left(store: Store, first: int, last: int) -> dict[str, tuple[str, int]]:
    """By channel, units that left and over how many days."""
    found = {}
    for shop in store.shops(DAYS[first], DAYS[last]):
        told = outflow(shop.channel, shop.operator, together(shop.articles))
        if told is not None:
            found[shop.channel] = (str(told.units), told.days)
    return found


def test_units_that_left_within_the_window(store: Store) -> None:
    play(store, 50, 40, 35, 60, 58)

    assert left(store, 0, 4) == {"songshu.example": ("17", 4), "yamao.example": ("0", 4)}
    assert left(store, 2, 4)["songshu.example"] == ("2", 2)
    assert left(store, 0, 1)["songshu.example"] == ("10", 1)
    assert left(store, 3, 3) == {}


def test_a_failed_read_only_makes_the_interval_longer(store: Store) -> None:
    play(store, 50, Outcome.UNREACHABLE, 35)

    (songshu, yamao) = store.shops(DAYS[0], DAYS[2])

    assert songshu.reads == ((DAYS[0], DAYS[2]),)
    assert yamao.reads == (tuple(DAYS[:3]),)
    assert left(store, 0, 2)["songshu.example"] == ("15", 2)


def test_who_sells_no_longer_is_no_shop(store: Store) -> None:
    play(store, 50, 40)
    store.mark("songshu.example", ChannelStatus.GONE, by="tests", at=STARTED)

    assert [shop.channel for shop in store.shops(DAYS[0], DAYS[1])] == ["yamao.example"]
    assert set(store.sellers(DAYS[1])) == {"yamao.example"}


def test_few_shops_are_counted_and_the_sentences_say_so(store: Store) -> None:
    play(store, 50, 40)

    found = of(store, DAYS[1])

    assert (found.crawl_days, found.observed.operators, found.calibrated.operators) == (1, 2, 1)
    assert in_words(found) == (
        "2 of 2 operators (100%) claim a volume; 0 claims without a period cannot be used.",
        "accounts: 2 operators, fewer than the 10 a median takes.",
        "2 operators with counters read twice: too few for a median.",
    )


def test_an_empty_store_has_no_shops_and_one_sentence(store: Store) -> None:
    assert store.shops(DAYS[0], DAYS[1]) == []
    assert in_words(of(store, DAYS[1])) == ("Nobody sells, so nobody claims anything.",)
