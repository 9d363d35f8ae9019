"""Whose price a number is: the provider and model it speaks of, by where the names stand."""

from dataclasses import dataclass
from functools import lru_cache

from parsers.readers.around import Said, clause, line
from parsers.readers.token import Token
from parsers.readers.tokens import Scan, is_plan
from parsers.readers.tokens import scan as scan_of

MULTIPLE = "multiple"  # several providers at once
_JOINTS = frozenset({
    "和", "与", "及", "等", "或", "and", "or", "und", "et", "y", "&", "+", "и", "dan", "及其",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """Provider and model as far as the text names them."""

    provider: str | None = None
    model: str | None = None


def subject(told: Said, at: int) -> Subject:
    """What the number at this token speaks of: the nearest name in its clause, before it rather
    than behind; else in its line; else what the whole listing or its head speaks of.
    """
    near = names_near(told.text, at)
    if near:
        return named(told.text, near)
    return whole(told.text.folded.original) or whole(told.head.folded.original) or Subject()


def names_near(scan: Scan, at: int) -> list[int]:
    """Places of the names the number at this token stands with; empty when its line has none."""
    low, high = clause(scan.shape, at)
    begin, end = line(scan.shape, at)
    ahead = max(scan.shape.rfind("M", low, at), -1)
    behind = scan.shape.find("M", at + 1, high)
    earlier, later = scan.shape.rfind("M", begin, low), scan.shape.find("M", high, end)
    place = next((found for found in (ahead, behind, earlier, later) if found >= 0), None)
    return [] if place is None else row_of_names(scan, place)


@lru_cache(maxsize=8)
def whole(text: str) -> Subject | None:
    """What a text as a whole speaks of; None when it names nobody."""
    scan = scan_of(text)
    found = [at for at, kind in enumerate(scan.shape[:_MANY]) if kind == "M"]
    return named(scan, found) if found else None


_LIST = 20  # names in one list
_MANY = 2000  # tokens; a longer listing names everybody anyway


def named(scan: Scan, places: list[int]) -> Subject:
    """One subject for one or more names; the model only where there is a single one."""
    providers = {scan.tokens[at].value for at in places}
    models = {model_of(scan, scan.tokens[at]) for at in places}
    provider = providers.pop() if len(providers) == 1 else MULTIPLE
    return Subject(provider or None, models.pop() if len(models) == 1 else None)


def model_of(scan: Scan, token: Token) -> str | None:
    """The name as written, when it is a model or plan and not merely a family or a provider."""
    if not is_plan(token.text) and not any(mark.isdigit() for mark in token.text):
        return None
    low, high = scan.folded.where(token.start, token.end)
    return " ".join(scan.folded.original[low:high].split())


def row_of_names(scan: Scan, at: int) -> list[int]:
    """Places of the names listed together with this one: "Claude / Codex / Gemini"."""
    found = [at]
    for step in (-1, 1):
        here = _neighbour(scan, at, step)
        while here is not None and len(found) < _LIST:
            found.append(here)
            here = _neighbour(scan, here, step)
    return sorted(found)


def _neighbour(scan: Scan, at: int, step: int) -> int | None:
    """The next name in a list, over one or two joints."""
    for here in range(at + step, at + 4 * step, step):
        token = scan.tokens[here] if 0 <= here < len(scan.tokens) else None
        if token is None or token.kind not in "M/,.":
            return None
        if token.kind == "M":
            return here if here != at + step else None
        if token.kind == "." and token.text not in _JOINTS:
            return None
    return None
