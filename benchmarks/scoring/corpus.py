"""Labelled listings on disk, and the readers let loose on them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scoring.judge import Judged, judge
from parsers.extract import extract


@dataclass(frozen=True, slots=True)
class Corpus:
    """One file of labelled listings, or a folder of several, under one name."""

    name: str
    listings: tuple[dict[str, Any], ...]

    def judged(self) -> Iterator[Judged]:
        """Every listing as today's readers read it."""
        for listing in self.listings:
            facts: Any = extract(listing)["facts"]
            yield judge(listing, facts)


def load(path: Path) -> Corpus:
    """The corpus of this file or folder. Raises ValueError for a line that is no listing."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    lines = [line for file in files for line in file.read_bytes().splitlines() if line.strip()]
    listings = tuple(_listing(path, number, line) for number, line in enumerate(lines, 1))
    if len({listing["id"] for listing in listings}) < len(listings):
        raise ValueError(f"{path}: two listings have one id")
    return Corpus(path.stem, listings)


def _listing(path: Path, number: int, line: bytes) -> dict[str, Any]:
    listing: dict[str, Any] = json.loads(line)
    missing = {"id", "lang", "text", "facts"} - set(listing)
    if missing:
        raise ValueError(f"{path}: listing {number} lacks {', '.join(sorted(missing))}")
    return listing
