"""The price of the other seat of a plan, its time said once: "25 元一个月（共享），独享 95 元"."""

import re
from bisect import bisect
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import bounds, line
from parsers.readers.facts import LIKELY
from parsers.readers.ledger import Ledger
from parsers.readers.rules.price.amounts import PaidFor, price_at
from parsers.readers.rules.price.carried import is_alone
from parsers.readers.rules.price.paid import is_paid
from parsers.readers.rules.price.spoken import is_shortened

_TIMES = ("account", "day", "days", "week", "weeks", "month", "months")
_SEATS = re.compile(
    r"独享|独立|共享|合租|拼车|合车|private|share|sharing|own mail|личн|общ|riêng"
    r"|dùng chung|chính chủ|personal|individual|privad|compartid|compartilhad|özel|ortak|kişisel"
    r"|partagé|privé|geteilt|privat|индивидуальн|مشترك|شخصي|خاص|共有|専用|専有|공유|개인|اشتراکی|اختصاصی"
)
_ALONE = re.compile(r"[.=lu-]{0,4}[mn]\.{0,3}")
_BESIDE = 3  # tokens in brackets beside an amount


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of seats that take plan and time from the price before them in the line."""
    scan = ledger.told.text
    known = sorted(at for at, (per, _) in ledger.sold.items() if per.split()[-1] in _TIMES)
    for at, kind in enumerate(scan.shape) if known else ():
        if kind in "mn" and ledger.free(at) and _is_alone(ledger, at):
            before = bisect(known, at)
            source = known[before - 1] if before else None
            if source is not None and _is_other_seat(ledger, at, source):
                unit = PaidFor(ledger.sold[source][0], ledger.sold[source][1], sure=LIKELY)
                yield price_at(ledger, at, (at, at), unit)


def _is_alone(ledger: Ledger, at: int) -> bool:
    """Whether its clause says nothing else that counts; bare numbers are thousands said short."""
    scan = ledger.told.text
    if scan.shape[at] == "n":
        low, high = bounds(scan.shape, at, ",;|()/")
        said = _ALONE.fullmatch(scan.shape, low, high) is not None
        return said and is_shortened(scan, at) and is_paid(scan, at)
    return is_alone(ledger, at)


def _is_other_seat(ledger: Ledger, at: int, source: int) -> bool:
    scan = ledger.told.text
    low, high = bounds(scan.shape, at, ",;|")
    low = max(source + 1, low - _BESIDE)
    last = scan.tokens[min(high, at + 1 + _BESIDE) - 1]
    seat = _SEATS.search(scan.folded.text, scan.tokens[low].start, last.end)
    one_money = scan.tokens[at].value in ("", ledger.sold[source][1])
    return seat is not None and one_money and line(scan.shape, at)[0] <= source
