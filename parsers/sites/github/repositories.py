"""Repositories as a search finds them: what their owners say of them in one line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from parsers.payload import mapping, words
from parsers.posts import Post
from parsers.readers.voice import is_about_the_trade

_MOST = 3


def is_repository(row: dict[str, Any]) -> bool:
    """Whether it is a repository, by GitHub's keys."""
    return {"full_name", "html_url", "owner", "stargazers_count"} <= row.keys()


def about(row: dict[str, Any]) -> Post:
    """A repository's line about itself, and its home page, as its owner's words."""
    return Post(
        key=f"repo:{row.get('id')}",
        author=words(mapping(row.get("owner")).get("login")),
        text=words(row.get("homepage")),
        title=words(row.get("description")) or words(row.get("full_name")),
        thread=words(row.get("full_name")),
        opens=True,
    )


def home(row: dict[str, Any]) -> Post:
    """The same as a link to its home page."""
    return replace(about(row), link=words(row.get("homepage")))


def wanted(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The first three that speak of the trade."""
    ours = (row for row in rows if is_repository(row))
    spoken = (row for row in ours if is_about_the_trade(about(row).title))
    for _, row in zip(range(_MOST), spoken, strict=False):
        yield row
