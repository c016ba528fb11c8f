"""A police record holds everything that its JSON holds: no member of the report is forgotten on the page."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from conftest import PAGES, REPOSITORY, name_of

RECORDS = sorted(path for folder in ("plain", "vectors") for path in (PAGES / "html" / folder).glob("*.json"))

TABLES = json.loads((REPOSITORY / "num-core/schema/tables.json").read_text(encoding="utf-8"))["tables"]

# What nobody is shown, whatever the audience, or what stands under another name.
NEVER_SHOWN = ("schema", "id", "received_at", "safety", "pseudonym", "also_the_victims")

ANSWERS = {"unknown": "Not known", "not_asked": "Not asked", "refused": "Asked, and not answered"}


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every leaf with its path, list places left out."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from leaves(member, (*path, name))
    elif isinstance(value, list):
        for element in value:
            yield from leaves(element, path)
    else:
        yield path, value


def day_in_words(day: str) -> str:
    date = datetime.date.fromisoformat(day)
    return f"{date.day} {date:%B %Y}"


def forms(path: tuple[str, ...], leaf: Any) -> list[str]:
    """How a leaf may stand on the page."""
    if leaf is True or leaf is False:
        return ["yes" if leaf else "no"]
    if not isinstance(leaf, str):
        return [str(leaf)]
    match path[-1]:
        case "answer":
            return [ANSWERS[leaf]]
        case "at" | "made_at":
            return [f"{day_in_words(leaf[:10])}, {leaf[11:16]}"]
        case "day" | "date_of_birth":
            return [day_in_words(leaf)]
        case "month":
            return [day_in_words(f"{leaf}-01").partition(" ")[2]]
        case "band":
            first, last = leaf.split("-")
            return [f"{int(first)}:00 to {int(last)}:00"]
        case "age_band":
            return {"under_18": ["under 18"], "55_plus": ["55 and over"]}.get(
                leaf, [leaf.replace("_", " to ")]
            )
        case "language":
            return [leaf]
    names = [entry["name"] for table in TABLES for entry in table["entries"] if entry["code"] == leaf]
    return [leaf, leaf.replace("_", " "), leaf.replace("_", " ").capitalize(), *names]


def page_of(record: Path) -> tuple[str, str, set[str]]:
    """The text of the page, that of the whole report in it, and the values of its attributes."""
    tree = html5lib.parse(
        record.with_suffix(".html").read_text(encoding="utf-8"), namespaceHTMLElements=False
    )
    text = "".join(tree.find("body").itertext())
    first_screen, whole, report = text.partition("The whole report")
    assert first_screen
    assert whole
    return text, report, {value for element in tree.iter() for value in element.attrib.values()}


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_every_leaf_is_on_the_page(record: Path) -> None:
    written = json.loads(record.read_text(encoding="utf-8"))
    text, report, attributes = page_of(record)
    missing = [
        path
        for path, leaf in leaves(written["report"])
        if not any(
            form in report or (path[-1] == "language" and form in attributes) for form in forms(path, leaf)
        )
    ]
    assert missing == []
    beside = [written["reference"], written["recipient_name"], *written["handling_conditions"]]
    beside += [written["issuer"]["name"], written["issuer"]["contact"], *written["grading"].values()]
    assert [one for one in beside if one not in text] == []


def test_the_whole_record_is_whole() -> None:
    """What these tests fill is no less than the whole incident of the vectors, and who she is besides."""
    incident = json.loads((REPOSITORY / "tests/vectors/whole_incident.json").read_text(encoding="utf-8"))
    record = json.loads((PAGES / "html/plain/police_full.json").read_text(encoding="utf-8"))
    shown = {path for path, _ in leaves(record["report"])}
    # A height that was told in words is shown as a range.
    given = {
        ("offenders", "appearance", "height_cm", "from") if path[-1] == "height_cm" else path
        for path, _ in leaves(incident)
    }
    assert {path for path in given if not set(path) & set(NEVER_SHOWN)} <= shown
    for person in ("victim", "reporter"):
        members = {path[2] for path in shown if path[:2] == ("identity", person)}
        assert members == {"names", "phones", "emails", "address", "safe_contact"}


def test_a_leaf_that_is_missing_is_missed() -> None:
    record = PAGES / "html/plain/police_full.json"
    _, report, _ = page_of(record)
    words = [
        leaf
        for _, leaf in leaves(json.loads(record.read_text(encoding="utf-8"))["report"])
        if "plain words" in str(leaf)
    ]
    assert len(set(words)) == len(words) >= 25
    assert all(report.count(one) == 1 for word in words for one in word.split("\n\n"))
