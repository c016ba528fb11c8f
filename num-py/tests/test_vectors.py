"""The gate gives here what the hand-written vectors say: bytes, reasons, level; and the same problems."""

import json
from typing import Any

import pytest
import uglymugs

from vectors import Vector, compact, each, valid

CLASSES = {
    "members": uglymugs.MembersDisclosure,
    "police_anonymous": uglymugs.PoliceAnonymousDisclosure,
    "police_full": uglymugs.PoliceFullDisclosure,
    "partner": uglymugs.PartnerDisclosure,
    "research": uglymugs.ResearchDisclosure,
}


def given(case: uglymugs.Case, policy: uglymugs.Policy, recipient: str, as_of: str) -> dict[str, Any]:
    try:
        decision = case.disclose(policy, recipient, as_of)
    except uglymugs.UglyMugsError as error:
        return {"error": error.code}
    if decision.nothing is not None:
        assert decision.disclosure is None
        assert decision.withheld == []
        return {"nothing": decision.nothing.code}
    disclosure = decision.disclosure
    assert disclosure is not None
    assert type(disclosure) is CLASSES[recipient.split("/")[0]]
    assert disclosure.recipient == recipient
    assert disclosure.to_json().encode() == disclosure.to_bytes()
    shown = json.loads(disclosure.to_bytes())
    assert disclosure.reference == shown.get("reference")
    return {
        "bytes": disclosure.to_bytes(),
        "withheld": [(path, reason.code) for path, reason in decision.withheld],
    }


def expected(answer: dict[str, Any]) -> dict[str, Any]:
    if "disclosure" not in answer:
        return answer
    return {
        "bytes": (compact(answer["disclosure"]) + "\n").encode(),
        "withheld": list(answer.get("withheld", {}).items()),
    }


@pytest.mark.parametrize("vector", valid(), ids=lambda vector: vector.name)
def test_a_valid_vector(vector: Vector) -> None:
    case, policy = vector.asked()
    for recipient, answer in vector.expect.items():
        assert given(case, policy, recipient, vector.as_of) == expected(answer), recipient
    try:
        level = case.level(policy, vector.as_of).code
    except uglymugs.UglyMugsError as error:
        level = error.code
    assert level in (vector.level, "disclosure.no_policy_in_force")


@pytest.mark.parametrize("vector", valid(), ids=lambda vector: vector.name)
def test_a_case_is_written_as_it_can_be_read(vector: Vector) -> None:
    case, policy = vector.asked()
    again = uglymugs.Case.from_json(case.to_json())
    parts = uglymugs.Case(
        uglymugs.Incident.from_json(case.incident.to_json()),
        identity=uglymugs.Identity.from_json(case.identity.to_json()),
        consent=uglymugs.ConsentHistory.from_json(case.consent.to_json()),
        circumstances=uglymugs.Circumstances.from_json(case.circumstances.to_json()),
    )
    assert again.to_json() == parts.to_json() == case.to_json()
    assert uglymugs.Policy.from_json(policy.to_json()).to_json() == policy.to_json()
    draft = uglymugs.Draft.from_json(case.incident.to_json())
    assert draft.validate().to_json() == draft.to_json() == case.incident.to_json()


def problems(document: str, text: bytes, lenient: bool) -> list[uglymugs.Problem]:
    try:
        match document:
            case "incident":
                uglymugs.Incident.from_json(text, lenient=lenient)
            case "identity":
                uglymugs.Identity.from_json(text, lenient=lenient)
            case "consent":
                uglymugs.ConsentHistory.from_json(text, lenient=lenient)
            case "circumstances":
                uglymugs.Circumstances.from_json(text, lenient=lenient)
            case "policy":
                uglymugs.Policy.from_json(text)
            case "case":
                uglymugs.Case.from_json(text, lenient=lenient)
            case _:
                pytest.fail("no such document")
    except uglymugs.ValidationError as error:
        return error.problems
    return []


@pytest.mark.parametrize("vector", each("broken"), ids=lambda vector: vector["name"])
def test_a_broken_vector(vector: Any) -> None:
    text = vector["text"] if "text" in vector else compact(vector["input"])
    found = problems(vector["document"], text.encode(), vector["mode"] == "lenient")
    said = [(problem["path"], problem["code"]) for problem in vector["problems"]]
    assert sorted((problem.path, problem.code) for problem in found) == sorted(said)
