"""What a cell is for, by its column's head, the other heads of its row and the row's own name."""

import re

from parsers.readers.around import Said
from parsers.readers.rules.table import grid
from parsers.readers.rules.table.grid import Place, Row
from parsers.readers.rules.table.heads import PRICED, Head, role

_COMPARED = frozenset({"official", "average"})
_SELLERS = re.compile(
    r"provider|vendor|platform|供应商|厂商|服务商|平台|站点|渠道|nền tảng|платформ|поставщик"
)
# "官方", "OpenAI official API", "Direct": a row of what the makers ask
_MAKERS = r"(?:openai|anthropic|google|deepseek|xai|azure openai|moonshot)"
_MAKERS_ROW = re.compile(
    rf"\W{{0,9}}(?:{_MAKERS}\W{{0,3}})?"
    r"(?:官方|官网|原厂|official|direct|официальн\w{2,4}|chính hãng|resmi|oficial)"
    r"(?: ?(?:api|价格?|定价|直连|price|pricing|direct|rate)){0,2}\W{0,9}"
)
_MAKER = re.compile(rf"\W{{0,9}}{_MAKERS}(?: ?api)?\W{{0,9}}")


def role_of(told: Said, row: Row, head: Head, cell: Place) -> str:
    """The role of one cell; a column of money beside official prices, of a period, of a plan or
    with a discount in its head is what the shop itself asks.
    """
    shape = told.text.shape[slice(*cell)]
    if not set("mn") & set(shape):
        return head.role
    if head is not row.heads[0] and _is_makers(told, row):
        return "official"
    if head.role == "saving" and head.percent_off and "m" in shape:
        return "price"
    return _among_others(told, row, head) or _unnamed(told, row, head, shape)


def _among_others(told: Said, row: Row, head: Head) -> str:
    """A price beside a reduced one was asked before; a retail price beside a wholesale one is the
    shop's own.
    """
    others = {other.role for other in row.heads if other is not head}
    if head.role == "price" and "sale" in others and _has_amount(told, row, "sale"):
        return "official"
    if head.role == "official" and "retail" in head.words and "partner" in others:
        return "price"
    return head.role


def _has_amount(told: Said, row: Row, role: str) -> bool:
    cells = (c for h, c in zip(row.heads, row.cells, strict=True) if h.role == role)
    return any(set("mn") & set(told.text.shape[slice(*cell)]) for cell in cells)


def _unnamed(told: Said, row: Row, head: Head, shape: str) -> str:
    """The role of a column whose head says none."""
    compared = any(other.role in _COMPARED for other in row.heads)
    of_plan = any(token.kind == "M" for token in head.tokens)
    if of_plan and (by_row := row_role(told, row)) in PRICED | {"multiplier", "official"}:
        return by_row
    return "price" if head.unit or ((compared or of_plan) and "m" in shape) else ""


def side_of(told: Said, row: Row) -> str:
    """ "in" or "out" by the row's own name: "Input price", "Sonnet 输出"."""
    low, high = row.cells[0]
    sides = {token.value for token in told.text.tokens[low:high] if token.kind == "i"}
    return sides.pop() if len(sides) == 1 else ""


def row_role(told: Said, row: Row) -> str:
    """What a row is for where the columns are of models: "| Input | ¥9 | ¥8 |"."""
    return role(_name(told, row))


def _is_makers(told: Said, row: Row) -> bool:
    words = _name(told, row)
    by_name = _MAKER.fullmatch(words) is not None and _SELLERS.search(row.heads[0].words)
    return _MAKERS_ROW.fullmatch(words) is not None or bool(by_name)


def _name(told: Said, row: Row) -> str:
    return grid.words(told.text, *row.cells[0])[:_LONGEST]


_LONGEST = 80  # characters of a row's name
