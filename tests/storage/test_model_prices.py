"""Prices of one provider's models on a day."""

from decimal import Decimal

import pytest
from market_nights import DAYS, STARTED, channel_source, night, offer, own

from market.fx import FxRates
from market.pricebook import PriceBook
from market.types import Access, ChannelStatus, Outcome, Unit
from reports.asked.models import of
from reports.report import comparison
from storage import Store

SONNET, OPUS = "claude-sonnet-4-5", "claude-opus-4-5"


@pytest.fixture
def sold(store: Store) -> Store:
    """A model whose price changes, another that goes, and offers of other kinds."""
    store.add_sources([channel_source()], on=DAYS[0])
    others = [
        offer("gpt-5", provider="openai"),
        offer(unit=Unit.OUTPUT),
        offer(access=Access.API_KEY, group="keys"),
    ]
    night(store, DAYS[0], {"songshu": [own(offer(), offer(OPUS), *others)]})
    night(store, DAYS[1], {"songshu": [own(offer(paid="0.3"), offer("unheard-of"), *others)]})
    return store


def prices(store: Store, on: int) -> dict[str, Decimal]:
    told = store.model_prices(DAYS[on], "anthropic", Access.RELAY_API, Unit.INPUT)
    return {one.model: one.paid for one in told}


def test_prices_in_force_that_day(sold: Store) -> None:
    assert prices(sold, 0) == {SONNET: Decimal("0.44"), OPUS: Decimal("0.44")}
    assert prices(sold, 1) == {SONNET: Decimal("0.3"), "unheard-of": Decimal("0.44")}


def test_a_night_without_an_answer_changes_nothing(sold: Store) -> None:
    night(sold, DAYS[2], {"songshu": Outcome.UNREACHABLE})

    assert prices(sold, 2) == prices(sold, 1)


def test_what_is_not_resale_has_no_prices(sold: Store) -> None:
    sold.mark("songshu.example", ChannelStatus.NOT_RESALE, by="tests", at=STARTED)

    assert prices(sold, 1) == {}


def test_models_without_a_list_price_are_counted(sold: Store) -> None:
    compare = comparison(PriceBook.load(), FxRates.load())

    told = of(sold, compare, DAYS[1], "anthropic")

    assert [(one.model, one.level.operators) for one in told.models] == [(SONNET, 1)]
    assert told.models[0].cheapest == pytest.approx(0.1)
    assert told.unlisted == 1


def test_nobody_sells_in_an_empty_store(store: Store) -> None:
    assert prices(store, 0) == {}
