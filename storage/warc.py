"""WARC 1.1 records as gzip members, byte for byte the same for the same input; no files here.

Written by hand because the library's writer takes most of a millisecond a record and a fixed
compression level; what it writes is checked by warcio, FastWARC and gzip in the tests.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from isal import isal_zlib

from market.types import Evidence
from market.visits import Leak

Headers = Sequence[tuple[str, str]]

_UNSAFE = re.compile(r"[\x00-\x1f\x7f]+")
# The stored body is decoded and UTF-8, so what described the served one moves aside.
_MOVED_ASIDE = {"content-encoding", "content-length", "content-type", "transfer-encoding"}


def digest_label(sha256_hex: str) -> str:
    """A hex SHA-256 in the notation WARC tools expect: base32 behind the algorithm's name."""
    return "sha256:" + base64.b32encode(bytes.fromhex(sha256_hex)).decode()


def stamp(when: datetime) -> str:
    """A WARC-Date with microseconds, so that two captures of one address never share a record."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record_id(kind: str, evidence: Evidence) -> str:
    """The id of a record, from what it holds: written again from the same input, it is the same."""
    name = "\0".join(
        ("resalewatch", kind, evidence.url, stamp(evidence.fetched_at), evidence.digest)
    )
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"


def member(fields: Iterable[tuple[str, str]], block: bytes, level: int) -> bytes:
    """One record as one gzip member."""
    head = [f"{name}: {_UNSAFE.sub(' ', value)}" for name, value in fields]
    head.append("WARC-Block-Digest: " + digest_label(hashlib.sha256(block).hexdigest()))
    head.append(f"Content-Length: {len(block)}")
    start = "WARC/1.1\r\n" + "\r\n".join(head) + "\r\n\r\n"
    # In one call, because each one lets go of the interpreter and has to get it back.
    return isal_zlib.compress(b"".join((start.encode(), block, b"\r\n\r\n")), level, 31)


def request_block(evidence: Evidence, headers: Headers) -> bytes:
    """The request as it was sent."""
    parts = urlsplit(evidence.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", *_lines(headers)]
    return _http(lines)


def response_head(evidence: Evidence, headers: Headers, length: int | None) -> bytes:
    """Status line and headers, fitted to the stored body; served ones move aside."""
    lines = [f"HTTP/1.1 {evidence.status} {_phrase(evidence.status)}"]
    lines += [
        f"X-Archive-Orig-{name}: {value}" if name.lower() in _MOVED_ASIDE else f"{name}: {value}"
        for name, value in headers
    ]
    if evidence.content_type:
        lines.append(f"Content-Type: {evidence.content_type}")
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return _http(lines)


def metadata_block(evidence: Evidence, leaks: Sequence[Leak], unchanged: bool) -> bytes:
    """What the response itself cannot say: robots verdict, digests, what was taken out."""
    about = {
        "asked": evidence.asked or evidence.url,
        "digest": evidence.digest,
        "redactions": [[leak.provider, leak.prefix, leak.sha256] for leak in leaks],
        "rendered": evidence.rendered,
        "robots": evidence.robots,
        "served_digest": evidence.served_digest,
        "status": evidence.status,
        "unchanged": unchanged,
        "url": evidence.url,
    }
    return json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def info_block(fields: Headers) -> bytes:
    """The body of a warcinfo record."""
    return "".join(f"{name}: {_UNSAFE.sub(' ', value)}\r\n" for name, value in fields).encode()


def _lines(headers: Headers) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _http(lines: Sequence[str]) -> bytes:
    clean = [_UNSAFE.sub(" ", line) for line in lines]
    return ("\r\n".join(clean) + "\r\n\r\n").encode("utf-8", "replace")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
