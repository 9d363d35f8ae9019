"""Two published tables in, dated rows out, and what a refresh adds."""

import json
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from market.prices import PriceRow, Quote, build, disagreements, dump_rows, parse_rows, refresh
from market.prices.tables import genai_quotes, installed_genai_quotes, litellm_quotes
from market.types import Unit

MARCH, AUGUST, NOVEMBER = date(2026, 3, 1), date(2026, 8, 1), date(2026, 11, 1)


def quote(model: str, usd: str, **more: Any) -> Quote:
    """An input price of an OpenAI model."""
    return Quote("openai", model, Unit.INPUT, Decimal(usd), **more)


def told(rows: tuple[PriceRow, ...]) -> list[tuple[str, str, date | None, str]]:
    """Model, price, start and source of each row."""
    return [(row.model, str(row.usd), row.valid_from, row.source) for row in rows]


def test_a_dated_change_is_a_row_of_its_own() -> None:
    """The first price holds since ever, the second from its day on."""
    rows = build([quote("gpt-9", "2"), quote("gpt-9", "1", since=AUGUST)], [])

    assert told(rows) == [
        ("gpt-9", "2", None, "genai-prices"),
        ("gpt-9", "1", AUGUST, "genai-prices"),
    ]


def test_where_both_tables_agree_the_row_says_both() -> None:
    """The source of an agreed price is both."""
    rows = build([quote("gpt-9", "2")], [quote("gpt-9", "2", seen=NOVEMBER)])

    assert told(rows) == [("gpt-9", "2", None, "both")]


def test_where_the_tables_differ_both_numbers_are_kept() -> None:
    """genai-prices is followed, and the row says why."""
    (row,) = build([quote("gpt-9", "2")], [quote("gpt-9", "3", seen=NOVEMBER)])

    assert disagreements([row]) == (row,)
    assert (row.usd, row.genai, row.litellm) == (Decimal(2), Decimal(2), Decimal(3))


def test_a_table_without_dates_is_dated_by_its_copies() -> None:
    """The first copy that shows a change dates it."""
    copies = [quote("gpt-9", "2", seen=MARCH), quote("gpt-9", "1", seen=AUGUST)]
    rows = build([], [*copies, quote("gpt-9", "1", seen=NOVEMBER)])

    assert told(rows) == [("gpt-9", "2", None, "litellm"), ("gpt-9", "1", AUGUST, "litellm")]


def test_a_dated_id_is_the_plain_model_while_it_costs_the_same() -> None:
    """gpt-9-2026-02-03 dates the release; gpt-9-2026-01-01 costs more and stays its own model."""
    copies = [
        quote("gpt-9", "2", seen=MARCH),
        quote("gpt-9-2026-02-03", "2", seen=MARCH),
        quote("gpt-9-2026-01-01", "5", seen=MARCH),
    ]

    assert told(build([], copies)) == [
        ("gpt-9", "2", date(2026, 2, 3), "litellm"),
        ("gpt-9-2026-01-01", "5", date(2026, 1, 1), "litellm"),
    ]


def test_the_price_of_most_hours_is_the_list_price() -> None:
    """A peak of seven hours is a peak; a "discount" of eight hours is a discount."""
    peak = [quote("gpt-9", "1"), quote("gpt-9", "2", hours=Decimal(7))]
    night = [quote("gpt-8", "1"), quote("gpt-8", "2", hours=Decimal(16))]

    assert [(row.model, row.usd) for row in build(peak + night, [])] == [
        ("gpt-8", Decimal(2)),
        ("gpt-9", Decimal(1)),
    ]


def test_genai_prices_objects_become_quotes() -> None:
    """Tiers count with the first one, hours are counted, other vendors' models are left out."""
    tiered = SimpleNamespace(base=Decimal(3))
    peak = SimpleNamespace(start_time=time(1), end_time=time(4))
    prices = [
        SimpleNamespace(constraint=None, prices=SimpleNamespace(input_mtok=tiered)),
        SimpleNamespace(constraint=peak, prices=SimpleNamespace(input_mtok=Decimal(6))),
    ]
    models = [SimpleNamespace(id="GPT-9", prices=prices), SimpleNamespace(id="claude-9", prices=[])]
    vendors = [SimpleNamespace(id="openai", models=models), SimpleNamespace(id="x", models=models)]

    assert list(genai_quotes(vendors)) == [
        quote("gpt-9", "3"),
        quote("gpt-9", "6", hours=Decimal(3)),
    ]


def test_litellm_rows_become_quotes_for_a_million_tokens() -> None:
    """Exact decimals; zero is unknown; sized images and other vendors are left out."""
    row = {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1.25e-06}
    table = {
        "gpt-9": {**row, "output_cost_per_token": 0.0},
        "azure/gpt-9": {**row, "litellm_provider": "azure"},
        "high/1024-x-1024/gpt-image-9": {**row, "mode": "image_generation"},
        "gpt-9-realtime": row,
    }

    assert litellm_quotes(json.dumps(table), NOVEMBER) == [quote("gpt-9", "1.25", seen=NOVEMBER)]


def test_the_installed_table_can_be_read() -> None:
    """The development dependency still has the shape we read."""
    assert len(installed_genai_quotes()) > 500


def test_a_file_of_rows_reads_back_as_it_was_written() -> None:
    """CSV and back, in any order."""
    rows = build([quote("gpt-9", "2"), quote("gpt-9", "1", since=AUGUST)], [quote("gpt-9", "1.5")])

    assert dump_rows(parse_rows(dump_rows(reversed(rows)))) == dump_rows(rows)


def row(usd: str, valid_from: date | None = None, model: str = "gpt-9") -> PriceRow:
    """A row of the book."""
    return PriceRow("openai", model, Unit.INPUT, Decimal(usd), valid_from, "genai-prices")


def test_a_refresh_adds_rows_and_edits_none() -> None:
    """A change starts on its stated day, else on the day of the refresh."""
    known = (row("2"), row("5", model="gpt-8"))
    fresh = [row("2"), row("1", AUGUST), row("4", model="gpt-8"), row("7", model="gpt-7")]
    done = refresh(known, fresh, NOVEMBER)

    assert done.rows[:2] == known
    assert done.added == (row("1", AUGUST), row("4", NOVEMBER, "gpt-8"), row("7", model="gpt-7"))


def test_a_refresh_takes_announced_prices_over() -> None:
    """A price of a day to come is kept for that day."""
    coming = row("4", date(2027, 1, 1))
    done = refresh([row("2")], [row("2"), coming], NOVEMBER)

    assert done.added == (coming,)


def test_a_price_that_follows_one_table_stays_while_that_table_says_so() -> None:
    """What the other table says is a disagreement, not a change."""
    followed = replace(row("3"), source="litellm", litellm=Decimal(3))
    fresh = replace(row("2"), genai=Decimal(2), litellm=Decimal(3))
    done = refresh([followed], [fresh], NOVEMBER)

    assert done.added == ()
    assert done.disagreeing == (fresh,)


def test_refreshing_again_adds_nothing() -> None:
    """The same tables on the same day change nothing."""
    fresh = [row("2"), row("1", AUGUST), row("4", date(2027, 1, 1))]
    once = refresh([row("3")], fresh, NOVEMBER)

    assert refresh(once.rows, fresh, NOVEMBER).added == ()


def test_a_refresh_shows_disagreements() -> None:
    """What the two tables do not agree on is listed each time."""
    doubtful = replace(row("2"), genai=Decimal(2), litellm=Decimal(3))

    assert refresh([], [doubtful], NOVEMBER).disagreeing == (doubtful,)
