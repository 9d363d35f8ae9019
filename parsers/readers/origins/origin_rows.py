"""Supply words that stand together: what touches or is joined is one claim ("官方资源和AWS渠道"),
and a cloud listed with one that counts is another ("Max 号池、AWS、官转").
"""

from collections.abc import Iterator
from itertools import pairwise

from parsers.readers.origins.origins import Word, origin_words
from parsers.readers.origins.setting import Setting
from parsers.readers.text.words import vocabulary

Row = list[Word]
_LIST = frozenset(",，、/|")
_LISTED = frozenset({"cloud", "client"})  # roles of words that count in a list with others


def claimed(sentence: str, where: Setting) -> Iterator[tuple[int, int]]:
    """Places of what the sentence claims, from left to right."""
    rows = list(_rows(sentence, where))
    counting = [any(word.counts for word in row) and not row[0].denied for row in rows]
    steps = list(pairwise(range(len(rows))))
    for one, other in [*steps, *((after, at) for at, after in reversed(steps))]:
        if counting[one] and _is_listed(sentence, rows[one], rows[other]):
            counting[other] = True
    denied = False
    for at, row in enumerate(rows):
        after = at > 0 and _between(sentence, rows[at - 1], row) == "、"  # "无逆向、反代"
        denied = row[0].denied or (denied and after)
        if counting[at] and not denied:
            yield _place(row)


def _rows(sentence: str, where: Setting) -> Iterator[Row]:
    row: Row = []
    for word in origin_words(sentence, where):
        if row and not _is_joined(sentence[row[-1].end : word.start]):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _is_joined(gap: str) -> bool:
    between = gap.strip(" -·")
    return not between or between in vocabulary("supply")["beside"]["joint"]


def _is_listed(sentence: str, one: Row, other: Row) -> bool:
    """Whether this row is listed beside that one, and made of names that then count."""
    beside = _between(sentence, *sorted((one, other), key=lambda row: row[0].start)) in _LIST
    return beside and all(word.role in _LISTED for word in other)


def _between(sentence: str, one: Row, other: Row) -> str:
    return sentence[one[-1].end : other[0].start].strip()


def _place(row: Row) -> tuple[int, int]:
    """Without the products that lead it: "Codex 福利分组" speaks of the group. What is glued to
    the first other word belongs to it.
    """
    first = next((at for at, word in enumerate(row) if word.counts or word.role in _LISTED), 0)
    while first and row[first - 1].end == row[first].start:
        first -= 1
    return row[first].start, row[-1].end
