"""The patterns of the first look, made of the vocabularies: what each reader needs to find anything
at all. For RE2, which finds all of them in one pass.
"""

from collections.abc import Iterable, Iterator

from market import supply
from parsers.readers.paying.methods import FREE as PAID_BY
from parsers.readers.text.words import vocabulary
from parsers.readers.unit_patterns import FREE, either, stands_beside

_NUMERALS = "[0-9〇零一二两三四五六七八九十百千万亿半]"
_CELLS = r"[|{\t]|[\pL)][,;][0-9]|[\"'],|[\pL_\"')\]]\s?[:=]\s?[\"']?[0-9]"  # rows and code
_REACHED = r"\.[a-z]{2}|[0-9]{6}|@"  # hosts, numbers, handles
_LONGER = 6  # the same of words that count for much: "ratio", "half"
_SHORT = 3  # letters of a Latin word that is a piece of too many others: "cc", "az", "key"


def patterns() -> dict[str, str]:
    """Pattern by the name of what it shows."""
    goods = _free([*supply.words(), *_names(), *_spellings("looks", "trade")])
    apart = [*_spellings("looks", "apart"), *_multitudes(), *_spellings("words", "half")]
    return {
        "CONTACT": f"{_REACHED}|{either(_spellings('contacts', 'look'))}",
        "PAYMENT": _free(_payments(), short=_LONGER),
        "SUPPLY": _free(supply.words()),
        "TERMS": either(word for term in vocabulary("terms").values() for word in term["look"]),
        "STOCK": either(["|", *_spellings("counts", "stock"), *_nothing_left()]),
        "SOLD": either(["|", *_spellings("counts", "sold")]),
        "NUMERAL": _NUMERALS,
        "TRADE": goods,
        "BESIDE": stands_beside(goods),
        "APART": f"{_CELLS}|{_free(apart, short=_LONGER)}",
    }


def _spellings(name: str, section: str) -> Iterator[str]:
    for words in vocabulary(name)[section].values():
        yield from words


def _nothing_left() -> Iterator[str]:
    said = vocabulary("counts")["none"]
    return (word for key in ("said", "alone", "flags") for word in said[key])


def _multitudes() -> Iterator[str]:
    """Numbers that are words: "hundreds of billions"."""
    return (word for section in ("many", "scale") for word in _spellings("multitudes", section))


def _payments() -> Iterator[str]:
    for section in (*PAID_BY, "column"):
        yield from _spellings("payments", section)


def _names() -> Iterator[str]:
    for section in ("family", "plan", "hint"):
        yield from _spellings("names", section)


def _free(words: Iterable[str], short: int = _SHORT) -> str:
    """Any of the words, the short Latin ones only where no letter touches them."""
    known = {word.partition("*")[0] for word in words}
    few = {word for word in known if len(word) <= short and word.isascii()}
    free = rf"{FREE}{either(few)}(?:{FREE}|http|www)"
    return f"{either(known - few)}|{free}" if few else either(known)
