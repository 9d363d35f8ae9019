"""Pages of one software look alike, whatever they say; pages of two do not."""

import pytest
from growth import growth
from pages import page

from fixtures.cases import cases
from parsers.signature import signature


def _shell(name: str, build: str, more: str = "") -> str:
    return (
        f'<html><head><title>{name}</title><meta name="generator" content="Nightjar {more}2.4.1">'
        f'<script src="/assets/index-{build}.js"></script>'
        '<script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script></head>'
        f'<body><div id="app"></div><p>{more}</p></body></html>'
    )


ALIKE = [
    (_shell("Heron", "5f2c1a9b"), _shell("Otter shop", "77aa01cd", "v3 ")),
    (
        {"code": 0, "data": [{"id": 1, "title": "a", "sum": 3}]},
        {"code": 1, "data": [{"id": 9, "title": "b", "sum": 4}, {"other": 1}]},
    ),
    ([{"a": 1, "b": 2}], [{"b": 5, "a": None}]),
    ("name,price\nA,1\n", "name,price\nB,2\nC,3\n"),
    (
        "<html><title>Heron - 登录</title><body><header><b>x</b></header><main></main></body>",
        "<html><title>Otter - 登录</title><body><header><b>y</b></header><main></main></body>",
    ),
    ("<?xml version='1.0'?><rss><channel><title>a", "<rss><channel><title>b"),
]
HOSTS = ("https://heron.example/", "https://otter.example/")


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_sites_of_one_software_look_alike(one: object, other: object) -> None:
    """Names, builds, versions, counters and rows make no difference."""
    assert signature(page(one, HOSTS[0])) == signature(page(other, HOSTS[1]))


def test_each_kind_looks_different() -> None:
    shown = [str(signature(page(one, HOSTS[0]))) for one, _ in ALIKE]

    assert len(set(shown)) == len(shown)
    assert shown[0] == "html · by nightjar · vue · /assets/index*.js"
    assert shown[1] == "json · {code,data} · data[]{id,sum,title}"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("", "other · no content type"),
        (b"\xff\xfe\x00PK", "other · no content type"),
        ("{broken", "json · broken"),
        ("<", "html · bare words"),
        ("<!---->", "html · no element"),
        ("# Birds\n", "markdown"),
        ({str(n): n for n in range(100)}, "json · {many names}"),
    ],
)
def test_odd_pages_have_a_signature_too(body: object, shown: str) -> None:
    assert str(signature(page(body))) == shown


def test_every_recorded_page_has_one() -> None:
    """Short, in one line, and always the same."""
    for case in cases():
        for asked in case.pages():
            told = str(signature(asked))

            assert told == str(signature(asked))
            assert 0 < len(told) <= 300
            assert "\n" not in told


@pytest.mark.parametrize(
    "build",
    [
        lambda many: "<div>" * many,
        lambda many: "<script src=/a1.b2c3d4e5>" * many,
        lambda many: '{"a":' * min(many, 900) + "1" + "}" * min(many, 900),
        lambda many: "<title>" + "- " * many,
        lambda many: "<p>" + "<b></b>" * many,
    ],
)
def test_a_hostile_page_costs_what_its_length_says(build: object) -> None:
    assert growth(lambda many: signature(page(build(many))), 2_000, 4) < 10  # type: ignore[operator]
