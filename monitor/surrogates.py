"""Handles, mailboxes, telephone numbers and referral codes as others of the same shape: a letter
for a letter, a digit for a digit. What stays is how they are written: readers must know that.
"""

import re
from collections.abc import Iterable
from random import SystemRandom
from string import ascii_lowercase, ascii_uppercase, digits

from market.claims import Contact
from market.types import Fact

_HAN = "松柏竹梅溪山云石江河湖海林泉"
_KEPT = {"site"}  # a shop's own address is what a lead is about
_CODE = re.compile(
    r"(?<=[?&])(?:aff|ref|referral|inv|invite|invitecode|code|promo|start|ch|channel|from|source|user|uid)"
    r"=(?P<code>[\w%+-]{3,60})|/(?:i|r|ref|aff|invite|register)/(?P<path>[\w-]{3,40})",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}[ -]?)?(?:1[3-9]\d{9}|\d{3}[ -]\d{3,4}[ -]\d{4}|\d{10,13})(?!\w)"
)
_MAILBOX = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})(?=@(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,24})")


class Surrogates:
    """One surrogate for one name, as long as this object lives; the next run has others."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._dice = SystemRandom()

    def of(self, text: str, facts: Iterable[Fact]) -> str:
        """The text with other names for everybody the facts, addresses and numbers in it name."""
        names = {value for fact in facts for value in _names(fact)}
        names |= {found["code"] or found["path"] for found in _CODE.finditer(text)}
        names |= {found[0] for found in _PHONE.finditer(text)}
        names |= {found[1] for found in _MAILBOX.finditer(text)}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            alone = rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])"
            text = re.sub(alone, self._surrogate(name), text)
        return text

    def _surrogate(self, name: str) -> str:
        if name not in self._given:
            self._given[name] = "".join(map(self._other, name))
        return self._given[name]

    def _other(self, mark: str) -> str:
        for alphabet in (ascii_lowercase, ascii_uppercase, digits):
            if mark in alphabet:
                return self._dice.choice(alphabet)
        return self._dice.choice(_HAN) if "\u3400" <= mark <= "\u9fff" else mark


def _names(fact: Fact) -> Iterable[str]:
    """The handle a fact names; a mailbox is its part before the @."""
    match fact.value:
        case Contact(platform=platform, value=value) if platform not in _KEPT:
            return (value.partition("@")[0] if platform == "email" else value.strip("@/+"),)
        case _:
            return ()
