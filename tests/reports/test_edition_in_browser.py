"""The trend report in a real browser, with no network: it fits, sorts by keyboard, is quiet."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_history import season
from playwright.sync_api import Page, sync_playwright

from reports.edition.edition import write

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, list[str]]]:
    memory = season(10)
    path: Path = tmp_path_factory.mktemp("edition") / "weekly.html"
    write(memory, memory.on, path, span="week")
    heard: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
        shown = context.new_page()
        shown.on("console", lambda message: heard.append(message.text))
        shown.on("pageerror", lambda error: heard.append(str(error)))
        shown.on("request", lambda request: heard.append(request.url))
        shown.goto(path.as_uri())
        yield shown, heard
        browser.close()


def test_only_the_file_itself_is_asked_for_and_nothing_complains(
    opened: tuple[Page, list[str]],
) -> None:
    _, heard = opened

    assert [line for line in heard if not line.startswith("file://")] == []
    assert len(heard) == 1


def test_a_phone_shows_the_page_without_sideways_scrolling(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened

    assert shown.evaluate("document.documentElement.scrollWidth") == 390


def test_a_table_wider_than_the_phone_scrolls_inside_a_region_that_takes_the_focus(
    opened: tuple[Page, list[str]],
) -> None:
    shown, _ = opened
    unreachable = shown.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth"
        " && !(box.tabIndex === 0 && box.ariaLabel)).length"
    )

    assert unreachable == 0


def test_a_table_sorts_by_keyboard_and_says_so(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    shown.locator("#cells th", has_text="Operators").locator("button").focus()
    shown.keyboard.press("Enter")
    cells = shown.locator("#cells tbody tr > :nth-child(4)").all_inner_texts()
    operators = [int(text) for text in cells]

    assert operators == sorted(operators)
    assert shown.locator("#said").inner_text() == "Sorted by Operators, ascending"


@pytest.mark.parametrize("width", [1200, 1440])
def test_a_desk_sees_every_column_without_sideways_scrolling(
    opened: tuple[Page, list[str]], width: int
) -> None:
    shown, _ = opened
    shown.set_viewport_size({"width": width, "height": 900})
    hidden = shown.evaluate(
        "[...document.querySelectorAll('.scroll')]"
        ".filter(box => box.scrollWidth > box.clientWidth).map(box => box.ariaLabel)"
    )

    assert hidden == []
    assert shown.evaluate("document.documentElement.scrollWidth") == width
