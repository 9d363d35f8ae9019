"""Whatever a site sends, a visit ends in a reading: never in a crash, never after a long time."""

import copy
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.cases import cases
from parsers.payload import document
from parsers.read import read_visit
from tests.parsers.pages import page

SHEETS = [
    (asked.url, document(asked), asked.evidence.status)
    for case in cases()
    for asked in case.pages()
    if document(asked) is not None
]
ODD = st.sampled_from(
    [None, True, "", "x", "<b>0.5</b>", "1e999", -1, 0, 1e300, [], {}, [None], {"a": None},
     {"price": 1, "groups": ["a"]}, [[]], "\ud7ff", "len <= 1 ? p : c", [{"name": 1, "url": 2}]]
)  # fmt: skip


def places(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else [])
    )
    return [here, *(place for step, each in inner for place in places(each, (*here, step)))]


def planted(value: Any, place: tuple[str | int, ...], odd: Any) -> Any:
    if not place:
        return odd
    changed = copy.deepcopy(value)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = odd
    return changed


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_an_odd_value_anywhere_in_a_sheet_is_survived(data: st.DataObject) -> None:
    url, sheet, status = data.draw(st.sampled_from(SHEETS))
    place = data.draw(st.sampled_from(places(sheet)))
    body = json.dumps(planted(sheet, place, data.draw(ODD)), ensure_ascii=False)
    reading = read_visit([page(body, url, status)])

    assert reading.outcome
    assert all(listing.key for listing in reading.listings)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_survived(body: bytes) -> None:
    for path in ("/", "/api/status", "/api/pricing", "/api/v1/model-plaza", "/list.csv"):
        assert read_visit([page(body, f"https://relay.example{path}")]).outcome


ROW = b'{"name":"a","url":"https://x.example"}'
HEAVY = {
    "nested tables": b"<table>" * 20_000,
    "bars": b"|" * 200_000 + b"\n|---|\n",
    "many Markdown tables": b"| a | b |\n|---|---|\n" * 5_000,
    "open brackets": b"[a](" * 50_000 + b"\n|---|\n",
    "open angles": b"<" * 500_000,
    "an open quote": b'a,b\n"' + b"x," * 300_000,
    "wide rows": b"," * 1_900 + b"\n" + (b"," * 1_900 + b"\n") * 300,
    "deep markup": b"<table>" + b"<div>" * 50_000,
    "one station many times": b'{"sites":[' + (ROW + b",") * 5_000 + ROW + b"]}",
    "an open shell": b"<html>window.__APP_CONFIG__={" + b'"a":{' * 50_000,
    "a shell of escapes": b'<html>window.__APP_CONFIG__={"' + b"\\" * 300_000,
    "open arrays": b"[" * 500_000,
    "a settings page of markup": json.dumps(
        {"data": {"site_name": "x", "api_base_url": "", "home_content": "<div>" * 60_000}}
    ).encode(),
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_pages_are_read_in_bounded_time(name: str) -> None:
    started = time.perf_counter()
    read_visit([page(HEAVY[name], "https://relay.example/x")])

    assert time.perf_counter() - started < 8
