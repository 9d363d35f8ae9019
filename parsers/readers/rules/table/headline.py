"""One line cut into the heads of columns it was before it lost its bars."""

import re
from functools import lru_cache
from itertools import pairwise

from parsers.readers.lexer.tokens import scan
from parsers.readers.rules.table.grid import head_of
from parsers.readers.rules.table.heads import PRICED, Head, role
from parsers.readers.text.fold import fold
from parsers.readers.text.words import ALPHA

_LONGEST = 200  # characters of a line of heads
_SENTENCE = re.compile(r"""["'“”=,，;；{}<>!！?？。|]|: |[.]\s""")  # no head holds one of these
# "ModelInput PriceOutput Price", "(USD)Context"
_GLUED = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=\))(?=\w)")
_WIDE = re.compile(r"\s{2,}|\t")
_WORD = re.compile(rf"[{ALPHA}]+|\([^()]{{0,40}}\)|[^\s()]+")
# "Official Price": the word behind belongs to the head before it.
_PRICE = frozenset(
    {"price", "prices", "pricing", "cost", "rate", "window", "api", "цена", "价格", "价"}
)
_OWN = frozenset({"our", "your", "my", "this", "本站", "наша", "наши", "nuestro", "unser", "notre"})
_JOINTS = frozenset({"vs", "vs.", "of", "per", "to", "with", "/", "&", "so", "với", "от", "за"})


@lru_cache(maxsize=64)
def heads_of(line: str) -> tuple[Head, ...]:
    """The heads of a line that is nothing else: the first names what is sold, another prices it."""
    if len(line) > _LONGEST or _SENTENCE.search(line):
        return ()
    for cut in (_GLUED.split, _WIDE.split, _phrases):
        pieces = [piece.strip() for piece in cut(line.strip()) if piece.strip()]
        roles = [role(fold(piece).text) for piece in pieces]
        if len(pieces) > 1 and roles[0] == "name" and _are_heads(roles[1:]):
            return _as_heads(pieces)
    return ()


def _are_heads(roles: list[str]) -> bool:
    """Whether most of these are known and one or more are of prices."""
    known = [found for found in roles if found]
    return 2 * len(known) > len(roles) and bool(_PRICED.intersection(known))


_PRICED = PRICED | {"official", "average"}


def _as_heads(pieces: list[str]) -> tuple[Head, ...]:
    joined = scan(" | ".join(pieces))
    bars = [-1, *(at for at, kind in enumerate(joined.shape) if kind == "|"), len(joined.shape)]
    return tuple(head_of(joined, low + 1, high) for low, high in pairwise(bars))


def _phrases(line: str) -> list[str]:
    """A new head begins with a word that has a role of its own, or behind brackets; the first is
    the name alone.
    """
    heads: list[str] = []
    for word in (found[0] for found in _WORD.finditer(fold(line).text)):
        if heads and _continues(heads, word):
            heads[-1] = f"{heads[-1]} {word}"
        else:
            heads.append(word)
    return heads


def _continues(heads: list[str], word: str) -> bool:
    """Whether a word belongs to the head before it."""
    before = heads[-1].rpartition(" ")[2]
    if word[0] == "(" or word in _PRICE or word in _JOINTS or before in _JOINTS:
        return True
    if heads[-1].endswith(")") or len(heads) == 1 or word in _OWN:
        return False
    return not role(word) or not role(heads[-1])
