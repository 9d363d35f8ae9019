"""Where access is said to come from, by a seller's own words. A claim, never proof."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from market.namekeys import fold

# One text can name several origins; the first of these is taken, as the vocabulary's notes say.
_PRIORITY = (
    "official",
    "cloud",
    "mixed",
    "subscription_pool",
    "ide_client",
    "reverse",
    "trial_or_education",
)
# 非逆向, 无逆向, 不是反代, 绝不混池, not reverse, no account pool, без пула, не реверс
_DENIED = re.compile(
    r"(?:非|无|無|不是|绝不|绝非|拒绝|没有|并非|不含|不走|禁止|杜绝|not |no |non-|never |without |"
    r"не |без )(?:任何|任意|an? |any |the |使用)?$"
)
# "50% off the official price": what prices are measured by, and no source
_MEASURE = re.compile(r" (?:(?:list|api) )?(?:pric(?:e|es|ing)|rates?|costs?|(?:web)?sites?)\b")

# Of words that blanks bound: Latin with its accents, Greek, Cyrillic, Arabic
_LETTERS = r"a-z0-9\u00df-\u024f\u0370-\u0559\u0561-\u06ff\u1e00-\u1fff"

_FREE = re.compile(r"公益|福利|免费|\bfree\b", re.IGNORECASE)
_FARTHEST = 24  # characters that the longest of these and its filler take


@lru_cache(maxsize=20_000)
def origin(text: str) -> str:
    """The supply origin a text claims, "unknown" when it claims none."""
    found = {_vocabulary()[term] for term in terms(text)}
    return next((name for name in _PRIORITY if name in found), "unknown")


def terms(text: str) -> tuple[str, ...]:
    """The vocabulary's words in a text, longest first where they overlap, without denied ones."""
    plain = fold(text)
    return tuple(
        dict.fromkeys(
            plain[start:end]
            for start, end in places(plain)
            if not _DENIED.search(plain, max(0, start - _FARTHEST), start)
            and not (plain.startswith("official", start) and _MEASURE.match(plain, end))
        )
    )


def places(plain: str) -> Iterator[tuple[int, int]]:
    """Where the vocabulary's words stand in a lower-case text, denied ones included."""
    return (found.span() for found in _pattern().finditer(plain))


def words() -> Iterable[str]:
    """Every word of the vocabulary."""
    return _vocabulary().keys()


def says_free(text: str) -> bool:
    """Whether a group says of itself that it costs nothing: 公益, 福利, 免费, free."""
    return _FREE.search(text) is not None


def is_term(text: str) -> bool:
    """Whether the text is exactly one word of the vocabulary."""
    return fold(text) in _vocabulary()


@cache
def _vocabulary() -> dict[str, str]:
    text = (files("market") / "data" / "supply.csv").read_text("utf-8")
    return {row["term"]: row["origin"] for row in csv.DictReader(io.StringIO(text))}


@cache
def _pattern() -> re.Pattern[str]:
    """Terms by their first letter, so that most letters of a text are done with in one step."""
    by_first: dict[str, list[str]] = {}
    for term in sorted(_vocabulary(), key=_longest):
        by_first.setdefault(term[0], []).append(_rest(term))
    return re.compile("|".join(_led(first, rest) for first, rest in by_first.items()))


def _longest(term: str) -> tuple[int, str]:
    return -len(term), term


def _led(first: str, rest: list[str]) -> str:
    """The look-behind follows the letter that leads the pattern, so that the engine can skip to
    it: words of alphabets stand as words, Chinese has no blanks to bound it.
    """
    before = f"(?<![{_LETTERS}]{first})" if re.match(f"[{_LETTERS}]", first) else ""
    return f"{re.escape(first)}{before}(?:{'|'.join(rest)})"


def _rest(term: str) -> str:
    after = f"(?![{_LETTERS}])" if re.search(f"[{_LETTERS}]$", term) else ""
    return re.escape(term[1:]) + after
