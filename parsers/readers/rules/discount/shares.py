"""How much less is asked: a discount on the official price, or a coupon on the shop's own.

"3.4折", "N% off", "N% of official", "半价", "1/3 of the price" are parts (``portions``,
``fractions``); the words around them say which way they go (``ways``) and off whose price they are
(``own_price``); where the names stand says which provider they are for (``owners``).
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from market.claims import Coupon, Discount
from market.types import Fact
from parsers.readers.around import holds, is_struck
from parsers.readers.facts import fact
from parsers.readers.ledger import Ledger
from parsers.readers.names import Subject
from parsers.readers.rules.discount.cuts import Cut, cuts
from parsers.readers.rules.discount.owners import owners

READER = "discount/3"
COUPON_READER = "coupon/1"
_MODELS = 100  # of one provider at one discount; more are not compared


def read(ledger: Ledger) -> Iterator[Fact]:
    """Discounts on the official price and coupons on the shop's own."""
    scan = ledger.told.text
    if not holds(scan.shape, "%zhx/mfo"):
        return
    found = [cut for cut in cuts(scan) if ledger.free(cut.at)]
    for cut in found:
        if cut.own:
            ledger.take("coupon", cut.at)
            yield fact(scan, cut.first, cut.last, Coupon(cut.off), COUPON_READER)
    yield from _discounts(ledger, [cut for cut in found if not cut.own])


def _discounts(ledger: Ledger, found: list[Cut]) -> Iterator[Fact]:
    """What is said again is claimed once: "20% off Claude Fable 5 ... Fable 5 at 20% off"."""
    told: dict[tuple[Decimal, str | None], list[str]] = defaultdict(list)
    for cut, about in owners(ledger.told, found):
        ledger.take("discount", cut.at)
        models, model = told[cut.off, about.provider], (about.model or "").lower()
        if not any(one.endswith(model) or model.endswith(one) for one in models[:_MODELS]):
            models.append(model)
            yield _discount(ledger, cut, about)


def _discount(ledger: Ledger, cut: Cut, about: Subject) -> Fact:
    scan = ledger.told.text
    value = Discount(
        off=cut.off,
        off_low=cut.off_low,
        bound=cut.bound,
        provider=about.provider,
        model=about.model,
        withdrawn=is_struck(scan, cut.at),
    )
    return fact(scan, cut.first, cut.last, value, READER)
