"""What is read and written here, against the checked-in schemas, by a validator of other people's."""

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
import uglymugs
from reports import issuer

from vectors import SCHEMAS, Vector, read, valid


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = read(SCHEMAS / f"{name}.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def assert_valid(name: str, document: Any) -> None:
    errors = [
        f"{name}: {error.json_path}: {error.message}" for error in validator(name).iter_errors(document)
    ]
    assert errors == []


@pytest.mark.parametrize("vector", valid(), ids=lambda vector: vector.name)
def test_a_vector_keeps_to_the_schemas(vector: Vector) -> None:
    case, policy = vector.asked()
    for written in (vector.case, json.loads(case.to_json())):
        assert_valid("case", written)
        for name in ("incident", "identity", "consent", "circumstances"):
            if name in written:
                assert_valid(name, written[name])
    assert_valid("policy", vector.policy)
    assert_valid("policy", json.loads(policy.to_json()))
    refused: list[uglymugs.UglyMugsError] = []
    for recipient, answer in vector.expect.items():
        if "disclosure" not in answer:
            continue
        disclosure = case.disclose(policy, recipient, vector.as_of).disclosure
        assert disclosure is not None
        assert_valid("disclosure", json.loads(disclosure.to_bytes()))
        if isinstance(disclosure, uglymugs.PoliceAnonymousDisclosure | uglymugs.PoliceFullDisclosure):
            try:
                record = uglymugs.PoliceRecord(disclosure, issuer())
            except uglymugs.UglyMugsError as error:
                refused.append(error)
                continue
            assert_valid("police_record", json.loads(record.to_json()))
            assert record.reference == disclosure.reference
            assert record.recipient == recipient.split("/")[1]
    # A person must look at a record that contains what was withheld, and is told where it is.
    assert {error.code for error in refused} <= {"output.contains_withheld_value"}
    assert all(error.paths != [] for error in refused)


@pytest.mark.parametrize("name", ["incident", "identity", "consent", "circumstances", "policy", "disclosure"])
def test_a_schema_refuses_what_is_none_of_it(name: str) -> None:
    assert list(validator(name).iter_errors({"schema": "uglymugs.nothing/1"})) != []


def test_the_catalogue_is_the_checked_in_one() -> None:
    checked_in = [(entry["code"], entry["message"]) for entry in read(SCHEMAS / "codes.json")]
    assert uglymugs.code_catalogue() == checked_in


def test_the_default_policy_is_the_checked_in_one() -> None:
    default = uglymugs.Policy.default("default", "2012-01-01T00:00:00+00:00")
    assert json.loads(default.to_json()) == read(SCHEMAS / "default_policy.json")
