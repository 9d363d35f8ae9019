"""The money of a bare amount: what the listing names elsewhere, or what "89k", "1,5 triệu" and
"188一个月" mean in the language they are said in.
"""

import re
from functools import lru_cache

from parsers.readers.around import Said
from parsers.readers.lexer.tokens import Scan
from parsers.readers.lexer.tokens import scan as scan_of

_VIETNAMESE = re.compile(
    r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"
    r"|(?<![a-z])(?:tk|tháng|thang|năm|gói|tai khoan)(?![a-z])"
)
_INDONESIAN = re.compile(r"(?<![a-z])(?:bulan|akun|harga|garansi|hari|tahun|ribu|juta)(?![a-z])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[ぁ-ヿ]")
_SHORTENED = re.compile(r"\d ?(?:k|ribu|juta|nghìn|ngàn|triệu)$")
_YUAN_PERIODS = frozenset(
    {"一个月", "包月", "一年", "包年", "月卡", "年卡", "周卡", "日卡", "季卡"}
)
_FAR = 2000  # characters that show a language


def money_of(told: Said, at: int) -> str | None:
    """The currency of the number at this token; None where nothing tells it."""
    token = told.text.tokens[at]
    if token.value:
        return token.value
    named = _named(told.text.folded.original) | _named(told.head.folded.original)
    if is_chinese(told.text):
        named -= {"USD"}  # in a Chinese text dollars are what is used, yuan what is paid
    if len(named) == 1:
        return next(iter(named))
    if not named and (said := currency_said(told.text, 0, len(told.text.tokens))):
        return said
    if is_shortened(told.text, at):
        return _of_language(told)
    behind = told.text.tokens[at + 1 : at + 2]
    return "CNY" if behind and behind[0].text in _YUAN_PERIODS else None


def is_chinese(scan: Scan) -> bool:
    """Whether the text begins in Chinese."""
    words = scan.folded.text[:_FAR]
    return _HAN.search(words) is not None and _KANA.search(words) is None


def currency_said(scan: Scan, low: int, high: int) -> str | None:
    """The only currency these tokens name apart from any amount: "单位：元", "都是人民币"."""
    said = {t.value.rpartition(" ")[2] for t in scan.tokens[low:high] if t.kind == "c"}
    return said.pop() if len(said) == 1 else None


@lru_cache(maxsize=8)
def _named(text: str) -> frozenset[str]:
    """The moneys of all amounts in a text."""
    return frozenset(token.value for token in scan_of(text).tokens if token.kind == "m")


def is_shortened(scan: Scan, at: int) -> bool:
    """ "89k", "1,5 triệu": thousands and millions left to the ear."""
    return _SHORTENED.search(scan.tokens[at].text) is not None


def _of_language(told: Said) -> str | None:
    words = told.text.folded.text[:_FAR] + told.head.folded.text[:_FAR]
    if _VIETNAMESE.search(words):
        return "VND"
    return "IDR" if _INDONESIAN.search(words) else None
