"""Since when models are resold, as nights remember it."""

from market_nights import DAYS, STARTED, channel_source, night, offer, own

from market.trends.lag import FirstOffer
from market.types import ChannelStatus
from reports.asked.lag import of
from storage import Store

OPUS, SONNET = ("anthropic", "claude-opus-4-5"), ("anthropic", "claude-sonnet-4-5")


def shown(name: str, *models: str) -> list[object]:
    offers = [offer(model) for model in models]
    return [own(*offers, url=f"https://{name}.example/pricing")]


def play(store: Store, *nights: dict[str, tuple[str, ...]]) -> None:
    store.add_sources([channel_source("songshu"), channel_source("yamao")], on=DAYS[0])
    for day, models in zip(DAYS, nights, strict=False):
        night(store, day, {name: shown(name, *sold) for name, sold in models.items()})  # type: ignore[misc]


def test_what_is_there_on_a_sources_first_night_is_at_most(store: Store) -> None:
    play(store, {"songshu": (SONNET[1],)}, {"songshu": (SONNET[1], OPUS[1])})

    assert store.first_night() == DAYS[0]
    assert store.first_offers([OPUS, SONNET, ("xai", "grok-4")]) == {
        OPUS: FirstOffer(DAYS[1], at_most=False),
        SONNET: FirstOffer(DAYS[0], at_most=True),
    }


def test_one_source_that_was_read_before_is_enough(store: Store) -> None:
    both = (SONNET[1], OPUS[1])
    play(store, {"songshu": (SONNET[1],)}, {"songshu": both, "yamao": both})

    assert not store.first_offers([OPUS])[OPUS].at_most


def test_what_only_a_new_source_shows_is_at_most(store: Store) -> None:
    play(
        store,
        {"songshu": (SONNET[1],)},
        {"songshu": (SONNET[1],), "yamao": (OPUS[1],)},
        {"songshu": (SONNET[1], OPUS[1]), "yamao": (OPUS[1],)},
    )

    assert store.first_offers([OPUS])[OPUS] == FirstOffer(DAYS[1], at_most=True)


def test_what_is_not_resale_resells_nothing(store: Store) -> None:
    play(store, {"songshu": (SONNET[1],)})
    store.mark("songshu.example", ChannelStatus.NOT_RESALE, by="tests", at=STARTED)

    assert store.first_offers([SONNET]) == {}


def test_lags_of_a_small_market(store: Store) -> None:
    play(store, {"songshu": (SONNET[1],)})

    told = {one.provider: one for one in of(store, DAYS[0]).providers}

    lag = next(lag for lag in told["anthropic"].lags if lag.launch.model == SONNET[1])
    assert (lag.how, lag.days) == ("at_most", 275)
    assert told["anthropic"].median is None


def test_an_empty_store_has_no_first_night(store: Store) -> None:
    assert store.first_night() is None
    assert of(store, DAYS[0]).providers == ()
