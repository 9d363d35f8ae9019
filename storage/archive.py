"""The archive: every page as it was stored, in WARC files, found again by file name and offset.

Bodies arrive here already redacted and, where they are text, as UTF-8.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from market.types import Evidence, Page
from market.visits import Capture, Known, Leak
from storage import warc
from storage.warc import Headers, member
from storage.warc_file import OPEN, WarcFile, mend
from storage.warc_reading import Torn, record_at


class Missing(Exception):
    """The archive has no such page: the file is gone, or only says that nothing had changed."""


class Tampered(Exception):
    """The stored bytes are not those that were captured."""


class Archive:
    """Reads pages back, and mends what a killed writer left behind."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def page(self, capture: Capture) -> Page:
        """The page exactly as stored; raises Tampered if its digest is not the captured one."""
        path = self._path(capture.warc)
        try:
            record = record_at(path, capture.offset)
        except Torn as error:
            raise Tampered(f"{capture.warc} at {capture.offset}: {error}") from error
        if record.kind not in {"response", "resource"}:
            raise Missing(
                f"{capture.warc} at {capture.offset} is a {record.kind or 'nameless'} record"
            )
        body = record.payload
        if hashlib.sha256(body).hexdigest() != capture.evidence.digest:
            raise Tampered(f"{capture.evidence.url} in {capture.warc} at {capture.offset}")
        return Page(capture.evidence, body)

    def mend(self) -> list[str]:
        """Close the files whose writer was killed, cut to their last whole record; their names.

        A file that a living writer holds is left alone.
        """
        left = sorted(self.folder.glob("*" + OPEN))
        return [path.name.removesuffix(OPEN) for path in left if mend(path)]

    def _path(self, name: str) -> Path:
        if name != Path(name).name:
            raise Missing(f"not a file name: {name!r}")
        for path in (self.folder / name, self.folder / (name + OPEN)):
            if path.is_file():
                return path
        raise Missing(f"{self.folder} has no {name}")


@dataclass(frozen=True, slots=True)
class _Place:
    offset: int
    url: str
    date: str


class ArchiveWriter:
    """Appends captures to one new WARC file; a body it has already written is not written again.

    The file is named when the first capture comes, so that an idle crawl leaves nothing behind.
    """

    def __init__(
        self, folder: str | Path, name: str, *, info: Headers = (), level: int = 1
    ) -> None:
        self.folder = Path(folder)
        self._name, self._info, self._level = name, info, level
        self._file: WarcFile | None = None
        self._written: dict[str, _Place] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def write(
        self,
        evidence: Evidence,
        request_headers: Headers,
        response_headers: Headers,
        body: bytes,
        *,
        unchanged_from: Known | None = None,
        leaks: Sequence[Leak] = (),
    ) -> tuple[str, int]:
        """Store one capture and say where its bytes are: (file name, offset).

        With ``unchanged_from`` only a revisit is written, and the place is that of the revisit.
        """
        if self._file is None:
            self._file = self._begin(evidence)
        where = self._written.get(evidence.digest)
        if unchanged_from is not None:
            seen = _Place(0, unchanged_from.url, "")
            first = self._revisit(evidence, response_headers, seen, len(body) or None)
        elif where is not None:
            first = self._revisit(evidence, response_headers, where, len(body))
        else:
            first = self._full(evidence, response_headers, body)
        about = self._about(evidence, request_headers, leaks, unchanged_from is not None)
        place = self._file.append(first + about)
        if unchanged_from is None:
            here = _Place(place, evidence.url, warc.stamp(evidence.fetched_at))
            place = self._written.setdefault(evidence.digest, here).offset
        return self._file.name, place

    def sync(self) -> None:
        """Return once everything written so far is on the disk."""
        if self._file is not None:
            self._file.sync()

    def close(self) -> None:
        """Finish the file; it carries its final name from here on."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self, evidence: Evidence) -> WarcFile:
        Archive(self.folder).mend()
        file = WarcFile(self.folder, self._name)
        fields = [
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", warc.record_id("warcinfo " + file.name, evidence)),
            ("WARC-Date", warc.stamp(evidence.fetched_at)),
            ("WARC-Filename", file.name),
            ("Content-Type", "application/warc-fields"),
        ]
        file.append(member(fields, warc.info_block(self._info), self._level))
        return file

    def _full(self, evidence: Evidence, headers: Headers, body: bytes) -> bytes:
        kind = "resource" if evidence.rendered else "response"
        fields = [
            *_common(kind, evidence),
            ("WARC-Payload-Digest", warc.digest_label(evidence.digest)),
        ]
        if evidence.rendered:  # the browser's document is not what the server sent
            fields.append(("Content-Type", evidence.content_type or "text/html"))
            return member(fields, body, self._level)
        fields.append(("Content-Type", "application/http; msgtype=response"))
        head = warc.response_head(evidence, headers, len(body))
        return member(fields, head + body, self._level)

    def _revisit(
        self, evidence: Evidence, headers: Headers, seen: _Place, length: int | None
    ) -> bytes:
        modified = "server-not-modified" if evidence.status == 304 else "identical-payload-digest"
        fields = [
            *_common("revisit", evidence),
            ("WARC-Profile", f"http://netpreserve.org/warc/1.1/revisit/{modified}"),
            ("WARC-Payload-Digest", warc.digest_label(evidence.digest)),
            ("WARC-Refers-To-Target-URI", seen.url),
        ]
        if seen.date:
            fields.append(("WARC-Refers-To-Date", seen.date))
        fields.append(("Content-Type", "application/http; msgtype=response"))
        return member(fields, warc.response_head(evidence, headers, length), self._level)

    def _about(
        self,
        evidence: Evidence,
        request_headers: Headers,
        leaks: Sequence[Leak],
        unchanged: bool,
    ) -> bytes:
        """The request, and the metadata under a ``urn:``.

        Under the page's own address a metadata record would take its place on replay.
        """
        about = ("WARC-Concurrent-To", warc.record_id("capture", evidence))
        request = [*_common("request", evidence), about]
        request.append(("Content-Type", "application/http; msgtype=request"))
        note = _common("metadata", evidence, warc.record_id("capture", evidence)[1:-1])
        note += [about, ("Content-Type", "application/json")]
        asked = warc.request_block(evidence, request_headers)
        said = warc.metadata_block(evidence, leaks, unchanged)
        return member(request, asked, self._level) + member(note, said, self._level)


def _common(kind: str, evidence: Evidence, target: str = "") -> list[tuple[str, str]]:
    named = "capture" if kind in {"response", "resource", "revisit"} else kind
    return [
        ("WARC-Type", kind),
        ("WARC-Record-ID", warc.record_id(named, evidence)),
        ("WARC-Target-URI", target or evidence.url),
        ("WARC-Date", warc.stamp(evidence.fetched_at)),
    ]
