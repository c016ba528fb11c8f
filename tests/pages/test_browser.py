"""The pages in a browser, without scripts: narrow and wide, light and dark. They ask for nothing, and
everybody can use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import SCREENSHOTS, name_of, pages
from playwright.sync_api import Browser, BrowserContext, Page

# Every page, with ordinary words and with one kind of hostile ones; of the vectors, some with much on them.
PAGES = [
    *pages("gallery", "plain", "hostile/1"),
    *(path for path in pages("vectors") if path.name.startswith(("feed", "r01", "r06", "s28"))),
]
WHOLE = [path for path in PAGES if not path.name.endswith(("email.html", "fragment.html"))]
BULLETINS = [path for path in pages("vectors") if path.name.endswith("bulletin.html")]

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


class Opened:
    """A page in a browser, and what it asked for and complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", lambda message: self.complaints.append(message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = context.new_page()

    def open(self, path: Path) -> Page:
        self.asked.clear()
        self.complaints.clear()
        self.page.goto(path.as_uri())
        return self.page


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Opened]:
    with browser.new_context(java_script_enabled=False) as context:
        yield Opened(context)


@pytest.fixture(scope="module")
def with_scripts(browser: Browser) -> Iterator[Opened]:
    with browser.new_context(java_script_enabled=True) as context:
        yield Opened(context)


def set_to(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def is_dark(page: Page) -> bool:
    ground = page.evaluate("getComputedStyle(document.querySelector('.num, .page')).backgroundColor")
    return sum(int(part) for part in ground[4:-1].split(",")[:3]) < 200


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_pages_are_quiet_and_fit(without_scripts: Opened, path: Path) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page = without_scripts.open(path)
    for width in WIDTHS:
        for scheme in SCHEMES:
            set_to(page, width, scheme)
            page.screenshot(path=SCREENSHOTS / f"{name_of(path)}-{width}-{scheme}.png", full_page=True)
            assert is_dark(page) == (scheme == "dark")
    set_to(page, 320, "light")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("body").inner_text().strip()
    assert without_scripts.asked == [path.as_uri()]
    assert without_scripts.complaints == []


@pytest.mark.parametrize("path", WHOLE, ids=name_of)
def test_pages_have_their_landmarks(without_scripts: Opened, path: Path) -> None:
    page = without_scripts.open(path)
    # The sheet is let through by the policy of the page.
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    for role in ("banner", "main"):
        assert page.get_by_role(role, exact=True).count() == 1, role
    assert page.get_by_role("heading", level=1).count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(one => Number(one.tagName[1]))")
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator("a.skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_everybody_can_use_them(with_scripts: Opened, path: Path) -> None:
    # axe is a script: it is run in the page, which itself has none.
    page = with_scripts.open(path)
    for scheme in SCHEMES:
        set_to(page, 360, scheme)
        found = Axe().run(page).response["violations"]
        said = [(one["id"], one["impact"], [node["html"] for node in one["nodes"]]) for one in found]
        assert [one for one in said if one[1] in ("serious", "critical")] == [], scheme


@pytest.mark.parametrize("path", BULLETINS, ids=name_of)
def test_a_bulletin_is_one_sheet_of_paper(without_scripts: Opened, path: Path) -> None:
    page = without_scripts.open(path)
    sheets = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    # Of one vector, nineteen people are told.
    assert sheets == 1 or page.locator("dl.look").count() > 2
