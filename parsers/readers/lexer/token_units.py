"""A million or a thousand tokens as the unit of a price: "/M", "一百万 Token", "за 1 млн токенов",
"per 1M input tokens", "/1K tokens".
"""

import re
from decimal import Decimal

from parsers.readers.text.words import ALPHA

_MEGA = (
    r"(?:一|1)? ?(?:百万|100 ?万(?= ?トークン)|1[, .]?000[, .]?000|million(?:en|s)?"
    r"|mill[oó]n(?:es)?|milh[aã]o|mln|млн\.?|миллион\w{0,2}|mio\.?|tri[eệ]u|juta|milyon|100만|백만|مليون|1m|m)"
)
_KILO = r"(?:一|1)? ?(?:千|1[, .]?000|thousand|тыс\.?|mil|nghìn|ribu|bin|1k|k)"
_IN = r"input|prompt|входн\w{1,3}|входящ\w{1,3}|输入|入力"
_OUT = r"output|completion|выходн\w{1,3}|исходящ\w{1,3}|输出|出力"
_OF_TOKENS = (
    rf" ?[个の]? ?(?:of |de )?(?:{_IN}|{_OUT})? ?"
    r"(?:tokens?|toks?|токен\w{0,3}|トークン|토큰|توكن)(?![a-z])"
)
_PER_MANY = r"(?:(?:[/每]|per) ?)?"
# What else is counted by the million: calls, pictures, letters.
_NO_TOKENS = r"(?! ?(?:requests?|calls?|images?|users?|char|字符|次|张|gb|запрос))"
MTOK = (
    rf"{_PER_MANY}{_MEGA}{_OF_TOKENS}"
    # "/1M input", but not "输入 ¥0.72/M 输出 ¥2.89/M"
    rf"|{_PER_MANY}{_MEGA} (?:{_IN}|{_OUT})(?![{ALPHA}]| ?[:=]? ?[$¥€£₽]? ?\d)"
    # "1M 输入 1.2 元": at the beginning of what is said
    rf"|(?<![^\n,，;；、。:：(（|])1m ?(?:{_IN}|{_OUT})(?![{ALPHA}])"
    rf"|(?:/|每|per) ?(?:一|1)? ?(?:mtoks?|mtokens?|million|млн|triệu|m|百万)(?![{ALPHA}0-9])"
    rf"{_NO_TOKENS}"
    r"|mtoks?(?![a-z])"
)
KTOK = rf"{_PER_MANY}{_KILO}{_OF_TOKENS}|(?:/|per) ?(?:1 ?)?ktoks?(?![a-z0-9])"
_SIDES = (("in", re.compile(_IN)), ("out", re.compile(_OUT)))


def side(words: str) -> str:
    """ "in" or "out" where the unit itself says which tokens it counts."""
    return next((name for name, said in _SIDES if said.search(words)), "")


def scale(kind: str) -> Decimal:
    """How often the unit goes into a million tokens."""
    return Decimal(1000 if kind == "ktok" else 1)
