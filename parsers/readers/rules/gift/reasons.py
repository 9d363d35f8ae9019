"""What a gift is given for: signing up, checking in, inviting, topping up, replying."""

from parsers.readers.around import clause, line
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.quota.quantities import Quantity
from parsers.readers.text.lexicon import Words, words

_HEAD = 500  # characters of the head that may name the occasion


def reason(scan: Scan, spoken: Words, amount: Quantity, head: Scan) -> str | None:
    """The occasion named nearest to the amount: before it in its clause, behind it, in its line, at
    last in the head the listing stands under; None where there is none.
    """
    start, end = scan.tokens[amount.first].start, scan.tokens[amount.last].end
    for low, high in (clause(scan.shape, amount.first), line(scan.shape, amount.first)):
        first, last = scan.tokens[low].start, scan.tokens[high - 1].end
        ahead, behind = _occasions(spoken, first, start), _occasions(spoken, end, last)
        if said := [*_inviting(ahead), *ahead[-1:], *behind[:1]]:
            return said[0]
    if amount.unit == "percent":
        return "top_up"
    text = head.folded.text[-_HEAD:]
    return next(iter(_occasions(words("gifts", text), 0, len(text))), None)


def _inviting(said: list[str]) -> list[str]:
    """Who invites somebody has him sign up: that is what the gift is for."""
    return ["invite"] if {*said} == {"invite", "signup"} else []


def _occasions(spoken: Words, start: int, end: int) -> list[str]:
    return [
        word.meaning
        for word in spoken.between(start, end)
        if word.section in ("gift", "occasion") and word.meaning != "gift"
    ]
