"""What channels state of themselves on a day: claims in force, and how their listings begin."""

from decimal import Decimal

from market_nights import DAYS, STARTED, channel_source, night, own

from market.claims import Payment, Value, Volume
from market.types import ChannelStatus, Fact, Listing
from storage import Store

ALIPAY, USDT = Payment("alipay"), Payment("usdt")
DAILY = Volume(Decimal(9), "tokens", "day")


def said(*values: Value, key: str = "site", text: str = "稳定") -> Listing:
    facts = tuple(Fact(value, text, (0, 2), reader="x/1") for value in values)
    return Listing(key, key, text, url="https://songshu.example/", digest="d" * 64, facts=facts)


def play(store: Store, *nights: tuple[Listing, ...]) -> None:
    store.add_sources([channel_source(), channel_source("yamao")], on=DAYS[0])
    for day, listings in zip(DAYS, nights, strict=False):
        shown = {
            name: [own(listings=listings, url=f"https://{name}.example/")]
            for name in ("songshu", "yamao")
        }
        night(store, day, shown)


def test_claims_in_force_that_day_are_told(store: Store) -> None:
    play(store, (said(ALIPAY, DAILY),), (said(ALIPAY, USDT),))

    first, second = (
        [(one.channel, one.value) for one in store.claims_on(day, ("payment", "volume"))]
        for day in DAYS[:2]
    )

    assert sorted(first, key=str) == sorted(
        [(f"{name}.example", value) for name in ("songshu", "yamao") for value in (ALIPAY, DAILY)],
        key=str,
    )
    assert {value for _, value in second} == {ALIPAY, USDT}


def test_other_kinds_and_later_days_are_not_told(store: Store) -> None:
    play(store, (said(DAILY),), (said(ALIPAY),))

    assert store.claims_on(DAYS[1], ("volume",)) == []
    assert store.claims_on(DAYS[0], ("payment",)) == []
    assert store.claims_on(DAYS[0], ()) == []


def test_what_is_not_resale_states_nothing(store: Store) -> None:
    play(store, (said(ALIPAY),))
    store.mark("songshu.example", ChannelStatus.NOT_RESALE, by="tests", at=STARTED)

    assert {one.channel for one in store.claims_on(DAYS[0], ("payment",))} == {"yamao.example"}
    assert set(store.wording(DAYS[0])) == {"yamao.example"}


def test_wording_is_how_a_dozen_listings_begin(store: Store) -> None:
    play(store, tuple(said(key=f"item:{number}", text="稳定" * 400) for number in range(20)))

    told = store.wording(DAYS[0])["songshu.example"]

    assert len(told) == 12
    assert all(text.startswith("item:") and "稳定" in text for text in told)
    assert max(map(len, told)) == 300


def test_nobody_states_anything_in_an_empty_store(store: Store) -> None:
    assert store.claims_on(DAYS[0], ("payment",)) == []
    assert store.wording(DAYS[0]) == {}
