"""The official prices that are shipped."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from market.pricebook import PriceBook
from market.prices import PriceRow, dump_rows, parse_rows
from market.types import Unit

BOOK = PriceBook.load()
SPRING_2025, SUMMER_2026 = date(2025, 3, 15), date(2026, 8, 1)

PRICES = [
    ("anthropic", "claude-sonnet-4-5", Unit.INPUT, date(2026, 1, 1), "3"),
    ("anthropic", "claude-sonnet-4-5", Unit.OUTPUT, date(2026, 1, 1), "15"),
    ("anthropic", "claude-sonnet-4-5", Unit.CACHE_READ, date(2026, 1, 1), "0.3"),
    ("anthropic", "claude-sonnet-4-5", Unit.CACHE_WRITE, date(2026, 1, 1), "3.75"),
    ("anthropic", "claude-3-opus", Unit.INPUT, SPRING_2025, "15"),
    ("anthropic", "claude-3-haiku", Unit.INPUT, SPRING_2025, "0.25"),
    ("anthropic", "claude-opus-4-5", Unit.OUTPUT, SUMMER_2026, "25"),
    ("openai", "gpt-5", Unit.INPUT, date(2025, 9, 1), "1.25"),
    ("openai", "gpt-5.4", Unit.CACHE_READ, SUMMER_2026, "0.25"),
    ("openai", "gpt-4.5-preview", Unit.INPUT, SPRING_2025, "75"),
    ("google", "gemini-1.5-pro", Unit.INPUT, SPRING_2025, "1.25"),
    ("google", "gemini-1.5-flash-8b", Unit.INPUT, SPRING_2025, "0.0375"),
    ("google", "gemini-2.0-flash", Unit.OUTPUT, SPRING_2025, "0.4"),
    ("deepseek", "deepseek-chat", Unit.INPUT, SPRING_2025, "0.27"),
    ("deepseek", "deepseek-r1", Unit.INPUT, SPRING_2025, "0.55"),
    ("xai", "grok-4", Unit.INPUT, date(2025, 8, 1), "3"),
    ("zhipu", "glm-4.6", Unit.INPUT, SUMMER_2026, "0.6"),
    ("moonshot", "kimi-k3", Unit.OUTPUT, SUMMER_2026, "15"),
    ("alibaba", "qwen3-max", Unit.INPUT, SUMMER_2026, "1.2"),
    ("minimax", "minimax-m2", Unit.INPUT, SUMMER_2026, "0.3"),
    # a change is a new row, and the past keeps its price
    ("openai", "o3", Unit.INPUT, date(2025, 6, 9), "10"),
    ("openai", "o3", Unit.INPUT, date(2025, 6, 10), "2"),
    ("openai", "gpt-5.6-luna", Unit.INPUT, date(2026, 7, 29), "1"),
    ("openai", "gpt-5.6-luna", Unit.INPUT, date(2026, 7, 30), "0.2"),
    # plans
    ("anthropic", "claude-max-20x", Unit.MONTH, SUMMER_2026, "200"),
    ("openai", "chatgpt-plus", Unit.MONTH, SUMMER_2026, "20"),
    ("openai", "chatgpt-team", Unit.MONTH, SUMMER_2026, "30"),
    ("google", "google-ai-ultra", Unit.MONTH, SUMMER_2026, "249.99"),
    ("xai", "supergrok", Unit.MONTH, SUMMER_2026, "30"),
    ("cursor", "cursor-ultra", Unit.MONTH, SUMMER_2026, "200"),
    # unknown
    ("openai", "gpt-5", Unit.INPUT, date(2025, 1, 1), None),
    ("openai", "gpt-17", Unit.INPUT, SUMMER_2026, None),
    ("anthropic", "claude-max-20x", Unit.MONTH, date(2024, 1, 1), None),
]


@pytest.mark.parametrize(("provider", "model", "unit", "on", "usd"), PRICES)
def test_the_book_knows_a_price_on_a_day(
    provider: str, model: str, unit: Unit, on: date, usd: str | None
) -> None:
    """None is unknown; it is never zero."""
    price = BOOK.price(provider, model, unit, on)

    assert price == (None if usd is None else Decimal(usd))


def test_nothing_in_the_book_is_free_or_out_of_order() -> None:
    """A zero would need both tables to say free; a model and unit has one row a day."""
    starts = [(row.cell, row.valid_from) for row in BOOK.rows()]

    assert all(row.usd > 0 for row in BOOK.rows())
    assert len(starts) == len(set(starts))


def test_the_shipped_file_is_as_it_would_be_written() -> None:
    """Sorted and in one spelling, so that a refresh shows as added lines only."""
    text = (files("market") / "data" / "prices.csv").read_text("utf-8")

    assert dump_rows(parse_rows(text)) == text


def test_a_row_on_which_the_tables_differ_says_so() -> None:
    """Both numbers are kept, with which one is followed."""
    row = BOOK.row("deepseek", "deepseek-v4-pro", Unit.INPUT, date(2026, 11, 1))

    assert row is not None
    assert row.disagrees
    assert (row.usd, row.genai, row.litellm) == (Decimal("0.66"), Decimal("0.66"), Decimal("1.32"))
    assert "genai-prices followed" in row.note


def test_further_rows_leave_the_past_alone() -> None:
    """A later list price does not re-price the past."""
    later = PriceRow("openai", "gpt-5", Unit.INPUT, Decimal(2), date(2026, 9, 1), "vendor")
    book = BOOK.replaced([later])

    assert book.price("openai", "gpt-5", Unit.INPUT, date(2026, 8, 31)) == Decimal("1.25")
    assert book.price("openai", "gpt-5", Unit.INPUT, date(2026, 9, 1)) == Decimal(2)
