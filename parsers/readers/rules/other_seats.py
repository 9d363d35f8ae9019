"""The price of the other seat of a plan, its time said once: "25 元一个月（共享），独享 95 元"."""

import re
from bisect import bisect
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import bounds, line
from parsers.readers.facts import LIKELY
from parsers.readers.ledger import Ledger
from parsers.readers.rules.amounts import PaidFor, price_at
from parsers.readers.rules.carried import is_alone

_TIMES = ("account", "day", "days", "week", "weeks", "month", "months")
_SEATS = re.compile(
    r"独享|独立|共享|合租|拼车|合车|private|shared|sharing|личн|общ|riêng|dùng chung|chính chủ"
    r"|privad|compartid|compartilhad|özel|ortak|partagé|privé|geteilt"
)


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of seats that take plan and time from the price before them in the line."""
    scan = ledger.told.text
    known = sorted(at for at, (per, _) in ledger.sold.items() if per.split()[-1] in _TIMES)
    for at, kind in enumerate(scan.shape) if known else ():
        if kind == "m" and ledger.free(at) and is_alone(ledger, at):
            before = bisect(known, at)
            source = known[before - 1] if before else None
            if source is not None and _is_other_seat(ledger, at, source):
                unit = PaidFor(ledger.sold[source][0], ledger.sold[source][1], sure=LIKELY)
                yield price_at(ledger, at, (at, at), unit)


def _is_other_seat(ledger: Ledger, at: int, source: int) -> bool:
    scan = ledger.told.text
    begin = scan.tokens[bounds(scan.shape, at, ",;|")[0]].start
    seat = _SEATS.search(scan.folded.text, begin, scan.tokens[at].start)
    one_money = scan.tokens[at].value == ledger.sold[source][1]
    return seat is not None and one_money and line(scan.shape, at)[0] <= source
