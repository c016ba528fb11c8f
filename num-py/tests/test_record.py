"""The whole record goes through Python and back: every path of the schemas, and none is lost."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uglymugs

from vectors import SCHEMAS, Vector, compact, read, valid

PARTS: dict[str, Callable[[str], Any]] = {
    "incident": uglymugs.Incident.from_json,
    "identity": uglymugs.Identity.from_json,
    "consent": uglymugs.ConsentHistory.from_json,
    "circumstances": uglymugs.Circumstances.from_json,
}

NOTHING: list[Any] = [None, {"answer": "not_asked"}, [], {}]

# What no vector has a use for.
OTHERS: dict[str, list[Any]] = {
    "incident": [
        {
            "schema": "uglymugs.incident/1",
            "id": "r-1",
            "offences": [{"kind": "theft"}],
            "reporter": {"kind": "victim"},
            "when": {
                "from": {"day": "2026-03-01", "part_of_day": "evening"},
                "to": {"day": "2026-03-02", "part_of_day": "early_hours"},
            },
        }
    ],
    "identity": [
        {
            "schema": "uglymugs.identity/1",
            "incident": "r-1",
            "reporter": {
                "names": ["Marlow Fenn"],
                "phones": ["07700 900321"],
                "emails": ["marlow@example.org"],
                "address": {"street": "2 Quayle Row", "postcode": "LS2 9JT"},
                "safe_contact": "After six.",
            },
        }
    ],
}


def of_schema(schema: Any, defs: Any, path: str = "") -> Iterator[str]:
    """Every path of a schema, elements as ``[]``."""
    if "$ref" in schema:
        yield from of_schema(defs[schema["$ref"].removeprefix("#/$defs/")], defs, path)
    for one in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
        yield from of_schema(one, defs, path)
    if "items" in schema:
        yield from of_schema(schema["items"], defs, f"{path}[]")
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}.{name}"
        yield from of_schema(inner, defs, f"{path}.{name}")


def of_document(document: Any, path: str = "") -> Iterator[str]:
    """Every path of a document, elements as ``[]``."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield f"{path}.{name}"
            yield from of_document(value, f"{path}.{name}")
    elif isinstance(document, list):
        for value in document:
            yield from of_document(value, f"{path}[]")


def told(value: Any, name: str = "") -> Any:
    """A document without what tells nothing, such as *not asked*, the rest as `wire.md` has it written."""
    match name, value:
        case "recognition_accepted", False:
            return None
        case "scope", [*parts]:
            return sorted(parts)
        case "site", str():
            return value.lower().removeprefix("https://").removeprefix("www.").split("/")[0]
        case _, dict():
            members = {inner: told(member, inner) for inner, member in value.items()}
            return {inner: member for inner, member in members.items() if member not in NOTHING}
        case _, list():
            return [told(item) for item in value]
        case "at", str():
            return re.sub("Z$", "+00:00", value)
    return value


@pytest.mark.parametrize("part", PARTS)
def test_the_vectors_hold_every_path_of_the_schema(part: str) -> None:
    schema = read(SCHEMAS / f"{part}.json")
    expected = set(of_schema(schema, schema["$defs"]))
    documents = [*(vector.case.get(part, {}) for vector in valid()), *OTHERS.get(part, [])]
    assert expected - {path for document in documents for path in of_document(document)} == set()


def assert_written(part: str, document: Any) -> None:
    written = PARTS[part](compact(document)).to_json()
    assert told(json.loads(written)) == told(document)
    assert PARTS[part](written).to_json() == written


@pytest.mark.parametrize("vector", valid(), ids=lambda vector: vector.name)
def test_what_is_read_is_written(vector: Vector) -> None:
    for part in PARTS:
        if part in vector.case:
            assert_written(part, vector.case[part])


def test_what_no_vector_has_is_written_too() -> None:
    for part, documents in OTHERS.items():
        for document in documents:
            assert_written(part, document)
