"""Where the pages are, and a browser to open them in. `make test-pages` sets all of it up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

PAGES = Path(os.environ["PAGES"])
SCREENSHOTS = PAGES / "screenshots"
REPOSITORY = Path(__file__).parents[2]

# The browser is to ask for nothing that the page does not ask for.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pages(*folders: str) -> list[Path]:
    """The pages of these folders, in order."""
    found = sorted(path for folder in folders for path in (PAGES / "html" / folder).rglob("*.html"))
    assert found, folders
    return found


def name_of(path: Path) -> str:
    """What a page is called among the tests and the screenshots."""
    return "-".join(path.relative_to(PAGES / "html").with_suffix("").parts)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Playwright gives each browser a folder of its own for its profile, and removes it.
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        yield browser
        browser.close()
