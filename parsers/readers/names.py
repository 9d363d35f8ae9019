"""Names of models, plans and providers as they stand in a text, alone or in a row."""

from dataclasses import dataclass

from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan

MULTIPLE = "multiple"  # several providers at once
_LIST = 20  # names in one list
JOINTS = frozenset({
    "和", "与", "及", "等", "或", "and", "or", "und", "et", "y", "&", "+", "и", "dan", "及其", "e",
    "や", "と", "ve", "và", "hoặc", "или", "ou", "oder", "o", "atau", "veya", "以及", "、",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """Provider and model as far as the text names them."""

    provider: str | None = None
    model: str | None = None


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
        if token.kind == "." and token.text not in JOINTS:
            return None
    return None
