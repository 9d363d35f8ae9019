"""The cost floor of an exhausted subscription: dated, by provider, and never rounded up."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from market.trends.floors import ANY, Floor, Floors, parse_rows
from monitor.settings import MarketSettings
from monitor.tables import cost_floors

HEAD = "from,provider,plan,usd_a_month,list_usd_a_month,share,why\n"
TABLE = HEAD + (
    ",*,pro,200,14000,0.014,always\n"
    "2026-06-01,anthropic,max,200,8000,0.025,measured\n"
    "2026-09-01,anthropic,max,200,4000,0.05,limits halved\n"
)


@pytest.mark.parametrize(
    ("provider", "on", "share"),
    [
        ("anthropic", date(2020, 1, 1), "0.014"),
        ("anthropic", date(2026, 5, 31), "0.014"),
        ("anthropic", date(2026, 6, 1), "0.025"),
        ("anthropic", date(2026, 8, 31), "0.025"),
        ("anthropic", date(2026, 9, 1), "0.05"),
        ("openai", date(2026, 9, 1), "0.014"),
    ],
)
def test_the_newest_row_of_the_provider_counts(provider: str, on: date, share: str) -> None:
    floor = Floors(parse_rows(TABLE)).in_force(provider, on)

    assert floor is not None
    assert floor.share == Decimal(share)


@pytest.mark.parametrize(("share", "under"), [(0.0249, True), (0.025, False), (0.4, False)])
def test_an_offer_at_the_floor_is_not_under_it(share: float, under: bool) -> None:
    assert Floors(parse_rows(TABLE)).under("anthropic", share, date(2026, 7, 1)) is under


def test_without_a_row_nothing_is_under_a_floor() -> None:
    assert Floors(()).in_force("xai", date(2026, 7, 1)) is None
    assert not Floors(()).under("xai", 0.00001, date(2026, 7, 1))


def test_the_one_for_all_others_is_told_last() -> None:
    told = [floor.provider for floor in Floors(parse_rows(TABLE)).on(date(2026, 7, 1))]

    assert told == ["anthropic", ANY]


@pytest.mark.parametrize(
    "row",
    [
        ",*,pro,200,14000,0.0143,rounded up",
        ",*,pro,200,14000,0.012,not what its grounds say",
        ",*,pro,200,0,0.014,no grounds",
        ",*,pro,200,100,2,a plan that yields less than it costs",
    ],
)
def test_a_share_its_grounds_do_not_bear_out_is_refused(row: str) -> None:
    with pytest.raises(ValueError, match="pro"):
        parse_rows(HEAD + row)


def test_shipped_floors_lie_between_one_and_five_percent() -> None:
    told = Floors.load().on(date(2026, 11, 23))

    assert {floor.provider for floor in told} == {"anthropic", "openai", ANY}
    assert all(Decimal("0.01") <= floor.share <= Decimal("0.05") for floor in told)
    assert all(isinstance(floor, Floor) and floor.why for floor in told)


def test_an_operators_rows_win(tmp_path: Path) -> None:
    own = tmp_path / "floors.csv"
    own.write_text(HEAD + ",*,own,10,100,0.1,ours\n")

    floors = cost_floors(MarketSettings(floors=own))

    assert floors.under("google", 0.09, date(2026, 7, 1))
    assert not floors.under("openai", 0.09, date(2026, 7, 1))


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEAD + ",*,own,ten,100,0.1,x\n"])
def test_a_file_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    own = tmp_path / "floors.csv"
    own.write_text(text)

    with pytest.raises(ValueError, match=r"floors\.csv is not a table of cost floors"):
        cost_floors(MarketSettings(floors=own))
