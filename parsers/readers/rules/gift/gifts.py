"""Credit given for nothing or on top: "注册送 $3", "extra 30% bonus credit", "充100送10".

A gift's word stands with its amount, no other amount between them; what a buyer must top up first,
what goes to whoever invites him, and what clouds and makers give under their own name are none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import Bonus
from market.types import Fact
from parsers.readers.around import before, clause, holds, in_line
from parsers.readers.facts import fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.rules.gift.offers import Offer, has, tops_up
from parsers.readers.rules.gift.on_top import on_top
from parsers.readers.rules.gift.reasons import reason
from parsers.readers.rules.package.pairs import packages
from parsers.readers.rules.price.replaced import replaced_by
from parsers.readers.rules.price.spoken import is_chinese
from parsers.readers.rules.quota.quantities import quantities
from parsers.readers.rules.quota.stretches import stretch
from parsers.readers.text.lexicon import words

READER = "bonus/1"

_MOST_PERCENT = 500
_EACH = frozenset({"/m", "/c", "/u", "/t", "/e"})  # "$0.5/次" is a price
_PER = frozenset({"/", "per", "每", "за", "mỗi", "por cada", "je", "pro"})


def read(ledger: Ledger) -> Iterator[Fact]:
    """Gifts, and the amounts that must be paid to get them."""
    scan = ledger.told.text
    sold = {one.at for pair, _ in packages(scan) for one in (pair.left, pair.right)}
    yield from _credited(ledger)
    before, instead = None, -1
    for offer in _offers(ledger):
        at = offer.amount.at
        given = at == instead or _is_given(offer, before, sold=at in sold)
        later = replaced_by(scan, at)
        if _is_commission(offer):
            ledger.take("aside", at)
        elif given and later is not None:  # "赠送由 1 刀降为 0.3 刀"
            ledger.take("former", at)
            instead = later
        elif given and _is_possible(offer):
            yield _bonus(ledger, offer, before, sold)
        before = offer


# "充 100 到账 130"
_CREDITED = re.compile(r"r(?P<base>n)=(?P<got>n)(?=[,;.)]|$)")


def _credited(ledger: Ledger) -> Iterator[Fact]:
    """What is credited beyond a payment, both in the same money, which need not be named."""
    scan = ledger.told.text
    for match in found(_CREDITED, scan):
        base, got = (scan.tokens[match.start(name)].amount or 0 for name in ("base", "got"))
        gets = scan.tokens[match.start("got") - 1].value == "gets"
        if gets and 10 <= base < got <= 2 * base and ledger.free(match.start("got")):
            ledger.take("bonus", match.start("base"), match.start("got"))
            value = Bonus(Decimal(got - base), "cny" if is_chinese(scan) else None, "top_up")
            yield fact(scan, match.start(), match.end() - 1, value, READER)


def _offers(ledger: Ledger) -> Iterator[Offer]:
    """The amounts that mean nothing yet and have a word about gifts in their clause."""
    scan = ledger.told.text
    amounts = sorted([*quantities(scan), *on_top(scan)], key=lambda one: one.first)
    spoken = words("gifts", scan.folded.text) if amounts else None
    for place, amount in enumerate(amounts) if spoken else ():
        if spoken is None or not ledger.free(amount.at):
            continue
        low, high = clause(scan.shape, amount.first)
        low = max(low, amounts[place - 1].last + 1) if place else low
        high = min(high, amounts[place + 1].first) if place + 1 < len(amounts) else high
        offer = Offer(scan, spoken, amount, low, high)
        if offer.clause:
            yield offer


def _bonus(ledger: Ledger, offer: Offer, before: Offer | None, sold: set[int]) -> Fact:
    amount, scan = offer.amount, offer.scan
    ledger.take("bonus", amount.at)
    if before is not None and before.amount.at not in sold and _is_base(before, offer):
        ledger.take("aside", before.amount.at)
    why = reason(scan, offer.words, amount, ledger.told.head)
    period = "day" if why == "checkin" else stretch(scan, amount.first, amount.last)
    why = why or ("free_tier" if period else "gift")
    value = Bonus(amount.amount, amount.unit, why, period)
    return fact(scan, amount.first, amount.last, value, READER)


def _is_base(before: Offer, offer: Offer) -> bool:
    """Whether the amount must be topped up for the gift behind it in its line."""
    apart = ";" in offer.scan.shape[before.amount.last : offer.amount.first]
    return (
        not apart
        and before.amount.unit != "percent"
        and any(tops_up(word) for word in before.ahead)
    )


def _is_commission(offer: Offer) -> bool:
    """A share of what others pay: it goes to whoever brings them."""
    if offer.amount.unit != "percent":
        return has((*offer.ahead[-1:], *offer.close[:1]), "commission")
    inviting = any(word.meaning == "invite" for word in offer.clause)
    return inviting or has(offer.clause, "commission")


def _is_possible(offer: Offer) -> bool:
    """Nothing about the amount speaks against a gift."""
    scan, amount = offer.scan, offer.amount
    behind = scan.shape[amount.last + 1 : amount.last + 4]
    sign = scan.tokens[amount.last + 1] if behind else None
    equals = behind[:1] == "=" and sign is not None and sign.value != "gets"  # "$5 for ..."
    each = behind[:2] in _EACH and sign is not None and sign.text in _PER
    if equals or each or behind[:1] in ("x", "z"):
        return False
    if amount.unit == "percent" and before(scan.shape, amount.first, "f"):
        return False  # "the code gives a discount of 10%"
    if holds(behind, "f") or "!" in scan.shape[max(offer.low, amount.first - 3) : amount.first]:
        return False
    if amount.unit == "percent" and amount.amount > _MOST_PERCENT:
        return False
    if stretch(scan, amount.first, amount.last) == "minute" or has(offer.clause, "story"):
        return False
    return not in_line(scan.shape, amount.first, "W") and not _is_a_makers(offer)


def _is_a_makers(offer: Offer) -> bool:
    """ "GCP 300刀赠金", "$1500 in AWS credits", "OpenAI gives $5"."""
    beside = (*offer.ahead[-3:], *offer.close[:1])
    return has((*offer.ahead, *offer.close), "cloud") or has(beside, "maker")


def _is_given(offer: Offer, before: Offer | None, *, sold: bool) -> bool:
    """Whether the words around the amount give it away; not what is ``sold`` at a price."""
    amount, decided = offer.amount, offer.decided
    if decided == "pay":
        return amount.free or (amount.unit == "percent" and has(offer.close, "give", "gift"))
    if amount.free or offer.is_called_a_gift():
        return True
    if offer.touched("extra"):
        return amount.unit == "percent" or has(offer.close, "credit")
    if sold or (before is not None and before.decided == "pay"):
        return False  # "新用户 9.9 元体验 100 刀额度"
    return decided == "yours" or offer.touched("occasion") or _on_occasion(offer)


def _on_occasion(offer: Offer) -> bool:
    """What new users, visitors and guests get as credit: "$0.3 credit for new users"."""
    percent = offer.amount.unit == "percent"
    got, credit = offer.decided == "get", has((*offer.ahead[-2:], *offer.close), "credit")
    wanted = [word for word in offer.clause if word.section in ("occasion", "gift")]
    plus = offer.scan.tokens[max(0, offer.amount.first - 1)].text == "+"
    if percent:  # "+10% к пополнению", "20% extra en tu primera recarga"
        more = plus or has(offer.close[:1], "extra") or (got and credit)
        return more and any(word.meaning == "top_up" for word in offer.line)
    if plus and credit:  # "+5$ на баланс за отзыв"
        return True
    if any(word.meaning not in ("top_up", "gift") for word in wanted):
        return got or credit
    occasions = (word for word in offer.line if word.section == "occasion")
    return got and credit and any(word.meaning != "top_up" for word in occasions)
