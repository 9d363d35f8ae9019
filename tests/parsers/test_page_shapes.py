"""Prices on a shop's own page, however its markup lays them out."""

import pytest
from growth import growth
from pages import page

from market.claims import Price
from parsers.read import read_visit
from parsers.sites.page import ShopPage

HERE = "https://otter-relay.example/"
IN, OUT = "1m_input_tokens", "1m_output_tokens"

SHAPES = [
    (
        (
            "<table><tr><th></th><th>Claude Sonnet 4.5</th><th>GPT-5</th></tr>"
            "<tr><td>Input ($/1M)</td><td>$0.9</td><td>$0.4</td></tr></table>"
        ),
        {("Claude Sonnet 4.5", "0.9", IN), ("GPT-5", "0.4", IN)},
    ),
    (
        (
            "<table><tr><th rowspan=2>模型</th><th colspan=2>价格 (元/百万 tokens)</th></tr>"
            "<tr><th>输入</th><th>输出</th></tr>"
            "<tr><td>claude-sonnet-4-5</td><td>2</td><td>10</td></tr></table>"
        ),
        {("claude-sonnet-4-5", "2", IN), ("claude-sonnet-4-5", "10", OUT)},
    ),
    (
        (
            "<table><tr><td>模型</td><td>输入价格 $/1M</td></tr>"
            "<tr><td>gpt-5</td><td>0.4</td></tr><tr><td>claude-opus-4-5</td><td>1.5</td></tr></table>"
        ),
        {("gpt-5", "0.4", IN), ("claude-opus-4-5", "1.5", IN)},
    ),
    (
        (
            "<table><tr><th>厂商</th><th>模型</th><th>输入 $/1M</th></tr>"
            "<tr><td rowspan=2>Anthropic</td><td>claude-sonnet-4-5</td><td>0.9</td></tr>"
            "<tr><td>claude-opus-4-5</td><td>1.5</td></tr></table>"
        ),
        {("claude-sonnet-4-5", "0.9", IN), ("claude-opus-4-5", "1.5", IN)},
    ),
    (
        (
            "<div role=table><div role=row><b role=columnheader>Model</b>"
            "<b role=columnheader>Input $/1M</b></div>"
            "<div role=row><b role=cell>gpt-5</b><b role=cell>0.4</b></div></div>"
        ),
        {("gpt-5", "0.4", IN)},
    ),
    (
        (
            "<dl><dt>GPT-5</dt><dd>$0.4 / 1M input tokens</dd>"
            "<dt>ChatGPT Plus account</dt><dd>$6</dd></dl>"
        ),
        {("GPT-5", "0.4", IN), ("ChatGPT Plus", "6", "account")},
    ),
    (
        "<button><div>ChatGPT Plus 1 month</div><div>1 490 ₽</div></button>",
        {("ChatGPT Plus", "1490", "month")},
    ),
    (
        (
            "<h2>Claude Pro account</h2><select><option>Choose</option>"
            "<option>1 month — $12</option></select>"
        ),
        {("Claude Pro", "12", "month")},
    ),
    (
        (
            '<div class="card"><div class="card-header"><h3>Claude Pro account</h3></div>'
            '<div class="card-body"><p><del>$20</del> $12</p></div></div>'
        ),
        {("Claude Pro", "12", "account")},
    ),
]


@pytest.mark.parametrize(("markup", "prices"), SHAPES, ids=range(len(SHAPES)))
def test_a_price_is_read_with_its_model(markup: str, prices: set[tuple[str, str, str]]) -> None:
    body = f"<html><title>Otter</title><body><p>购买 buy, Claude API</p>{markup}</body></html>"
    values = [one.value for each in read_visit([page(body, HERE)]).listings for one in each.facts]
    found = {
        (one.model, str(one.amount), one.per)
        for one in values
        if isinstance(one, Price) and not one.withdrawn
    }

    assert found == prices


def test_a_row_keeps_its_key_where_its_maker_spans_it() -> None:
    """What a row is known by is its own, and not what hangs over from above."""
    rows = "<tr><td rowspan=2>A</td><td>one 1R</td></tr><tr><td>two 2R</td></tr>"
    keys = [one.key for one in ShopPage().listings(page(f"<table>{rows}</table>"))]

    assert keys == ["row:a", "row:two-2r"]


def test_spans_beyond_all_measure_are_cut() -> None:
    cell = "<td colspan=9999 rowspan=9999>1R</td>"
    body = "<table>" + f"<tr>{cell * 50}</tr>" * 500 + "</table>"

    assert len(list(ShopPage().listings(page(body)))) == 500


@pytest.mark.parametrize(
    "build",
    [
        lambda many: "<table><tr>" + "<td rowspan=999 colspan=60>1R</td>" * many,
        lambda many: "<table>" + "<tr><td rowspan=2>1R</td><td>2R</td></tr>" * many,
        lambda many: "<dl>" + "<dt>a</dt><dd>1R</dd>" * many,
        lambda many: "<select>" + "<option>1R</option>" * many,
        lambda many: "<button>" * many + "1R",
    ],
)
def test_time_grows_with_the_page(build: object) -> None:
    def cost_of(many: int) -> object:
        return list(ShopPage().listings(page(build(many))))  # type: ignore[operator]

    assert growth(cost_of, 1_000, 4) < 10
