"""The rest of an invented market: who there is, what they say, who shows them, when we looked."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from benchmarks.trend_queries.calendar import DAYS, ISO, NIGHT, WEEKS
from benchmarks.trend_queries.prices import Raw
from benchmarks.trend_queries.sellers import Seller
from market.claims import Payment, Sold, Stock, Volume, kind_of
from market.wire import encode

_DIRECTORIES = tuple(f"directory{number}.example" for number in range(8))
_METHODS = ("alipay", "wechat_pay", "card", "usdt", "paypal")
_LISTINGS = 12


def channels(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``channel``."""
    for one in market:
        status = "confirmed" if one.end == WEEKS else "gone"
        begin, last = ISO[one.begin], ISO[min(one.end, WEEKS - 1)]
        url = f"https://{one.key}/"
        yield one.key, one.key, "", url, one.key, status, 0, begin, begin, last


def members(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``operator_member``: every fifth channel is run by the one before it."""
    for one in market:
        if one.number % 5 == 0:
            yield one.key, f"op{one.number}", ISO[one.begin]
            if one.number + 1 < len(market):
                follower = market[one.number + 1]
                yield follower.key, f"op{one.number}", ISO[follower.begin]


def appearances(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``appearance``: on their own site, and in two directories or three."""
    for one in market:
        dice, begin = Random(-one.number), ISO[one.begin]
        gone = ISO[one.end] if one.end < WEEKS else None
        yield one.key, one.key, begin, gone
        for shown in dice.sample(_DIRECTORIES, dice.choice((0, 1, 1, 2, 3))):
            yield shown, one.key, begin, gone


def sources(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``source``: every channel's own, and the directories."""
    for name, kind in (
        *((one.key, "channel") for one in market),
        *((name, "directory") for name in _DIRECTORIES),
    ):
        yield (
            name, f"https://{name}/", kind, None, "weekly", "[]", "operator", ISO[0], 0, ISO[-1],
            ISO[-1], "read", 0, WEEKS, "[]",
        )  # fmt: skip


def listings(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``listing``."""
    for one in market:
        gone = ISO[one.end] if one.end < WEEKS else None
        for nth in range(_LISTINGS):
            yield (
                one.number << 20 | nth, one.key, one.key, f"l{nth}", f"松鼠中转 {nth}",
                "稳定高速 " * 8, "", f"https://{one.key}/{nth}", f"{one.number:064x}", 0,
                ISO[one.begin], gone,
            )  # fmt: skip


def facts(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``fact``: ways to pay, claims of volume, and a counter that moves every month."""
    for one in market:
        dice = Random(one.number + 10**6)
        gone = ISO[one.end] if one.end < WEEKS else None
        said: list[tuple[object, int, str | None, str]] = [
            (Payment(method), one.begin, gone, "text") for method in dice.sample(_METHODS, 2)
        ]
        amount = Decimal(10) ** dice.randrange(6, 12)
        said.append((Volume(amount, "tokens", "day"), one.begin, gone, "text"))
        for week in range(one.begin, one.end, 4):
            until = ISO[week + 4] if week + 4 < one.end else gone
            said.append((Stock(Decimal(dice.randrange(500))), week, until, "/stock"))
            said.append((Sold(Decimal(week * 10)), week, until, "/sold"))
        for nth, (value, week, until, place) in enumerate(said):
            kind = kind_of(value)  # type: ignore[arg-type]  # a union of claims
            yield (
                one.number << 20 | nth % _LISTINGS, nth, one.key, one.key, kind,
                encode(value).decode(), "…", 0, 1, place, "bench/1", "1", "", ISO[week], until,
            )  # fmt: skip


def events(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``event``: every third was away for a month once; who left is gone."""
    for one in market:
        if one.number % 3 == 0 and one.end - one.begin > 12:
            yield ISO[one.begin + 4], "gone", one.key, "", "", one.key, ""
            yield ISO[one.begin + 8], "reappeared", one.key, "", "", one.key, ""
        if one.end < WEEKS:
            yield ISO[one.end], "gone", one.key, "", "", one.key, ""


def runs() -> Iterator[Raw]:
    """Rows of ``run``: one a night."""
    for night in _nights():
        at = f"{night} 02:00:00.000000"
        yield f"r{night}", night, 0, "closed", at, at, "bench", "", "", 0


def visits(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``visit``: one a week for every source that was there."""
    for week, day in enumerate(DAYS):
        night = min(day + timedelta(days=3), NIGHT).isoformat()
        there = [one.key for one in market if one.begin <= week < one.end]
        for seq, name in enumerate((*there, *_DIRECTORIES)):
            yield (
                f"v{week}-{seq}", f"r{night}", night, seq, name, f"https://{name}/", "done", "{}",
                week, "[]", None, 2, 3, 60_000, "read", "new_api", 1, _LISTINGS, "[]", None, 0,
            )  # fmt: skip


def _nights() -> Iterator[str]:
    day = DAYS[0]
    while day <= NIGHT:
        yield day.isoformat()
        day += timedelta(days=1)
