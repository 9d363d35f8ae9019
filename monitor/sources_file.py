"""A list of sources as TOML: ``[[source]] name, url, family?, cadence, kind``."""

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from market.types import Source, SourceKind

_CADENCE = re.compile(r"[1-9]\d{0,3}[dh]")
_KEYS = {"name", "url", "family", "cadence", "kind"}


def read_sources(file: Path) -> list[Source]:
    """Every source of a file. Raises ValueError naming the entry and what is wrong with it."""
    try:
        listed = tomllib.loads(file.read_text(encoding="utf-8")).get("source", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{file}: {error}") from error
    if not listed:
        raise ValueError(f"{file}: no [[source]] entries")
    return [_source(entry, f"{file}, source {number}") for number, entry in enumerate(listed, 1)]


def _source(entry: dict[str, Any], where: str) -> Source:
    unknown = set(entry) - _KEYS
    if unknown:
        raise ValueError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
    try:
        return checked_source(**entry)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error


def checked_source(
    name: str, url: str, kind: str = "channel", family: str | None = None, cadence: str = "1d"
) -> Source:
    """A source with every field checked. Raises ValueError saying which one is wrong."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{url!r} is not an http(s) address")
    if not name.strip():
        raise ValueError("a source needs a name")
    if kind not in set(SourceKind):
        raise ValueError(f"kind {kind!r} is none of {', '.join(SourceKind)}")
    if not _CADENCE.fullmatch(cadence):
        raise ValueError(f"cadence {cadence!r} is not like 1d, 7d or 12h")
    return Source(name.strip(), url, SourceKind(kind), family or None, cadence)
