"""The morning in a terminal."""

import pytest
from invented_memory import LAST, RUN, InventedMemory, compare, sample

from reports.collect import collect
from reports.summary import told


def test_the_morning_fits_on_twenty_lines() -> None:
    lines = told(collect(sample(), compare, LAST, RUN))

    assert lines[0] == "resalewatch, night of 2026-07-15"
    assert 10 <= len(lines) <= 20
    assert any("median of 10 operators asks 9.8% of the official price" in line for line in lines)
    assert any(line.startswith("  source kedou.example: no longer in the shape") for line in lines)


def test_a_list_price_that_moved_is_named_beside_the_change_it_caused() -> None:
    (openai,) = [line for line in _summary(sample()) if line.startswith("OpenAI")]

    assert openai.endswith("+27.4% for the 9 also seen a week ago (list prices moved too).")


def _summary(memory: InventedMemory) -> tuple[str, ...]:
    return collect(memory, compare, LAST, RUN).summary


def test_no_escape_sequence_of_a_seller_reaches_the_terminal() -> None:
    memory = sample()
    memory.meets("\x1b[2Jwipe.example", "x", "stations.example", 9)

    assert not any("\x1b" in line for line in told(collect(memory, compare, LAST, RUN)))


@pytest.mark.parametrize("operators", [1, 2])
def test_a_provider_with_too_few_operators_is_not_in_the_summary(operators: int) -> None:
    memory = InventedMemory(nights=[LAST])
    for number in range(operators):
        memory.sells(f"c{number}.example", "xai", "grok-5", "1m_input_tokens", "1")

    assert not any("xAI" in line for line in _summary(memory))
