"""Multipliers that stand bare behind the name of a pool or group, for those who pass them on."""

import re
from collections.abc import Iterator

from parsers.readers.around import Said, line
from parsers.readers.facts import found
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.ratio.factors import Factor, is_bare, is_near, is_share

# "gpt pro 0.1 可接下游", "cc逆向 0.2", "福利分组 0.04", "cc(0.6)", "官转分组维持 2.2→2.5"
_POOL = re.compile(r"(?P<name>[Mg])[.la=]{0,5}\(?(?P<n>n)(?:[=a]{1,2}l?(?P<new>n))?")
_TRADE = re.compile(
    r"\bgroups?\b|下游|上游|拿货|供货|批发|货源|量大|对接|号池|倍率|分组|中转|充值|折扣|wholesale|resell|опт"
)
# "官转 2.0 / 反代 0.25", "claude官转1.8": where the access comes from names the group
_ORIGIN = re.compile(
    r"(?:官[转渠逆方]|官方?key|逆向|反代|反重力|号池|直连|特价|福利|企业|kiro|aws|bedrock|azure)"
    r"(?:通道|分组|渠道|线路|组|池)?[ :=(-]{0,2}(?P<n>\d{1,2}\.\d{1,3})(?![\d.%])"
)
# "codex-pro(余额0.13,套餐0.55)"
_GROUPS = re.compile(r"group|分组|/api/pricing")
_RATE = re.compile(r"m=m")  # "1 USD = 0.5 CNY": what a dollar costs
_HEADED = re.compile(r"(?:groups?|分组)\W{1,6}$")
_AMOUNT = re.compile(r"n")
_NAMED = re.compile(r"[Mg]\([^;)|]{0,12}$")
_WAY = re.compile(r"(?:余额|套餐|按量|包月|订阅|钱包|balance|package) ?[:=]? ?$")


def pooled(told: Said) -> Iterator[Factor]:
    """Shares of a dollar behind names, where somebody trades in pools."""
    yield from _paid_so(told.text)
    traded = any(_TRADE.search(scan.folded.text) for scan in (told.text, told.head))
    traded = traded or _GROUPS.search(told.head.folded.text) is not None
    yield from _passed_on(told.text, traded=traded)
    yield from _by_origin(told.text) if traded else ()


def _passed_on(scan: Scan, *, traded: bool) -> Iterator[Factor]:
    for match in found(_POOL, scan):
        name, at = match.start("name"), match.start("n")
        if not traded and scan.shape[name] != "g":
            continue
        priced = "m" in _RATE.sub(
            "", scan.shape[line(scan.shape, at)[0] : at]
        )  # "0.8R 一刀，gpt 0.3": money too
        if priced or not is_near(scan, name, at) or not is_bare(scan, match.end() - 1):
            continue
        if is_share(scan.tokens[at].text) or _is_of_group(scan, name, at):
            for place in (at, match.start("new"))[: 1 + bool(match["new"])]:
                yield Factor(place, place, place, worded=True)


def _by_origin(scan: Scan) -> Iterator[Factor]:
    starts = {token.start: at for at, token in enumerate(scan.tokens) if token.kind == "n"}
    for match in _ORIGIN.finditer(scan.folded.text):
        at = starts.get(match.start("n"))
        if at is None or not is_bare(scan, at):
            continue
        if "m" not in scan.shape[slice(*line(scan.shape, at))]:
            yield Factor(at, at, at, worded=True)


def _is_of_group(scan: Scan, name: int, at: int) -> bool:
    """ "官转分组 2.5": a fraction right behind the word for group."""
    if "." not in scan.tokens[at].text:
        return False
    start = scan.tokens[name].start
    return scan.shape[name] == "g" or bool(
        _HEADED.search(scan.folded.text, max(0, start - 12), start)
    )


def _paid_so(scan: Scan) -> Iterator[Factor]:
    """A group's name that tells its factor for each way of paying."""
    for match in found(_AMOUNT, scan):
        at = match.start()
        start = scan.tokens[at].start
        if not (_is_bare_share(scan, at) or _is_fraction(scan, at)) or not _WAY.search(
            scan.folded.text[max(0, start - 10) : start]
        ):
            continue
        if _NAMED.search(scan.shape[max(0, at - 16) : at]):
            yield Factor(at, at, at, worded=True)


def _is_fraction(scan: Scan, at: int) -> bool:
    """ "余额1.1": behind a way of paying a factor may be above one."""
    return "." in scan.tokens[at].text and is_bare(scan, at)


def _is_bare_share(scan: Scan, at: int) -> bool:
    return is_share(scan.tokens[at].text) and is_bare(scan, at)
