"""Code and data as nested frames: what stands between a pair of brackets, as fields with keys and
as values in a row. A frame never closed, or never opened, ends where the text does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.readers.rules.code.literals import Piece, pieces

_DEEP = 40  # brackets within brackets; deeper is no shop's data
_OPENERS = {"{": "}", "(": ")", "[": "]"}


@dataclass(slots=True)
class Frame:
    """One pair of brackets; ``key`` is the name it stands under, ``call`` what it calls."""

    key: str = ""
    call: str = ""
    parent: "Frame | None" = None
    fields: list[tuple[Piece, Piece]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    values: list[Piece] = field(default_factory=list)
    pending: Piece | None = None  # a literal not yet known to be a key or a value
    named: Piece | None = None  # a key that waits for its value
    last: str = ""  # the mark before

    @property
    def start(self) -> int:
        """Where its first literal stands."""
        told = [*self.values, *(key for key, _ in self.fields)]
        return min((piece.start for piece in told), default=0)


def frames(text: str) -> Iterator[Frame]:
    """Every frame, when it ends; a key met again begins another in the same brackets."""
    open_: list[Frame] = [Frame()]
    for piece in pieces(text):
        top = open_[-1]
        if piece.kind in ("string", "bare"):
            yield from _literal(open_, piece)
        elif piece.kind in _OPENERS and len(open_) < _DEEP:
            open_.append(_opened(top))
        elif piece.kind in ")]}":
            yield from _closed(open_)
        elif piece.kind == ":" and top.pending is not None:
            top.named, top.pending = top.pending, None
        elif piece.kind in ",;\n":
            yield from _settled(open_, piece.kind)
        if piece.kind != "\n":
            open_[-1].last = piece.kind
    while len(open_) > 1:
        yield from _closed(open_)
    yield from _settled(open_, ";")
    yield open_[0]


def _literal(open_: list[Frame], piece: Piece) -> Iterator[Frame]:
    """A literal right behind another without a mark between them: b'1', f"...", two lines."""
    top = open_[-1]
    if top.pending is not None:
        if piece.kind == "string" and top.pending.kind == "bare":
            top.pending = None  # the prefix of a string
        yield from _settled(open_, ",")
    open_[-1].pending = piece


def _opened(top: Frame) -> Frame:
    """A frame under the key that waits, or behind the name of what is called."""
    key = top.named.text if top.named else ""
    call = top.pending.text if top.pending is not None and top.last == "bare" else ""
    if call:
        top.pending = None
    return Frame(key or (call if not key else ""), call, top)


def _settled(open_: list[Frame], mark: str) -> Iterator[Frame]:
    """What a comma, a semicolon or a line's end makes of the literal before it."""
    top = open_[-1]
    if top.pending is None:
        if mark != "\n":
            top.named = None
        return
    if top.named is None:
        if mark != "\n" or top.pending.kind == "string" or top.values:
            top.values.append(top.pending)
        top.pending = None
        return
    if top.named.text in top.keys:
        yield _again(open_)
    open_[-1].keys.add(top.named.text)
    open_[-1].fields.append((top.named, top.pending))
    open_[-1].named = open_[-1].pending = top.named = top.pending = None


def _again(open_: list[Frame]) -> Frame:
    """The frame so far, when a key of it is met again; what follows is another one."""
    done = open_[-1]
    open_[-1] = Frame(done.key, done.call, done.parent)
    return done


def _closed(open_: list[Frame]) -> Iterator[Frame]:
    """The innermost frame, ended; one value in brackets is the value of the key outside."""
    yield from _settled(open_, ",")
    done = open_[-1]
    if len(open_) == 1:
        open_[0] = Frame()
        yield done
        return
    open_.pop()
    top = open_[-1]
    if len(done.values) == 1 and not done.fields and top.named is not None:
        top.pending = done.values[0]
        return
    top.named = None
    yield done
