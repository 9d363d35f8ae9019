"""Counters of stock and sales as nights remember them, and what they say together."""

from decimal import Decimal

from market_nights import DAYS, channel_source, night, own

from market.claims import Resold, Sold, Stock
from market.turnover import together
from market.types import Fact, Listing, Outcome
from storage import Store

Level = tuple[int | None, int | None]


def article(
    stock: int | None, sold: int | None, key: str = "item:1", upstream: str = ""
) -> Listing:
    """An article whose engine shows these counters, and words that state others."""
    told: list[Fact] = [Fact(Stock(Decimal(7)), "库存 7", (0, 4), reader="stock/1")]
    if stock is not None:
        told.append(
            Fact(Stock(Decimal(stock)), str(stock), place="/data/0/stock", reader="goods/1")
        )
    if sold is not None:
        told.append(Fact(Sold(Decimal(sold)), str(sold), place="/data/0/sold", reader="goods/1"))
    if upstream:
        told.append(Fact(Resold(upstream), upstream, place="/data/0/shared_id", reader="goods/1"))
    return Listing(key, "Claude $20", "库存 7", url="https://x.example/", facts=tuple(told))


def play(
    store: Store, nights: list[Level | Outcome | None], unhealthy: frozenset[int] = frozenset()
) -> tuple[str, str, int | None, int | None]:
    """What is said after these nights: claimed, observed, and the days it was seen between."""
    store.add_sources([channel_source()], on=DAYS[0])
    for number, shown in enumerate(nights):
        found = shown if isinstance(shown, Outcome) else [own(listings=_shelf(shown))]
        night(store, DAYS[number], {"songshu": found}, healthy=number not in unhealthy)
    said = together(store.counters("songshu.example"))
    since, until = said.since and said.since.day, said.until and said.until.day
    return str(said.claimed), str(said.observed), since, until


def _shelf(shown: Level | None) -> list[Listing]:
    return [Listing("site", "songshu")] if shown is None else [article(*shown)]


def test_sales_are_what_the_counter_grew_by(store: Store) -> None:
    assert play(store, [(37, 214), (37, 214), (30, 221), (90, 230)]) == ("230", "16", 1, 4)


def test_a_stock_that_comes_back_has_fallen_once(store: Store) -> None:
    """The number's own window then spans the night between; that night showed another."""
    assert play(store, [(37, None), (36, None), (37, None)]) == ("None", "1", 1, 3)


def test_what_two_windows_leave_open_is_not_known(store: Store) -> None:
    """37, 36, 37, 36: the third night is either; one fall is sure."""
    assert play(store, [(37, None), (36, None), (37, None), (36, None)])[1] == "1"


def test_a_failed_night_only_makes_the_interval_longer(store: Store) -> None:
    assert play(store, [(None, 10), Outcome.UNREACHABLE, (None, 15)]) == ("15", "5", 1, 3)


def test_a_doubted_night_says_nothing(store: Store) -> None:
    assert play(store, [(None, 10), (None, 400), (None, 15)], frozenset({1}))[:2] == ("15", "5")


def test_an_article_that_was_gone_for_a_night_begins_anew(store: Store) -> None:
    assert play(store, [(None, 10), None, (None, 15)])[:2] == ("15", "0")


def test_numbers_in_words_are_no_counters(store: Store) -> None:
    assert play(store, [(None, None), (None, None)]) == ("None", "0", None, None)


def test_what_is_sold_on_twice_counts_once(store: Store) -> None:
    store.add_sources([channel_source()], on=DAYS[0])
    for day, sold in zip(DAYS, (300, 310), strict=False):
        shelf = [article(None, sold, "item:1", "2"), article(None, sold, "item:2", "2")]
        night(store, day, {"songshu": [own(listings=shelf)]})

    assert together(store.counters("songshu.example")).observed == 10
