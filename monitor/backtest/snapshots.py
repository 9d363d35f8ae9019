"""A folder of dated snapshots: which pages there are of which night, and of which source."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from market.types import Source, SourceKind
from monitor.sources_file import read_sources

CONTENT_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
SOURCES, PRICES, FX, TRUTH = "sources.toml", "prices.csv", "fx.csv", "truth.toml"
_BESIDE = {SOURCES, PRICES, FX, TRUTH}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SHAPE = "a folder for each date, DATE/NAME.csv, or a file for each date, DATE.csv"


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Pages by night and source, oldest night first; and what lies there that is none."""

    nights: Mapping[date, Mapping[str, Path]]
    sources: tuple[Source, ...]
    skipped: tuple[str, ...]  # hidden files and files of unknown kind, as paths below the folder
    prices: Path | None
    fx: Path | None
    truth: Path | None


def snapshots(folder: Path, source: str | None = None) -> Snapshots:
    """What a folder holds: ``DATE/NAME.csv`` or ``DATE.csv``, the latter of one source that is
    called ``source``, or as the folder.

    Raises ValueError for a folder without dates, for a folder or file that is taken for a date and
    is none, and for two pages of one source and night; OSError for what cannot be read.
    """
    if not folder.is_dir():
        raise ValueError(f"{folder} is no folder; a backtest plays {_SHAPE}")
    there = sorted(one for one in folder.iterdir() if one.name not in _BESIDE)
    days = [one for one in there if one.is_dir() and not _hidden(one)]
    named = source or folder.resolve().name
    pages = list(_by_folder(days) if days else _by_file(there, named))
    nights = _by_night(pages)
    if not nights:
        raise ValueError(f"{folder} holds no snapshot; a backtest plays {_SHAPE}")
    played = {path for of_night in nights.values() for path in of_night.values()}
    files = [*there, *(path for day in days for path in sorted(day.iterdir()))]
    return Snapshots(
        nights=nights,
        sources=tuple(_sources(folder / SOURCES, nights)),
        skipped=tuple(str(one.relative_to(folder)) for one in files if one not in {*played, *days}),
        prices=_beside(folder, PRICES),
        fx=_beside(folder, FX),
        truth=_beside(folder, TRUTH),
    )


def _by_folder(days: Iterable[Path]) -> Iterator[tuple[date, str, Path]]:
    for day in days:
        on = _date(day.name, day)
        yield from ((on, path.stem, path) for path in sorted(day.iterdir()) if _is_page(path))


def _by_file(there: Iterable[Path], source: str) -> Iterator[tuple[date, str, Path]]:
    for path in there:
        if _is_page(path) and path.stem[:4].isdecimal():
            yield _date(path.stem, path), source, path


def _by_night(pages: Iterable[tuple[date, str, Path]]) -> dict[date, dict[str, Path]]:
    nights: dict[date, dict[str, Path]] = defaultdict(dict)
    for on, source, path in pages:
        other = nights[on].setdefault(source, path)
        if other != path:
            raise ValueError(f"{other} and {path} are both of {source!r} on {on}; keep one of them")
    return dict(sorted(nights.items()))


def _is_page(path: Path) -> bool:
    return path.is_file() and not _hidden(path) and path.suffix.lower() in CONTENT_TYPES


def _hidden(path: Path) -> bool:
    return path.name.startswith((".", "__"))


def _date(text: str, path: Path) -> date:
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError(f"{path} is not named for a date like 2026-07-15; move it or rename it")


def _beside(folder: Path, name: str) -> Path | None:
    return folder / name if (folder / name).is_file() else None


def _sources(file: Path, nights: Mapping[date, Mapping[str, Path]]) -> Iterator[Source]:
    """Each as the list of sources has it, else a list of others at an address made of its name."""
    told = {one.name: one for one in read_sources(file)} if file.is_file() else {}
    first: dict[str, Path] = {}
    for pages in nights.values():
        first = {**pages, **first}
    if unseen := sorted(told.keys() - first.keys()):
        raise ValueError(f"{file}: there is no snapshot of {', '.join(unseen)}")
    for name, path in sorted(first.items()):
        yield told.get(name) or _assumed(name, path.suffix.lower())


def _assumed(name: str, suffix: str) -> Source:
    host = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "snapshots"
    kind = SourceKind.FEED if suffix == ".xml" else SourceKind.DIRECTORY
    return Source(name, f"https://{host}.example/{host}{suffix}", kind)
