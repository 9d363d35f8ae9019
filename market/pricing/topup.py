"""What one of a seller's own dollars costs, and how sure of that we can be."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from market.claims import Price, Rate, TopUp
from market.types import Basis, Fact, Issue, Level, Listing

# new-api ships with price = 7.3; who never touched it sells through a card shop instead.
_UNTOUCHED = Decimal("7.3")
ONE_YUAN = TopUp(Decimal(1), "CNY", "assumed", reliable=False)
_CHINESE = re.compile(r"[\u4e00-\u9fff¥￥]|alipay|wxpay|wechat|epay|\bcny\b|\brmb\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The top-up price to reckon with, the words or field it stands on, and what is doubtful."""

    top_up: TopUp
    basis: Basis
    place: str = ""
    issues: tuple[Issue, ...] = ()


def choose_top_up(listings: Sequence[Listing]) -> Chosen:
    """The top-up price of one seller from everything one visit showed.

    A field of the site's status counts when it is neither the software's default nor bypassed by a
    card shop (the seller's words may name its money); where it does not count, the seller's own
    words do; without either, one yuan a dollar is assumed, and said so.
    """
    told = list(_told(listings))
    status = next((both for both in told if both[0].source != "text"), None)
    words = {
        (said.amount, said.currency): (said, place) for said, place in told if said.source == "text"
    }
    if status and _dependable(status[0]):
        if not _is_chinese(listings):
            status = (_in_named_money(status[0], words), status[1])
        issues = (*_conflict(status[0], words), *_currency_doubt(status[0], listings))
        return Chosen(status[0], Basis.EXACT, status[1], issues)
    if len(words) == 1:
        said, place = next(iter(words.values()))
        confirms = status is not None and (status[0].amount, status[0].currency) in words
        top_up = replace(status[0], reliable=True) if status and confirms else said
        return Chosen(top_up, Basis.EXACT, status[1] if status and confirms else place)
    return _assumed(status, words)


def _assumed(
    status: tuple[TopUp, str] | None, words: dict[tuple[Decimal, str], tuple[TopUp, str]]
) -> Chosen:
    said = f"; the site's own words differ among themselves ({_listed(words)})" if words else ""
    if status:
        message = (
            f"{status[0].source} says {status[0].amount} {status[0].currency} a credited dollar,"
            f" but it is the software's default or a card shop sets the true price{said}"
        )
        issue = Issue(Level.WARNING, "unreliable_top_up", message, status[1])
        doubted = replace(status[0], reliable=False)
        return Chosen(doubted, Basis.ASSUMED_TOP_UP, status[1], (issue,))
    message = f"no top-up price found{said}; 1 CNY for a credited dollar is assumed"
    issue = Issue(Level.WARNING, "assumed_top_up", message)
    return Chosen(ONE_YUAN, Basis.ASSUMED_TOP_UP, "", (issue,))


def _told(listings: Sequence[Listing]) -> Iterator[tuple[TopUp, str]]:
    """Top-ups of sheets and texts; beside a price sheet, "¥1 = $1" is one too."""
    facts = [fact for listing in listings for fact in listing.facts]
    has_sheet = any(isinstance(fact.value, Rate) for fact in facts)
    for fact in facts:
        value = fact.value
        if isinstance(value, TopUp) and value.amount > 0:
            yield value, fact.place
        elif has_sheet and isinstance(value, Price) and _names_the_rate(value):
            yield TopUp(value.amount, str(value.currency), "text"), fact.place


def _names_the_rate(price: Price) -> bool:
    general = price.provider in (None, "multiple") and price.model is None
    said = price.per == "usd_credit" and price.currency is not None and price.amount > 0
    return general and said and not price.withdrawn


def _dependable(top_up: TopUp) -> bool:
    default = top_up.source == "status.price" and top_up.amount == _UNTOUCHED
    return top_up.reliable and not default


def _in_named_money(status: TopUp, words: dict[tuple[Decimal, str], tuple[TopUp, str]]) -> TopUp:
    """The field names no currency: beside "$1 = $1 of credit" alone, its 1 is a dollar. A Chinese
    site may well say as much of what its credit is worth.
    """
    named = {currency for amount, currency in words if amount == status.amount}
    return replace(status, currency=named.pop()) if len(named) == len(words) == 1 else status


def _conflict(
    status: TopUp, words: dict[tuple[Decimal, str], tuple[TopUp, str]]
) -> Iterator[Issue]:
    if words and (status.amount, status.currency) not in words:
        message = (
            f"{status.source} says {status.amount} {status.currency} a credited dollar,"
            f" the text says {_listed(words)}; the field is used"
        )
        yield Issue(Level.WARNING, "top_up_conflict", message, next(iter(words.values()))[1])


def _currency_doubt(top_up: TopUp, listings: Sequence[Listing]) -> Iterator[Issue]:
    """The status field names no currency: it is yuan in practice, less surely so where nothing on
    the site is Chinese.
    """
    if top_up.currency == "CNY" and not _is_chinese(listings):
        message = (
            f"{top_up.source} names no currency; CNY is assumed, nothing on the site confirms it"
        )
        yield Issue(Level.INFO, "currency_assumed", message)


def _is_chinese(listings: Sequence[Listing]) -> bool:
    return any(_CHINESE.search(text) for text in _texts(listings))


def _texts(listings: Sequence[Listing]) -> Iterator[str]:
    for listing in listings:
        yield from (listing.title, listing.text, listing.context)
        yield from _group_names(listing.facts)


def _group_names(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        if isinstance(fact.value, Rate):
            yield f"{fact.value.group} {fact.value.group_text}"


def _listed(words: dict[tuple[Decimal, str], tuple[TopUp, str]]) -> str:
    return ", ".join(f"{amount} {currency}" for amount, currency in sorted(words))
