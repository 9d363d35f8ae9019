"""What a number with an "x" may be besides a multiplier: a plan's tier, a comparison, a sum worked
out, a cache's ratio, the official ratio, one that holds no longer.
"""

import re
from decimal import Decimal
from functools import lru_cache

from parsers.readers.around import after, before, bounds, in_line, is_struck, line
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.ratio.factors import Factor

_HIGHEST = 50
_PLAN_WORDS = frozenset({"plus", "pro", "max", "team", "ultra", "heavy"})  # "6.25X Plus"
_OFFICIAL = frozenset({"官方", "官网", "official"})
_BIG = 5  # a bare "6.25x" says how much more a plan holds
_MANY = 9
_CACHE = re.compile(r"缓存|命中|cach|кэш|キャッシュ|batch|批|residency|fast mode|long")
_SIDE = re.compile(r"(?<![a-z])(?:reads?|writes?|hits?)(?![a-z])|读取?|写入?|命中|创建")
# "0.1x for cache reads"; but "0.3x 缓存 0.1x", "0.7× Claude with 95% fixed cache"
_CACHE_BEHIND = re.compile(r"x{0,2}[.=]{0,3}k(?!\.{0,3}[n=(])")
_REQUESTS = re.compile(r"premium requests?|高级请求")  # Copilot's own multipliers
_CHANGED = re.compile(r"x?(?P<sign>[=a])l?n")


def means_otherwise(scan: Scan, one: Factor) -> bool:
    """Whether this factor says nothing about what usage costs here."""
    value = scan.tokens[one.at].amount
    if value is None or not 0 < value <= _HIGHEST or in_line(scan.shape, one.at, "W"):
        return True
    if before(scan.shape, one.first, "!", reach=2) or _is_technical(scan, one):
        return True
    if _is_worked_out(scan, one) or _is_anothers(scan, one):
        return True
    if _counts_requests(scan.folded.text):
        return True
    return not one.worded and (_is_tier(scan, one) or _compares(scan, one))


@lru_cache(maxsize=8)
def _counts_requests(text: str) -> bool:
    return _REQUESTS.search(text) is not None


def is_former(scan: Scan, one: Factor) -> bool:
    """ "倍率 2→2.5", "原倍率 0.8": the number that holds no longer."""
    if is_struck(scan, one.at):
        return False
    changed = _CHANGED.match(scan.shape, one.at + 1)
    if changed and scan.tokens[changed.start("sign")].value in ("gets", "to"):
        return True
    return before(scan.shape, one.first, "w", reach=2)


def _is_technical(scan: Scan, one: Factor) -> bool:
    """A cache's or batch's ratio: the word stands with this number and not with another one."""
    low, _ = bounds(scan.shape, one.at, ",;|)")
    words = [at for at in range(low, one.first) if _is_technique(scan, at, one.worded)]
    between = scan.shape[words[-1] : one.first] if words else "n" * _MANY
    if between.count("n") == 0 or (between.count("n") == 1 and "M" not in between):
        return True  # "cache read 0.1× / write 1.25×"
    begin = line(scan.shape, one.at)[0]
    if any(_is_technique(scan, at, True) for at in range(begin, low)):
        said = scan.folded.text[scan.tokens[low].start : scan.tokens[one.at].start]
        if _SIDE.search(said):
            return True  # "cache writes 1.25x, reads 0.1x"
    return _CACHE_BEHIND.match(scan.shape, one.at + 1) is not None


def _is_technique(scan: Scan, at: int, cache_only: bool) -> bool:
    if scan.shape[at] != "k":
        return False
    return not cache_only or _CACHE.search(scan.tokens[at].text) is not None


def _is_worked_out(scan: Scan, one: Factor) -> bool:
    """ "20 / 400 = 0.5x", "0.3 × 7.3", "例如官方价 $10 的请求扣 0.3x = $3"."""
    shape, at = scan.shape, one.at
    if re.match(r"x[nm](?!x)", shape[at + 1 : at + 4]) and not one.worded:
        return True
    if shape[at - 1 : at] == "=" and shape[max(0, at - 2) : at - 1] in ("n", "m"):
        return scan.tokens[at - 1].value == "equals"
    low, high = line(shape, at)
    if after(shape, one.last, "y", reach=2):
        return True  # "倍率 0.5 表示 ..."
    return "y" in shape[low:at] and "m" in shape[low:high]


def _is_anothers(scan: Scan, one: Factor) -> bool:
    """The official ratio, or that of output to input (补全倍率)."""
    said = scan.tokens[max(0, one.first - 1)]
    return said.kind == "i" or (said.kind == "o" and said.text in _OFFICIAL and one.first < one.at)


def _is_tier(scan: Scan, one: Factor) -> bool:
    """ "20x", "6.25X Plus", "1x Claude Pro": tiers and quantities, unless a line, a group or
    fractions beside them say otherwise.
    """
    value = scan.tokens[one.at].amount or Decimal(0)
    near = {scan.tokens[at].text for at in (one.at - 1, one.last + 1) if 0 <= at < len(scan.tokens)}
    if value >= 2 and not _PLAN_WORDS.isdisjoint(near):
        return True
    if value > _BIG:
        return True
    whole = value == value.to_integral_value()
    return whole and not (_of_group(scan, one) or _in_company(scan, one))


def _of_group(scan: Scan, one: Factor) -> bool:
    return before(scan.shape, one.at, "g", reach=2) or after(scan.shape, one.last, "g", reach=2)


def _in_company(scan: Scan, one: Factor) -> bool:
    """Whether the line has a fraction with an "x" as well: "0.5x GPT, 1x Gemini, 2x Claude"."""
    low, high = line(scan.shape, one.at)
    places = (low + found.start() for found in re.finditer("nx", scan.shape[low:high]))
    amounts = (scan.tokens[at].amount for at in places)
    return any(amount is not None and amount % 1 and amount < _BIG for amount in amounts)


def _compares(scan: Scan, one: Factor) -> bool:
    """ "快 1.5 倍", "10x cheaper", "5x credit", "收 0.2x 的服务费", "gấp 1.5 lần"."""
    shape = scan.shape
    if (
        before(shape, one.at, "d")
        or after(shape, one.last, "dbs")
        or after(shape, one.last, "v", 2)
    ):
        return True
    if before(shape, one.at, "v", reach=1):
        return True
    value = scan.tokens[one.at].amount or 0
    if value >= 1 and before(shape, one.at, "i", reach=4):
        return True  # "input is billed at 2x" beyond some length
    return value > 1 and (before(shape, one.at, "f") or after(shape, one.last, "fw"))
