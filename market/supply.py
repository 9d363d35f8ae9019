"""Where access is said to come from, by a seller's own words. A claim, never proof."""

import csv
import io
import re
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
            found[0]
            for found in _pattern().finditer(plain)
            if not _DENIED.search(plain, max(0, found.start() - _FARTHEST), found.start())
        )
    )


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
    return re.compile("|".join(_bounded(term) for term in sorted(_vocabulary(), key=_longest)))


def _longest(term: str) -> tuple[int, str]:
    return -len(term), term


def _bounded(term: str) -> str:
    """Latin and Cyrillic terms stand as words; Chinese has no blanks to bound it. The first letter
    leads the pattern, and the look-behind follows it, so that the engine can skip to it.
    """
    first = re.escape(term[0])
    before = rf"(?<![a-z0-9а-яё]{first})" if re.match(r"[a-zа-яё]", term) else ""
    after = r"(?![a-z0-9а-яё])" if re.search(r"[a-zа-яё0-9]$", term) else ""
    return first + before + re.escape(term[1:]) + after
