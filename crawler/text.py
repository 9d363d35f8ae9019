"""Bytes as served → bytes as stored: text becomes UTF-8, anything else stays as it is."""

import codecs
import re

_TEXT = re.compile(
    r"text/|[/+](?:json|xml)\b|/(?:javascript|ecmascript|x-ndjson|csv)", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)


def stored(body: bytes, content_type: str) -> tuple[bytes, str]:
    """The body to store and its content type.

    Valid UTF-8 is believed over any label; GB 18030 is tried for what fits no label, because that
    is what unlabelled Chinese pages are in.
    """
    mime = content_type.partition(";")[0].strip().lower()
    if not _is_text(mime, body):
        return body, content_type
    mime = mime or "text/plain"
    return _utf8(body, content_type), f"{mime}; charset=utf-8"


def _is_text(mime: str, body: bytes) -> bool:
    if mime and mime != "application/octet-stream":
        return bool(_TEXT.search(mime))
    return b"\0" not in body[:1024] and _decodes(body, "utf-8") is not None


def _utf8(body: bytes, content_type: str) -> bytes:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace").encode()
    labels = _labels(body, content_type)
    if (
        not any(label.startswith("iso-2022") for label in labels)
        and _decodes(body, "utf-8") is not None
    ):
        return body
    for label in (*labels, "gb18030"):
        if (text := _decodes(body, label)) is not None:
            return text.encode()
    return body.decode("utf-8", "replace").encode()


def _labels(body: bytes, content_type: str) -> list[str]:
    found = _CHARSET.search(content_type)
    meta = _META.search(body[:4096])
    names = [found[1] if found else "", meta[1].decode("ascii", "ignore") if meta else ""]
    # What calls itself GB 2312 or GBK is read as the superset it usually is.
    return [re.sub(r"^(?:gb_?2312|gbk|x-gbk)$", "gb18030", name.lower()) for name in names if name]


def _decodes(body: bytes, label: str) -> str | None:
    try:
        return body.decode(label)
    except (UnicodeError, LookupError, ValueError):
        return None
