"""label: from a page or a text to lines that a person labels."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from market.types import Listing, Page
from monitor.commands.frame import Config, Exit, house, settings, web_address
from monitor.labelling import Piece, disguised, line, offers_something, pieces, saying
from monitor.output import warn
from monitor.probe import visit
from monitor.surrogates import Surrogates
from parsers.read import read_visit
from parsers.readers import READERS
from storage import Unknown
from storage.archive import Missing, Tampered
from storage.recorded import page_at

app = typer.Typer()

_DIGEST = re.compile(r"[0-9a-f]{64}")
_RECORD = re.compile(r"(?P<file>.+\.warc(?:\.gz)?):(?P<offset>\d+)")


def _reader(kind: str | None) -> str | None:
    if kind is not None and kind not in READERS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(READERS)}")
    return kind


@app.command()
def label(
    source: Annotated[
        str,
        typer.Argument(help="A URL, a digest, FILE.warc.gz:OFFSET, a text file, or - for stdin."),
    ],
    keep_handles: Annotated[
        bool, typer.Option("--keep-handles", help="No surrogates for people's names.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what offers nothing at first sight.")
    ] = False,
    as_saying: Annotated[
        str | None,
        typer.Option(callback=_reader, metavar="KIND", help="Lines for fixtures/readers/KIND.txt."),
    ] = None,
    config: Config = None,
) -> None:
    """Turn a page or a text into lines to label, filled with what the readers find now."""
    names = None if keep_handles else Surrogates()
    told = 0
    for piece in _pieces(source, config):
        if everything or offers_something(piece):
            told += 1
            _write(disguised(piece, names), as_saying)
    if not told:
        warn(f"resalewatch: nothing to label in {source}; --all shows what there is")
        raise typer.Exit(Exit.NOTHING_TO_DO)


def _write(piece: Piece, as_saying: str | None) -> None:
    said = saying(piece, as_saying) if as_saying else json.dumps(line(piece), ensure_ascii=False)
    sys.stdout.buffer.write(f"{said}\n".encode("utf-8", "replace"))


def _pieces(source: str, config: Path | None) -> Iterator[Piece]:
    if source.startswith(("http://", "https://")):
        visited, pages = visit(web_address(source), settings(config))
        if not pages:
            warn(f"resalewatch: nothing to label of {source}: {visited.outcome}")
            raise typer.Exit(Exit.PARTIAL)
        return _of_pages(pages)
    if _DIGEST.fullmatch(source) or _RECORD.fullmatch(source):
        return _of_pages([_stored(source, config)])
    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    name = "stdin" if source == "-" else Path(source).stem
    return pieces([Listing("text", "", text)], name, "text")


def _of_pages(pages: Iterable[Page]) -> Iterator[Piece]:
    """Named by their digest: a host's name is nobody's business in a corpus."""
    for page in pages:
        reading = read_visit([page])
        name = sha256(page.body).hexdigest()[:8]
        yield from pieces(reading.listings, name, reading.family or "page")


def _stored(source: str, config: Path | None) -> Page:
    """Raises Unknown for what neither store nor archive has."""
    with house(config) as rooms:
        record = _RECORD.fullmatch(source)
        try:
            if record:
                file = Path(record["file"])
                inside = rooms.archive.folder / file.name
                return page_at(file if file.exists() else inside, int(record["offset"]))
            capture = rooms.store.capture(source)
            if capture is None:
                raise Unknown(f"nothing with digest {source[:12]}… was ever captured")
            return rooms.archive.page(capture)
        except (Missing, Tampered) as problem:
            raise Unknown(str(problem)) from problem
