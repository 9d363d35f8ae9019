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
    assert any("kedou.example (no longer in the shape we know)" in line for line in lines)


def test_what_matters_tonight_comes_first() -> None:
    """New channels, confirmed cuts, what could not be read; then the levels with their numbers."""
    lines = _summary(sample())

    assert lines[0] == (
        "2 new channels tonight: cardhouse.example and xiaopu.example."
        " 1 channel came with sources read for the first time: new to us, not news."
    )
    assert lines[1] == (
        "1 price cut confirmed by a second read: qingyun.example on Anthropic (−30%)."
    )
    assert "could not be read" in lines[2]
    assert "closed.example (closed to us by robots.txt)" in lines[2]
    assert lines[3].startswith("Anthropic relay API: the median of 10 operators")


def test_a_quiet_night_says_so_first() -> None:
    assert _summary(InventedMemory(nights=[LAST]))[:3] == (
        "No new channel tonight.",
        "No price cut was confirmed tonight.",
        "No source was due.",
    )


def test_what_sells_nothing_is_in_no_count() -> None:
    market = collect(sample(), compare, LAST, RUN).market

    assert market.apart == ("parked.example",)
    assert "parked.example" not in {line.key for line in market.channels}
    assert "parked.example" not in {cheap.channel for cheap in market.cheapest}
    assert not any(
        dot.operator == "parked.example" for cell in market.cells for dot in cell.tonight.dots
    )


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
