"""What is on offer: every model, plan or maker a seller names, priced or not."""

from collections.abc import Iterator

from market.claims import ModelOnOffer
from market.types import Fact
from parsers.readers.around import Said, line, said
from parsers.readers.facts import fact, said_once
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.names import MULTIPLE, model_of
from parsers.readers.rules.price.units import access
from parsers.readers.stance import may_offer, sells
from parsers.readers.text.denial import is_denied

READER = "model/1"
_MOST = 500  # names of one listing


def read_model(text: str, context: str = "") -> Iterator[Fact]:
    """The models and plans named where a seller speaks, each once; denied ones are silent."""
    told = said(text, context)
    if told.silent() or not may_offer(told) or not sells(told):
        return iter(())
    return said_once(_names(told))


def _names(told: Said) -> Iterator[Fact]:
    scan = told.text
    named = [at for at, kind in enumerate(scan.shape) if kind == "M"][:_MOST]
    for at in named:
        token = scan.tokens[at]
        low, high = line(scan.shape, at)
        begin, end = scan.tokens[low].start, scan.tokens[high - 1].end
        words = scan.folded.text[begin:end]
        if token.value == MULTIPLE or is_denied(words, token.start - begin, token.end - begin):
            continue
        handed = access("month" if is_plan(token.text) else "1m_tokens", told, at)
        value = ModelOnOffer(token.value or None, model_of(scan, token), handed)
        yield fact(scan, at, at, value, READER)
