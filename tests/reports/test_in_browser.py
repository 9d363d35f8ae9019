"""The page in a real browser, with no network: nothing is asked for, nothing fails, tables sort."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_memory import LAST, RUN, compare, sample
from playwright.sync_api import Page, sync_playwright

from reports.collect import collect
from reports.html import page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, list[str]]]:
    path: Path = tmp_path_factory.mktemp("report") / "night.html"
    path.write_text(page(collect(sample(), compare, LAST, RUN)), encoding="utf-8")
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


def _column(shown: Page, number: int) -> list[str]:
    cells = shown.locator(f"#channels tbody tr > :nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


def test_only_the_file_itself_is_asked_for_and_nothing_complains(
    opened: tuple[Page, list[str]],
) -> None:
    """A breach of the content security policy would be heard on the console."""
    _, heard = opened

    assert [line for line in heard if not line.startswith("file://")] == []
    assert len(heard) == 1


def test_a_table_sorts_by_keyboard_and_says_so(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    head = shown.locator("#channels th", has_text="Median share")
    head.locator("button").focus()
    shown.keyboard.press("Enter")
    shares = [float(text.rstrip("%")) for text in _column(shown, 6) if text]

    assert head.get_attribute("aria-sort") == "ascending"
    assert shares == sorted(shares)
    assert shown.locator("#said").inner_text() == "Sorted by Median share, ascending"

    shown.keyboard.press("Enter")
    again = [float(text.rstrip("%")) for text in _column(shown, 6) if text]

    assert head.get_attribute("aria-sort") == "descending"
    assert again == sorted(shares, reverse=True)


def test_rows_without_a_number_stay_last_either_way(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    button = shown.locator("#channels th", has_text="Cheapest").locator("button")
    for _ in range(2):
        button.click()

        assert _column(shown, 7)[-1] == ""


def test_a_phone_shows_the_page_without_sideways_scrolling(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened

    assert shown.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("width", [1100, 1200, 1440])
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
