"""Where the seller is reached: sites, Telegram, WeChat, QQ, mail, Discord and others, in prose,
links, cells and mark-up. Bare handles count only behind a word that says what they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from market.channel import is_bystander, is_domain
from market.claims import Contact
from market.types import Fact
from parsers.readers.around import said
from parsers.readers.contacts.at_names import at_names
from parsers.readers.contacts.encoded import encoded
from parsers.readers.contacts.handles import Handle, handles
from parsers.readers.contacts.links import Link, links
from parsers.readers.contacts.pseudonyms import pseudonyms
from parsers.readers.facts import LIKELY, SURE, said_once
from parsers.readers.stance import of_the_trade
from parsers.readers.text.fold import Folded, fold
from parsers.readers.text.spellings import free, may_say
from parsers.readers.text.words import vocabulary

READER = "contact/1"

_DOTTED = re.compile(r"\.[A-Za-z]{2}")
_DIGITS = re.compile(r"\d{6}")
# Letters that make addresses; Chinese and Japanese leave no blank before and behind one.
_LETTERS = r"0-9A-Za-z_\u00c0-\u052f"
_MAIL = re.compile(
    rf"(?<![{_LETTERS}.+-])[{_LETTERS}.+-]{{1,64}}@(?:[\w-]{{1,63}}\.){{1,4}}[a-zA-Z]{{2,24}}"
    rf"(?![{_LETTERS}-])"
)
_CREDENTIALS = re.compile(r"\s?(?:-{3,}|:\S)")  # "a@b.example----password" is what is sold
_BEFORE = 80


def read_contact(text: str, context: str = "") -> Iterator[Fact]:
    """Every way the text gives to reach the seller, each once."""
    if not (_DOTTED.search(text) or _DIGITS.search(text) or may_say("contacts", text)):
        return iter(())
    return said_once(sorted(_read(fold(text), context), key=lambda fact: fact.span))


def _read(folded: Folded, context: str) -> Iterator[Fact]:
    text = folded.text
    others = _is_of_another_trade(folded, context)
    for link in links(folded, context):
        if not (others and link.contact.platform == "site"):
            yield _linked(folded, link, LIKELY if link.bare else SURE)
    for link in encoded(folded.original):
        yield _linked(folded, link, LIKELY)
    for found in _MAIL.finditer(folded.original):
        if _is_sellers(folded, found):
            yield _fact(Contact("email", found[0]), found[0], found.span(), SURE)
    for handle in (*handles(text), *at_names(text), *pseudonyms(text)):
        yield _handle(folded, handle)


def _is_of_another_trade(folded: Folded, context: str) -> bool:
    """Whether proxies or servers are on offer, and nothing of this trade."""
    return bool(_other_trade().search(folded.text)) and not of_the_trade(
        said(folded.original, context)
    )


@cache
def _other_trade() -> re.Pattern[str]:
    return re.compile(free(vocabulary("contacts")["other_trade"]["words"]))


def _linked(folded: Folded, link: Link, sure: Decimal) -> Fact:
    span = (link.start, link.end)
    return _fact(link.contact, folded.original[slice(*span)], span, sure)


def _handle(folded: Folded, handle: Handle) -> Fact:
    """As written, without the mark-up and hidden signs that stand inside."""
    span = folded.where(handle.start, handle.end)
    letters = (folded.original[at] for at in folded.starts[handle.start : handle.end])
    value = unicodedata.normalize("NFKC", "".join(letters))
    return _fact(Contact(handle.platform, value), folded.original[slice(*span)], span, LIKELY)


def _is_sellers(folded: Folded, found: re.Match[str]) -> bool:
    """Whether a mailbox is where one writes to: no buyer's, no maker's, no account on sale."""
    name, _, host = found[0].lower().rpartition("@")
    known = vocabulary("contacts")["mail"]
    if name in known["nobody"] or not is_domain(host):
        return False
    if host not in known["open"] and is_bystander(f"https://{host}"):
        return False
    before = folded.original[max(0, found.start() - _BEFORE) : found.start()].rpartition("\n")[2]
    bought = _buyer().search(before.lower())
    return not bought and not _CREDENTIALS.match(folded.original, found.end())


@cache
def _buyer() -> re.Pattern[str]:
    """ "customer: 'A B', email: '…'"."""
    return re.compile(rf"(?:{free(vocabulary('contacts')['mail']['buyer'])})[\"']?\s?[:=：]")


def _fact(contact: Contact, quote: str, span: tuple[int, int], sure: Decimal) -> Fact:
    return Fact(contact, quote, span, reader=READER, confidence=sure)
