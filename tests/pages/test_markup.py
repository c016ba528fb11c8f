"""No markup of a report survives: a page with hostile words in every field has the elements and attributes of
the same page with ordinary words, no more, no fewer, by a parser that is none of ours."""

from __future__ import annotations

import html5lib
import pytest
from conftest import PAGES, name_of, pages

HOSTILE = sorted((PAGES / "html" / "hostile").iterdir(), key=lambda folder: int(folder.name))


def parsed(text: str) -> html5lib.treebuilders.etree:
    return html5lib.parse(text, namespaceHTMLElements=False)


def skeleton(text: str) -> list[tuple[str, dict[str, str]]]:
    """Every element in order, with its attributes and their values: none of those is a person's words."""
    return [(str(element.tag), dict(element.attrib)) for element in parsed(text).iter()]


def words(text: str) -> str:
    return "".join(parsed(text).itertext())


def test_there_is_something_to_look_for() -> None:
    assert len(HOSTILE) >= 10
    assert skeleton("<p title='a'><b>x</b>") != skeleton("<p title='a'>x")
    assert skeleton("<p title='a'>x") != skeleton("<p title='b'>x")


@pytest.mark.parametrize("folder", HOSTILE, ids=lambda folder: folder.name)
def test_nothing_that_was_written_becomes_markup(folder) -> None:
    for plain in pages("plain"):
        hostile = (folder / plain.name).read_text(encoding="utf-8")
        assert skeleton(hostile) == skeleton(plain.read_text(encoding="utf-8")), plain.name
        assert all(not name.startswith("on") for _, attributes in skeleton(hostile) for name in attributes)


@pytest.mark.parametrize("folder", HOSTILE, ids=lambda folder: folder.name)
def test_police_read_it_as_it_was_written(folder) -> None:
    kind = (folder / "words.txt").read_text(encoding="utf-8")
    text = words((folder / "police_full.html").read_text(encoding="utf-8"))
    # In every field that a person writes in: names, places, narrative, own words, identifiers that are none.
    assert text.count(kind) >= 30


def test_titles_tell_nothing() -> None:
    for path in pages("plain", "vectors"):
        if name_of(path).endswith("fragment"):
            continue
        title = parsed(path.read_text(encoding="utf-8")).findtext("head/title")
        assert title.startswith(("Alert ", "Safety alerts", "Police report ")), title
