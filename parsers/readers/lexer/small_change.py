"""What is said behind a currency and belongs to the amount: 3块5 is 3.5, 一毛五 0.15, 三块五毛 3.5,
1tr2 (Vietnamese) 1.2 million.
"""

from decimal import Decimal

from parsers.readers.lexer.token import Token

_FOLLOWED = {"块": 1, "毛": 1, "元": 1, "tr": 3}  # digits that may follow
_COINS = frozenset({"毛", "毛钱", "角", "分", "分钱"})
_NOTHING = (Token(";", 0, 0, "\n"),) * 2  # behind the last token
_NUMERALS = "一二三四五六七八九"


def small_change(tokens: list[Token], at: int) -> tuple[int, Decimal]:
    """Tokens behind the currency at this place that are change, and their worth."""
    if not _touches(tokens, at) and not _ends_a_clause(tokens, at):
        return 0, Decimal(0)
    currency, digits = tokens[at], tokens[at + 1]
    coin = tokens[at + 2] if _touches(tokens, at + 1) else None
    if coin is not None and _is_coin(coin, currency) and digits.kind == "n" and digits.amount:
        return 2, digits.amount * _scale(coin)
    many = _FOLLOWED.get(currency.text, 0)
    numeral = _numeral(digits.text)
    if not numeral or len(numeral) > many or (coin is not None and coin.kind in "cupxzt%"):
        return 0, Decimal(0)  # 3块5个: the digit counts something itself
    return 1, Decimal(f"0.{numeral}") * _scale(currency)


def _ends_a_clause(tokens: list[Token], at: int) -> bool:
    """ "1 毛 2，": one digit behind a blank with nothing to count."""
    digits, stop = [*tokens[at + 1 : at + 3], *_NOTHING][:2]
    if _FOLLOWED.get(tokens[at].text) != 1 or len(digits.text) != 1 or not digits.text.isdigit():
        return False
    return digits.start - tokens[at].end == 1 and stop.kind in ",;)|"


def _touches(tokens: list[Token], at: int) -> bool:
    """Whether a token follows without a blank."""
    return at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end


def _is_coin(coin: Token, currency: Token) -> bool:
    """Whether it is small money of the same kind: "一块五毛", but not "一刀六毛"."""
    return coin.text in _COINS and coin.value.endswith(currency.value.rpartition(" ")[2])


def _numeral(text: str) -> str:
    """The digits of a small number, those of a Chinese one as well; empty for anything else."""
    if len(text) == 1 and text in _NUMERALS:
        return str(_NUMERALS.index(text) + 1)
    return text if text.isascii() and text.isdigit() else ""


def _scale(currency: Token) -> Decimal:
    scale, _, _ = currency.value.rpartition(" ")
    return Decimal(scale or "1")
