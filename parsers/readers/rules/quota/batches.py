"""Accounts a seller has to give away at once: "出 120 个 pro 号", "80 Plus accounts available"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import Volume
from market.types import Fact
from parsers.readers.around import clause, in_line
from parsers.readers.facts import fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.text.lexicon import words

READER = "volume/1"

_BATCH = re.compile(r"(?P<count>n)(?:(?=u.{0,2}u)u)?[M/.]{0,2}(?P<what>u)")
_PIECES = frozenset({"个", "每个", "コ"})
_FEWEST = 2


def read(ledger: Ledger) -> Iterator[Fact]:
    """Numbers of accounts that somebody says he has or sells."""
    scan = ledger.told.text
    matches = list(found(_BATCH, scan))
    spoken = words("quotas", scan.folded.text) if matches else None
    for match in matches:
        at, what = match.start("count"), scan.tokens[match.start("what")]
        count = scan.tokens[at].amount or Decimal(0)
        if spoken is None or what.value != "account" or what.text in _PIECES:
            continue
        if count < _FEWEST or count % 1 or not ledger.free(at) or in_line(scan.shape, at, "W"):
            continue
        low, high = clause(scan.shape, at)
        said = spoken.between(scan.tokens[low].start, scan.tokens[high - 1].end)
        if any(word.section == "stock" for word in said):
            ledger.take("volume", at)
            yield fact(scan, at, match.end() - 1, Volume(count, "accounts"), READER)
