"""A listing is read as a whole."""

from decimal import Decimal

from market.claims import Discount, Price, TopUp, kind_of
from market.types import Listing
from parsers.readers import read
from parsers.readers.lexer.lexer import LETTERS


def _read(text: str, context: str = "") -> list[object]:
    facts = read(Listing(key="1", title="", text=text, context=context))
    assert all(text[fact.span[0] : fact.span[1]] == fact.quote for fact in facts)
    return [fact.value for fact in facts]


def test_an_equation_is_a_top_up_and_a_wording_is_a_price() -> None:
    """No amount is told twice, once as either."""
    kinds = [kind_of(value) for value in _read("1元=1刀，官转 2.5R 一刀")]

    assert [kind for kind in kinds if kind in ("top_up", "price")] == ["top_up", "price"]


def test_a_table_head_gives_its_unit_to_bare_numbers() -> None:
    """The head stands in the listing's context; the spans in its text."""
    values = _read("| claude-sonnet-4-5 | 1.5 | 7.5 |", "| 模型 | 输入 元/百万 | 输出 元/百万 |")

    assert [(v.amount, v.per) for v in values if isinstance(v, Price)] == [
        (Decimal("1.5"), "1m_input_tokens"),
        (Decimal("7.5"), "1m_output_tokens"),
    ]


def test_a_slash_list_that_fits_no_list_of_names_is_refused() -> None:
    """Two names and three discounts: nobody can say whose they are."""
    assert not any(isinstance(v, Discount) for v in _read("Claude / Codex 低至 3 / 2 / 1 折"))


def test_struck_through_words_are_withdrawn() -> None:
    """Said, and taken back: the fact is kept and marked."""
    old, new = (v for v in _read("~~0.8R 一刀~~ 现在 0.5R 一刀") if isinstance(v, Price))

    assert (old.withdrawn, new.withdrawn) == (True, False)


def test_a_wish_is_no_offer() -> None:
    """The first line says that somebody looks for a seller."""
    assert _read("求一个 Claude 中转\n预算 0.5R 一刀，充值 1:1") == []


def test_the_same_rate_said_twice_is_one_claim() -> None:
    """ "充值 1:1，1 元=1 美元额度" says one thing."""
    assert [v for v in _read("充值 1:1，1 元=1 美元额度") if isinstance(v, TopUp)] == [
        TopUp(Decimal(1), "CNY", "text")
    ]


def test_a_listing_without_text_states_nothing() -> None:
    """A structured row has its facts already."""
    assert read(Listing(key="1", title="", text="")) == ()


def test_a_letter_of_a_shape_stands_for_one_kind_of_token() -> None:
    """Only words that mean nothing by themselves share a letter."""
    letters = [letter for letter in LETTERS.values() if letter != "."]

    assert len(letters) == len({*letters})
