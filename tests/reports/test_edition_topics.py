"""What people ask beside the level: told where there is something honest, else why not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from invented_history import START, InventedHistory, season

from market.claims import Payment, Volume, kind_of
from market.trends.floors import Floors
from market.trends.lag import FirstOffer
from market.trends.survival import Life
from reports.edition.model import Section
from reports.edition.topics import topics
from storage.stated import Stated

END = START + timedelta(weeks=8)


class Talkative(InventedHistory):
    """A market whose sellers state how they are paid and how much they sell."""

    def claims_on(self, on: date, kinds: Sequence[str]) -> list[Stated]:
        sellers = sorted({one.channel for one in self.seen})
        ways = [_stated(name, Payment("alipay"), on) for name in sellers[::2]]
        boasts = [
            _stated(name, Volume(Decimal(10 ** (6 + at % 3)), "tokens", "day"), on)
            for at, name in enumerate(sellers[:12])
        ]
        told = {"payment": ways, "volume": boasts}
        return [one for kind in kinds for one in told.get(kind, [])]

    def sellers(self, on: date) -> dict[str, str]:
        return {one.channel: one.operator for one in self.seen}

    def first_offers(self, models: object) -> dict[tuple[str, str], FirstOffer]:
        return {("openai", "gpt-5"): FirstOffer(START, at_most=True)}

    def lives(self, on: date) -> list[Life]:
        return [
            Life(f"c{n}", START, START + timedelta(days=n), START + timedelta(days=n + 1))
            for n in range(9)
        ]

    def nights_read(self, since: date, until: date) -> dict[str, tuple[date, ...]]:
        return {"a.example": tuple(since + timedelta(days=n) for n in range(0, 20, 2))}


def _stated(channel: str, value: Payment | Volume, on: date) -> Stated:
    return Stated(channel, channel, kind_of(value), value, "text", on)


@pytest.fixture(scope="module")
def told() -> dict[str, Section]:
    plain = season(8)
    memory = Talkative(**{name: getattr(plain, name) for name in plain.__dataclass_fields__})
    memory.seen = [
        replace(one, lowest=one.log_ratio - 1.9) if one.channel < "ant-04" else one
        for one in memory.seen
    ]
    return {section.id: section for section in topics(memory, Floors.load(), END)}


def _rows(section: Section, title: str) -> list[list[str]]:
    (found,) = [one for one in section.tables if one.title == title]
    return [[field.text for field in row] for row in found.rows]


def test_ways_to_pay_are_told_and_silence_is_a_row_of_its_own(told: dict[str, Section]) -> None:
    rows = _rows(told["places"], "By way to pay")

    assert {row[0] for row in rows} == {"Alipay", "Unknown"}


def test_an_offer_under_the_floor_is_marked_and_told_in_the_summary(
    told: dict[str, Section],
) -> None:
    (table,) = told["cheapest"].tables
    marked = {row[0].text for row in table.rows if any(field.pill for field in row)}

    assert marked
    assert all(name < "ant-04" and name in told["cheapest"].headline for name in marked)


def test_a_model_that_was_there_before_us_was_resold_at_most_so_late(
    told: dict[str, Section],
) -> None:
    rows = _rows(told["lag"], "From launch to first resale")

    assert ["gpt-5", "OpenAI", "2025-08-07", "2026-01-05", "≤ 151"] in rows


def test_the_curve_of_survival_has_its_band_and_what_it_rests_on(told: dict[str, Section]) -> None:
    rows = _rows(told["survival"], "Part of channels that last longer")

    assert [row[0] for row in rows] == ["1", "3", "7"]
    assert "2 days between two reads" in told["survival"].points[1]


def test_claimed_volumes_are_medians_and_bands_and_never_a_sum(told: dict[str, Section]) -> None:
    bands = _rows(told["volumes"], "Operators by order of magnitude claimed a day")

    assert [row[-1] for row in bands] == ["4", "4", "4"]
    assert not [row for row in bands if "total" in " ".join(row).lower()]


def test_how_far_apart_sellers_are_is_told_with_where_it_stood(told: dict[str, Section]) -> None:
    rows = _rows(told["dispersion"], "How far apart sellers are")

    assert rows[0][0] == "Anthropic"
    assert float(rows[0][2]) > 1


def test_a_silent_market_says_why_there_is_nothing() -> None:
    sections = {one.id: one for one in topics(InventedHistory(), Floors.load(), END)}

    for name in ("places", "cheapest", "lag", "dispersion"):
        assert sections[name].why_not
    assert all(one.why_not or one.points for one in sections.values())
