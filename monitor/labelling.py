"""From a page or a text to lines that a person labels: the corpus format, filled with what the
readers find now. Credentials are taken out, people's names are others of the same shape.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from market.redaction import redact
from market.types import Listing
from monitor.surrogates import Surrogates
from parsers.extract import extract
from parsers.readers import READERS, read
from parsers.readers.prefilter import Seen, glance
from parsers.readers.short import short

LONGEST = 1_200  # characters of one line to label; longer texts are cut where a line ends

# The first script found decides; Latin letters alone say nothing.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("vi", re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A listing of a page, or a part of a long one, before anybody has labelled it."""

    id: str
    kind: str
    text: str
    context: str = ""


def pieces(listings: Iterable[Listing], name: str, kind: str) -> Iterator[Piece]:
    """What of the listings can be labelled: texts in parts of bounded length, each under the
    heading it stands under.
    """
    number = 0
    for listing in listings:
        for heading, text in _parts(listing.text):
            number += 1
            context = "\n".join(_distinct((listing.title, listing.context, heading), text))
            yield Piece(f"{name}-{number:03}", kind, text, context)


def _distinct(headings: Iterable[str], text: str) -> Iterator[str]:
    """The headings that say something the text does not say itself."""
    return (one.strip() for one in dict.fromkeys(headings) if one.strip() and one not in text)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """(heading, lines) of at most so many characters; one longer line stays whole."""
    heading, part = "", ""
    for line in text.splitlines():
        if part and len(part) + len(line) >= LONGEST:
            yield heading, part
            part = ""
        if line.lstrip().startswith("#") and len(text) > LONGEST:
            heading = line.strip()
        part = f"{part}\n{line}" if part else line
    if part.strip():
        yield heading, part


def offers_something(piece: Piece) -> bool:
    """Whether a first look at it says that readers may find anything."""
    return bool(glance(piece.text, piece.context) & ~Seen.TERMS)


def disguised(piece: Piece, names: Surrogates | None) -> Piece:
    """Without credentials, and with surrogates for people where ``names`` gives them."""
    text, context = redact(piece.text).body, redact(piece.context).body
    if names is None:
        return replace(piece, text=text, context=context)
    both = read(Listing("", "", f"{context}\n{text}"))
    return replace(piece, text=names.of(text, both), context=names.of(context, both))


def line(piece: Piece) -> dict[str, object]:
    """The line a person corrects: with the facts that readers find in it today."""
    told: dict[str, object] = {
        "id": piece.id,
        "lang": language(piece.text),
        "kind": piece.kind,
        "context": piece.context,
        "text": piece.text,
    }
    if not piece.context:
        del told["context"]
    return {**told, "facts": extract(told)["facts"]}


def saying(piece: Piece, kind: str) -> str:
    """The same as a line of ``fixtures/readers/<kind>.txt``."""
    facts = "; ".join(short(fact.value) for fact in READERS[kind](piece.text, piece.context))
    said = f"{piece.context} ‖ {piece.text}" if piece.context else piece.text
    return f"{said} => {facts}".replace("\n", "⏎").rstrip()


def language(text: str) -> str:
    """A guess by script; "" where Latin letters leave it open."""
    return next((name for name, script in _SCRIPTS if script.search(text)), "")
