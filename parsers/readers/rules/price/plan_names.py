"""Names that stand for something sold by the month: plans, and families beside a word for accounts
or subscriptions ("Claude 成品号", "аккаунт ChatGPT", "Claude plans").
"""

import re
from functools import lru_cache

from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.lexer.tokens import scan as scan_of

_GENERIC = frozenset({"个", "每个", "each", "apiece", "位", "tk"})
_PRICED = re.compile(r"M[-=l]{0,2}m(?![/.]?[tucm])")
_FIRST = 8  # tokens
_NEAR = 2  # tokens between a family's name and the word that makes it a plan


def is_sold(scan: Scan, at: int) -> bool:
    """Whether a name is a plan's, or has a word for accounts or subscriptions beside it, or stands
    right before its price under such a word.
    """
    if is_plan(scan.tokens[at].text):
        return True
    near = scan.tokens[max(0, at - 1) : at] + scan.tokens[at + 1 : at + 1 + _NEAR]
    if any(_is_seat(token) for token in near):
        return True
    priced = _PRICED.match(scan.shape, at)
    return priced is not None and _opens_with_seats(scan.folded.original)


def _is_seat(token: Token) -> bool:
    account = token.value == "account" and token.text not in _GENERIC
    return account or token.value == "subscription"


@lru_cache(maxsize=8)
def _opens_with_seats(text: str) -> bool:
    """Whether the first words of a listing speak of accounts or subscriptions."""
    return any(_is_seat(token) for token in scan_of(text).tokens[:_FIRST])
