"""A list of sources as TOML: ``[[source]] name, url, family?, cadence, kind``."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from market.queries import NAMED, SLOT, expanded
from market.types import Source, SourceKind
from monitor.tables import text_of
from parsers.families import ADAPTERS

_CADENCE = re.compile(r"[1-9]\d{0,3}[dh]")
_KEYS = {"name", "url", "family", "cadence", "kind", "queries"}


def read_sources(file: Path) -> list[Source]:
    """Every source of a file. Raises ValueError naming the entry and what is wrong with it."""
    try:
        listed = tomllib.loads(text_of(file)).get("source", [])
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: {error}") from error
    if not listed or not isinstance(listed, list):
        raise ValueError(f"{file}: no [[source]] entries")
    found = [_source(entry, f"{file}, source {number}") for number, entry in enumerate(listed, 1)]
    twice = [name for name, count in Counter(one.name for one in found).items() if count > 1]
    if twice:
        raise ValueError(f"{file}: the name {twice[0]!r} stands there twice; names are identities")
    return found


def _source(entry: Any, where: str) -> Source:
    if not isinstance(entry, dict):
        raise ValueError(f"{where}: not a table of name, url, …")
    unknown = set(entry) - _KEYS
    if unknown:
        raise ValueError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
    wrong = [key for key, value in entry.items() if key != "queries" and not isinstance(value, str)]
    missing = [key for key in ("name", "url") if key not in entry]
    if wrong or missing:
        raise ValueError(f"{where}: {', '.join(wrong or missing)} must be given as text")
    try:
        return checked_source(**{**entry, "queries": _listed(entry.get("queries", ()))})
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _listed(queries: Any) -> tuple[str, ...]:
    """``queries = "relay"`` names a shipped list; an array holds queries themselves."""
    if isinstance(queries, str):
        return (f"{NAMED}{queries}",)
    listed = isinstance(queries, list | tuple)
    if not listed or not all(isinstance(one, str) for one in queries):
        raise ValueError("queries are the name of a list, or a list of texts")
    return tuple(queries)


def checked_source(
    name: str,
    url: str,
    kind: str = "channel",
    family: str | None = None,
    cadence: str = "1d",
    queries: Sequence[str] = (),
) -> Source:
    """A source with every field checked. Raises ValueError saying which one is wrong."""
    _check_queries(url, kind, queries)
    if not can_be_asked(url):
        raise ValueError(f"{url!r} is not an http(s) address like https://relay.example/")
    if not name.strip():
        raise ValueError("a source needs a name")
    if kind not in set(SourceKind):
        raise ValueError(f"kind {kind!r} is none of {', '.join(SourceKind)}")
    if family and family not in ADAPTERS:
        raise ValueError(f"family {family!r} is none of {', '.join(ADAPTERS)}")
    if not _CADENCE.fullmatch(cadence):
        raise ValueError(f"cadence {cadence!r} is not like 1d, 7d or 12h")
    return Source(name.strip(), url, SourceKind(kind), family or None, cadence, tuple(queries))


def _check_queries(url: str, kind: str, queries: Sequence[str]) -> None:
    expanded(queries)
    if queries and kind != SourceKind.SEARCH:
        raise ValueError(f"only a search is asked queries, not a {kind}")
    if bool(queries) != (SLOT in url):
        raise ValueError(f"an address with {SLOT} and queries to put there go together")
    if not all(one.strip() for one in queries):
        raise ValueError("an empty query asks nothing")


def can_be_asked(url: str) -> bool:
    """Whether a crawler could make anything of the address."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket without its pair, a port that is no number
        return False
