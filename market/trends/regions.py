"""Where a channel sells, from what it states itself: how one pays, in which currency, in which
script it writes. The rule is declared in ``market/data/regions.csv``; an inference, never proof.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

UNKNOWN, SEVERAL = "unknown", "several"

# In this order: a way to pay binds the buyer most, a script only says who can read it.
SIGNS = ("payment", "currency", "script")
_FEWEST = 6  # letters of a script below which it may be a name or a decoration

# Vietnamese shares its other accents with Portuguese and Romanian.
_SCRIPTS = {
    "kana": re.compile("[\u3041-\u30ff]"),
    "hangul": re.compile("[\uac00-\ud7a3]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "thai": re.compile("[\u0e00-\u0e7f]"),
    "vietnamese": re.compile("[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0110\u0111]"),
    "han": re.compile("[\u4e00-\u9fff]"),
}
_KANA_IN_JAPANESE = 0.1  # of its Han and kana; a Chinese text may hold a の


@dataclass(frozen=True, slots=True)
class Signs:
    """What one channel states."""

    payments: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    texts: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Region:
    """Where a channel sells and which kind of sign says so ("" where none does)."""

    value: str
    by: str = ""


def region(signs: Signs) -> Region:
    """The region that the strongest kind of sign names; "several" where it names more than one,
    "unknown" where no sign names any (dollars, stablecoins, cards and Latin letters name none).
    """
    script = script_of(signs.texts)
    told = {
        "payment": signs.payments,
        "currency": signs.currencies,
        "script": frozenset({script} if script else ()),
    }
    for kind in SIGNS:
        named = {rules()[kind, value] for value in told[kind] if (kind, value) in rules()}
        if named:
            return Region(named.pop() if len(named) == 1 else SEVERAL, kind)
    return Region(UNKNOWN)


def regions(signs: Mapping[str, Signs]) -> dict[str, str]:
    """By channel, where it sells."""
    return {channel: region(stated).value for channel, stated in signs.items()}


def script_of(texts: Iterable[str]) -> str | None:
    """The script most letters are of, Latin aside; None where there are next to none."""
    counted = _letters(texts)
    eastern = counted["kana"] + counted["han"]
    if counted["kana"] and counted["kana"] >= eastern * _KANA_IN_JAPANESE:
        counted["kana"] = eastern
    most = max(_SCRIPTS, key=lambda name: counted[name])
    return most if counted[most] >= _FEWEST else None


def _letters(texts: Iterable[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in texts:
        for name, letters in _SCRIPTS.items():
            counted[name] += len(letters.findall(text))
    return counted


@cache
def rules() -> Mapping[tuple[str, str], str]:
    """The declared rule: by kind of sign and value, the region."""
    text = (files("market") / "data" / "regions.csv").read_text("utf-8")
    return {(row["sign"], row["value"]): row["region"] for row in csv.DictReader(io.StringIO(text))}
