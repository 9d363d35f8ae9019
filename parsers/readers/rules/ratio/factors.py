"""Where a number says what usage is multiplied with: before an "x", behind the word for multiplier,
or in a list under that word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.readers.around import is_struck
from parsers.readers.facts import found
from parsers.readers.lexer.tokens import Scan

# "0.2倍率", "0.7x 倍率", "0.4-0.7x", "0.1 / 0.3 / 0.5 倍率"
_SIGNED = re.compile(r"(?P<run>n(?:[/-]n){0,8})l?(?P<sign>x)x?")
# "×0.7", "x0.15"; but "0.3 × 7.3" multiplies two numbers
_PREFIX = re.compile(r"(?<![nmx])x(?P<n>n)")
# "倍率已下调至 0.3", "倍率为官方的 0.5", "множитель для GPT — 0,5"
_RATE = re.compile(r"x(?<![nx]x)")
_WORD = re.compile(r"x(?P<gap>[.=l(/gMrwoaiqbv-]{0,10})x?(?P<n>n)")
# behind a number: "2→2.5", "0.4-0.7", "0.8 / 0.2", "~~0.5~~ 0.4"
_JOINED = re.compile(r"x?(?P<joint>[/-]|[=a-]{1,2}l?|)(?P<n>n)")
# "倍率从 0.05（福利）到 2.3"
_UP_TO = re.compile(r"x?(?:\([^;()]{1,6}\))?(?P<to>[.-])(?P<n>n)")
# behind a number or the head of a list: "，GPT 0.2", "⏎- Codex：0.15", " / Gemini 官转 0.1"
_ENTRY = re.compile(
    r"x?l?[)=]?[,;/]{0,2}-?(?P<name>[.(]{0,4}[Mgqb][Mgqb/+.]{0,6}|[.]{1,6})\)?[(=l-]{0,2}(?P<n>n)"
    r"(?=x?l?(?:[,;|)/(M]|$))"
)
# "0,2 на Codex, 0,7 на Claude"
_BEFORE_NAME = re.compile(r"x?\.{0,2}M[,;/](?P<n>n)(?=x?\.{0,2}M)")
_REST = re.compile(
    r"(?:全系|系列|特价|福利|低价|限时|优惠|专属|稳定|高并发|模型|渠道|分组|官转|官渠|逆向|满血|维持|保持|目前|现在|今日|今天|均|都|统一|约|为|是|仅|只要|的|组"
    r"|起|现|由|从|仍|还|上?[调改降涨]整?[为到至]|\W)*"
)
_LONGEST = 40  # entries of one list


@dataclass(frozen=True, slots=True)
class Factor:
    """A number that multiplies, and the tokens it is quoted with. ``worded``: by the word for it
    and not by a mere "x".
    """

    at: int
    first: int
    last: int
    worded: bool


def factors(scan: Scan) -> Iterator[Factor]:
    """Every number that seems to multiply; one may be told twice."""
    yield from _signed(scan)
    yield from _prefixed(scan)
    yield from _worded(scan)


def _signed(scan: Scan) -> Iterator[Factor]:
    for match in found(_SIGNED, scan):
        signs = scan.tokens[match.start("sign") : match.end()]
        worded = any(sign.value == "rate" for sign in signs)
        for at in range(*match.span("run")):
            if scan.shape[at] == "n":
                yield Factor(at, at, match.end() - 1, worded)
        if worded:
            yield from _listed(scan, match.end("run"), headed=False)


def _prefixed(scan: Scan) -> Iterator[Factor]:
    for match in found(_PREFIX, scan):
        if scan.tokens[match.start()].value == "times":
            yield Factor(match.start("n"), match.start(), match.start("n"), worded=False)


def _worded(scan: Scan) -> Iterator[Factor]:
    for match in found(_RATE, scan):
        word = match.start()
        if scan.tokens[word].value != "rate":
            continue
        ahead = _WORD.match(scan.shape, word)
        if ahead is None:
            yield from _listed(scan, word + 1, headed=scan.shape[word + 1 : word + 2] in ("=", ";"))
        elif is_bare(scan, at := ahead.start("n")) and scan.shape[at - 1] != "/":
            yield Factor(at, word, at, worded=True)
            yield from _listed(scan, at + 1, headed=ahead["gap"][:1] == "=" != ahead["gap"])


def _listed(scan: Scan, start: int, *, headed: bool) -> Iterator[Factor]:
    """What a list goes on with: numbers joined to the last one, then names with theirs."""
    for _ in range(_LONGEST):
        step = _next(scan.shape, start)
        if step is None or not is_bare(scan, step.start("n")) or not _goes_on(scan, step, headed):
            return
        at = step.start("n")
        yield Factor(at, at, at, worded=True)
        start = at + 1


def _next(shape: str, start: int) -> re.Match[str] | None:
    ways = (_JOINED, _UP_TO, _ENTRY, _BEFORE_NAME)
    return next((found for way in ways if (found := way.match(shape, start))), None)


def _goes_on(scan: Scan, step: re.Match[str], headed: bool) -> bool:
    if step.re is _JOINED:
        return step["joint"] != "" or is_struck(scan, step.start() - 1)
    if step.re is _UP_TO:
        return scan.tokens[step.start("to")].text in ("到", "至", "~", "-")
    if step.re is _BEFORE_NAME:
        return is_share(scan.tokens[step.start("n")].text)
    names = [at for at in range(*step.span("name")) if scan.shape[at] in "Mgqb"]
    if not names:
        return headed
    return is_near(scan, names[-1], step.start("n"))


def is_near(scan: Scan, name: int, at: int) -> bool:
    """Whether nothing that matters stands between a name and its number."""
    between = scan.folded.text[scan.tokens[name].end : scan.tokens[at].start]
    return _REST.fullmatch(between) is not None


def is_bare(scan: Scan, at: int) -> bool:
    """No unit behind: "倍率 1.8 元/美元" is a price, "倍率0.3折" a discount."""
    behind = scan.shape[at + 1 : at + 3]
    if behind[:1] == "m" and scan.tokens[at + 1].text == "一":
        return False  # "claude 0.8 一刀"
    if behind[:1] in ("p", "u"):
        return scan.tokens[at + 1].start > scan.tokens[at].end
    return behind[:1] not in ("%", "z", "c", "t") and behind not in ("/c", "/u", "/p", "/t")


def is_share(written: str) -> bool:
    """Whether a number is written as a part of one: "0.13"."""
    return written.startswith(("0.", "0,"))
