"""A page that sends a file in the moment it is there is there all the same."""

import asyncio
from dataclasses import dataclass
from typing import Any, cast

import pytest
from playwright.async_api import Error as PlaywrightError

from crawler.document import _go

URL = "http://file.example/"


@dataclass
class Broken:
    """A browser's page whose coming ends with an error."""

    url: str
    said: str

    async def goto(self, url: str, wait_until: str) -> None:
        raise PlaywrightError(self.said)


def go(url: str, said: str) -> None:
    asyncio.run(_go(cast("Any", Broken(url, said)), URL))


def test_what_is_there_is_taken_though_its_coming_broke_off() -> None:
    go(URL, f"Page.goto: net::ERR_ABORTED at {URL}")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("about:blank", f"Page.goto: net::ERR_ABORTED at {URL}"),  # the page itself is the file
        (URL, f"Page.goto: net::ERR_CONNECTION_RESET at {URL}"),
    ],
)
def test_what_never_came_is_no_page(url: str, said: str) -> None:
    with pytest.raises(PlaywrightError, match="ERR_"):
        go(url, said)
