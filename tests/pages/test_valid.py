"""Every page is valid by the Nu HTML checker, its style sheet included: no error, no warning."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

from conftest import PAGES, pages

# What the checker says of pages that are as they should be: its message, on which pages, and why that stands.
JUSTIFIED = [
    # It does not work out hashes. That the policy lets the sheet through is seen in the browser.
    (r"^Inline style violates Content Security Policy", r"."),
    # A fragment has no head to put its sheet in; its markup is checked without the sheet below.
    (r"^Element .style. not allowed as child of element .div. in this context", r"fragment\.html$"),
]


def said_of(folder: Path) -> list[tuple[str, str]]:
    """What the checker says: of which page, and what."""
    jars = os.environ["CHECKER"] + "/*"
    command = ["java", "-cp", jars, "nu.validator.client.SimpleCommandLineValidator"]
    options = ["--format", "json", "--exit-zero-always", "--also-check-css", "--skip-non-html", str(folder)]
    answer = subprocess.run([*command, *options], capture_output=True, text=True, check=True)
    return [(message["url"], message["message"]) for message in json.loads(answer.stderr)["messages"]]


def is_justified(url: str, message: str) -> bool:
    return any(re.search(text, message) and re.search(page, url) for text, page in JUSTIFIED)


def test_the_checker_checks(tmp_path: Path) -> None:
    head = "<!DOCTYPE html><html lang=en><head><title>x</title><style>p { colour: red }</style></head>"
    page = f"{head}<body><p><h1 x=y></h1>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    said = " ".join(message for _, message in said_of(tmp_path))
    assert "colour" in said
    assert "Attribute “x” not allowed" in said


def test_pages_are_valid() -> None:
    assert pages("gallery", "plain", "hostile", "vectors")
    wrong = [(url, message) for url, message in said_of(PAGES / "html") if not is_justified(url, message)]
    assert wrong == []


def test_fragments_are_valid_without_their_sheet(tmp_path: Path) -> None:
    fragments = [path for path in pages("gallery", "plain", "vectors") if path.name.endswith("fragment.html")]
    for number, path in enumerate(fragments):
        text, sheets = re.subn(r"<style>.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert sheets == 1
        (tmp_path / f"{number}.html").write_text(text, encoding="utf-8")
    assert said_of(tmp_path) == []
