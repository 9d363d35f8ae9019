"""axe-core over the nightly page and the trend report: nothing serious, by light and by dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from invented_history import season
from invented_memory import LAST, RUN, compare, sample
from playwright.sync_api import Browser, sync_playwright

from reports import html
from reports.collect import collect
from reports.edition import page as edition
from reports.edition.collect import collect as collect_edition
from reports.edition.span import span_of

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


def _nightly() -> str:
    return html.page(collect(sample(), compare, LAST, RUN), "weekly-2026-W29.html")


def _edition(weeks: int) -> str:
    memory = season(weeks)
    made = collect_edition(memory, memory.on, span_of("week", memory.on))
    return edition.page(made, f"{memory.on}.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    written = {"nightly": _nightly(), "season": _edition(30), "fortnight": _edition(2)}
    for name, document in written.items():
        (folder / f"{name}.html").write_text(document, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in written}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["nightly", "season", "fortnight"])
def test_nothing_keeps_anybody_out(
    browser: Browser, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        offline=True,
        bypass_csp=True,  # axe is a script that the page itself would refuse
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    shown = context.new_page()
    shown.goto(pages[name].as_uri())
    found = Axe().run(shown).response["violations"]
    context.close()

    assert [
        (one["id"], one["impact"], [node["target"] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ] == []
