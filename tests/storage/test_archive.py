"""The archive gives back what it was given, to us and to every WARC tool, or says why not."""

import gzip
import hashlib
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from market.types import Evidence
from market.visits import Capture, Known, Leak
from storage.archive import Archive, ArchiveWriter, Missing, Tampered

NOON = datetime(2026, 7, 15, 12, 0, 0, 123456, tzinfo=UTC)
LEAK = Leak("anthropic", "sk-ant-", "0" * 64)


def _evidence(
    body: bytes, url: str = "https://relay.example/pricing?a=1", **more: object
) -> Evidence:
    digest = hashlib.sha256(body).hexdigest()
    about = Evidence(url, NOON, 200, "text/html; charset=utf-8", digest, digest, "allowed")
    return replace(about, **more)  # type: ignore[arg-type]


def _write(writer: ArchiveWriter, evidence: Evidence, body: bytes, **more: object) -> Capture:
    sent = (("User-Agent", "resalewatch/0"), ("Accept", "text/html"))
    got = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Odd", "a\r\nb: c\0"))
    warc, offset = writer.write(evidence, sent, got, body, **more)  # type: ignore[arg-type]
    return Capture(evidence, warc, offset)


def _three(folder: Path) -> list[Capture]:
    """A page, the same page again, and a 304."""
    body = "<p>￥1 = $1</p>\0".encode()
    later = [NOON + timedelta(seconds=n) for n in range(3)]
    known = Known("https://relay.example/pricing?a=1", hashlib.sha256(body).hexdigest())
    with ArchiveWriter(folder, "night", info=(("operator", "mailto:a@example.org"),)) as writer:
        return [
            _write(writer, _evidence(body), body, leaks=(LEAK,)),
            _write(writer, _evidence(body, "https://mirror.example/", fetched_at=later[1]), body),
            _write(
                writer,
                _evidence(body, fetched_at=later[2], status=304),
                b"",
                unchanged_from=known,
            ),
        ]


def test_a_page_comes_back_byte_for_byte(tmp_path: Path) -> None:
    first, *_ = _three(tmp_path)

    page = Archive(tmp_path).page(first)

    assert page.body == "<p>￥1 = $1</p>\0".encode()
    assert page.evidence == first.evidence


def test_a_body_written_once_is_found_under_its_second_address_too(tmp_path: Path) -> None:
    first, second, _ = _three(tmp_path)

    assert (second.warc, second.offset) == (first.warc, first.offset)
    assert Archive(tmp_path).page(second).url == "https://mirror.example/"


def test_a_revisit_has_no_body_of_its_own(tmp_path: Path) -> None:
    *_, third = _three(tmp_path)

    with pytest.raises(Missing, match="revisit"):
        Archive(tmp_path).page(third)


def test_the_same_input_makes_the_same_bytes(tmp_path: Path) -> None:
    _three(tmp_path / "a")
    _three(tmp_path / "b")

    a, b = ((tmp_path / n / "night-00001.warc.gz").read_bytes() for n in "ab")
    assert a == b


def test_every_tool_accepts_the_file(tmp_path: Path) -> None:
    """gzip's own test, warcio's digest check and FastWARC's block digests."""
    _three(tmp_path)
    path = tmp_path / "night-00001.warc.gz"

    check = [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)]
    said = subprocess.run(check, capture_output=True, text=True, check=True).stdout
    subprocess.run(["gzip", "-t", str(path)], check=True)
    with path.open("rb") as file:
        found = [record.verify_block_digest() for record in FastIterator(file, parse_http=False)]

    assert "fail" not in said.lower()
    assert found == [True] * 10


def test_records_say_what_they_are(tmp_path: Path) -> None:
    _three(tmp_path)
    with (tmp_path / "night-00001.warc.gz").open("rb") as file:
        seen = [
            (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
            for r in ArchiveIterator(file)
        ]

    kinds = [kind for kind, _, _ in seen]
    assert kinds == [
        "warcinfo",
        *("response", "request", "metadata"),
        *("revisit", "request", "metadata") * 2,
    ]
    about = json.loads(seen[3][2])
    assert seen[3][1].startswith("urn:uuid:")
    assert about["robots"] == "allowed"
    assert about["redactions"] == [["anthropic", "sk-ant-", "0" * 64]]


def test_a_rendered_page_is_a_resource_and_not_what_the_server_said(tmp_path: Path) -> None:
    body = b"<html>after script</html>"
    with ArchiveWriter(tmp_path, "night") as writer:
        capture = _write(writer, _evidence(body, rendered=True), body)

    assert Archive(tmp_path).page(capture).body == body
    with (tmp_path / capture.warc).open("rb") as file:
        assert [r.rec_type for r in ArchiveIterator(file)][1] == "resource"


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    first, *_ = _three(tmp_path)
    path = tmp_path / first.warc
    whole = gzip.decompress(path.read_bytes())
    forged = io.BytesIO()
    with gzip.GzipFile(fileobj=forged, mode="wb", mtime=0) as file:
        file.write(whole[whole.index(b"WARC/1.1", 8) :].replace(b"$1</p>", b"$9</p>", 1))
    path.write_bytes(forged.getvalue())

    with pytest.raises(Tampered):
        Archive(tmp_path).page(replace(first, offset=0))


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_torn_file_is_cut_to_its_whole_records(tmp_path: Path, cut: int) -> None:
    """What a kill left behind is mended by the next writer, and the whole pages stay readable."""
    first, *_ = _three(tmp_path)
    path = tmp_path / first.warc
    torn = tmp_path / (first.warc + ".open")
    torn.write_bytes(path.read_bytes()[:-cut])
    path.unlink()
    assert Archive(tmp_path).page(first).body

    with ArchiveWriter(tmp_path, "night") as writer:
        second = _write(writer, _evidence(b"next"), b"next")

    assert not torn.exists()
    assert second.warc == "night-00002.warc.gz"
    subprocess.run(["gzip", "-t", str(path)], check=True)
    assert Archive(tmp_path).page(first).body


def test_a_living_writers_file_is_left_alone(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "night") as writer:
        one = _write(writer, _evidence(b"one"), b"one")
        assert Archive(tmp_path).mend() == []
        with ArchiveWriter(tmp_path, "night") as other:
            two = _write(other, _evidence(b"two"), b"two")

    assert {one.warc, two.warc} == {"night-00001.warc.gz", "night-00002.warc.gz"}
    assert [Archive(tmp_path).page(c).body for c in (one, two)] == [b"one", b"two"]


def test_an_idle_crawl_leaves_no_file(tmp_path: Path) -> None:
    ArchiveWriter(tmp_path / "archive", "night").close()

    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize("name", ["../night-00001.warc.gz", "gone.warc.gz", ""])
def test_a_file_that_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    first, *_ = _three(tmp_path)

    with pytest.raises(Missing):
        Archive(tmp_path).page(replace(first, warc=name))


def test_an_offset_between_records_is_tampering(tmp_path: Path) -> None:
    first, *_ = _three(tmp_path)

    with pytest.raises(Tampered):
        Archive(tmp_path).page(replace(first, offset=first.offset + 1))
