"""Hosts said without "https://": which of the words with a dot in them are a seller's site.

"Otter.ai offers ..." is a brand's name, "main.py" a file, "user.name" a variable.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from market.channel import is_domain, key
from parsers.readers.text.fold import Folded
from parsers.readers.text.spellings import free
from parsers.readers.text.words import vocabulary

CJK = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef"
# "api.otter.example", never a part of a longer word, a call, a setting or a key
HOST = (
    r"(?P<host>[a-z0-9](?:[a-z0-9-]{0,62}\.){1,4}(?<!-\.)[a-z]{2,24})"
    rf"(?![^\W{CJK}]|[@-]|\.\w|\(|\s?=|[\"']\s?:)"
)
_WORD_ENDS = " :=->→(~\"'「【是为@`*["
_BEFORE = 24  # characters that may say that a host follows


@dataclass(frozen=True, slots=True)
class Linked:
    """What a listing links to: hosts, and the sites they belong to."""

    hosts: frozenset[str]
    sites: frozenset[str]

    @classmethod
    def of(cls, hosts: Iterable[str]) -> "Linked":
        """The hosts of the addresses in a listing and its head."""
        known = frozenset(hosts)
        return cls(known, frozenset(map(key, known)))


def is_site(folded: Folded, found: re.Match[str], linked: Linked) -> bool:
    """Whether a bare host is one to go to, given what the listing links to."""
    host = found["host"]
    name = host.lower().removeprefix("www.")
    label, _, suffix = name.rpartition(".")
    if not is_domain(name) or _is_version(label):
        return False
    if name in linked.hosts or _introduced(folded, found.start()):
        return True
    program = label.rpartition(".")[2] in _suffix("program")
    plain = bool(found["path"]) or _is_plain(suffix)
    called = key(name) in linked.sites  # another host of it is linked to: this is how it is called
    return host.islower() and plain and not (program or called)


def _is_version(label: str) -> bool:
    """ "4.6.md", "gemini-2.5.pro"; but 302.ai."""
    name = label.rpartition(".")[2]
    return name.isdigit() and len(name) < 3


def _introduced(folded: Folded, start: int) -> bool:
    """Whether a word like "官网" stands right before."""
    at = bisect_left(folded.starts, start)
    before = folded.text[max(0, at - _BEFORE) : at].rstrip(_WORD_ENDS)
    return any(found.end() == len(before) for found in _site_words().finditer(before))


@cache
def _site_words() -> re.Pattern[str]:
    return re.compile(free(vocabulary("contacts")["site_word"]["words"]))


def _is_plain(suffix: str) -> bool:
    """Whether a suffix is one of a country or of shops, and no everyday word."""
    return suffix in _suffix("plain") or (len(suffix) == 2 and suffix not in _suffix("doubtful"))


@cache
def _suffix(kind: str) -> frozenset[str]:
    return frozenset(vocabulary("contacts")["suffix"][kind])
