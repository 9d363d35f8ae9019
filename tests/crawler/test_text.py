"""Text is stored as UTF-8; whatever else is served stays as it is."""

import pytest

from crawler.text import stored

TEXT = "充值比例：¥0.8 = $1 é"
META = '<meta charset="shift_jis">'
GB = "充值比例：1元=1刀"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (TEXT.encode(), "text/html", TEXT),
        (TEXT.encode(), "text/html; charset=utf-8", TEXT),
        (TEXT.encode(), "text/html; charset=iso-8859-1", TEXT),
        (GB.encode("gbk"), "text/html", GB),
        (GB.encode("gbk"), "text/html; charset=utf-8", GB),
        (GB.encode("gbk"), "text/html; charset=GB2312", GB),
        ("儲值".encode("big5"), "text/html; charset=big5", "儲值"),
        ((META + "値段").encode("shift_jis"), "text/html", META + "値段"),
        (TEXT.encode("utf-16"), "application/json", TEXT),
        ("prix réduit".encode("latin-1"), "text/plain; charset=latin-1", "prix réduit"),
        (TEXT.encode(), "text/html; charset=no-such-thing", TEXT),
        (TEXT.encode(), "", TEXT),
        (b"a\xff\xfe\xff", "text/html; charset=utf-8", "a\ufffd\ufffd\ufffd"),
        (b"", "text/html", ""),
    ],
)  # fmt: skip
def test_text_becomes_utf8(body: bytes, content_type: str, text: str) -> None:
    found, said = stored(body, content_type)

    assert found.decode() == text
    assert said.endswith("; charset=utf-8")


def test_valid_utf8_is_the_very_same_object() -> None:
    """So that nothing is copied or digested twice."""
    body = b"<p>plain</p>"

    assert stored(body, "text/html; charset=utf-8")[0] is body


@pytest.mark.parametrize(
    "content_type", ["image/png", "application/pdf", "application/octet-stream"]
)
def test_anything_else_stays_as_it_is(content_type: str) -> None:
    body = b"\x89PNG\0\xff"

    assert stored(body, content_type) == (body, content_type)
