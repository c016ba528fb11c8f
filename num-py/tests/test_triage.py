"""Own contacts are held back, and triage is recorded, as the core does it."""

import json
from typing import Any

import pytest
import uglymugs

AT = "2026-03-04T09:00:00+00:00"


def case() -> uglymugs.Case:
    draft = (
        uglymugs.Draft("r-1")
        .offence("theft")
        .reporter("victim")
        .offender(phones=["07700 900001", "+44 161 496 0100"], emails=["baz@example.org"], plate="QZ01 QQI")
    )
    return uglymugs.Case(draft.validate())


def contacts(**others: Any) -> uglymugs.OwnContacts:
    document = {"schema": "uglymugs.own_contacts/1", "phones": ["0161 496 0100"], **others}
    return uglymugs.OwnContacts.from_json(json.dumps(document))


def recorded(subject: uglymugs.Case) -> Any:
    return json.loads(subject.circumstances.to_json())


def test_own_contacts_are_held_back() -> None:
    subject = case()
    assert subject.flag_own_contacts(contacts(plates=["qz01qqi"])) == 2
    assert subject.flag_own_contacts(contacts()) == 0
    assert [hit["path"] for hit in recorded(subject)["own_contacts"]] == [
        "offenders[0].vehicle.plate",
        "offenders[0].phones[1]",
    ]


def test_a_contact_that_nothing_equals_is_a_problem() -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        contacts(phones=["ask at the desk"])
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("phones[0]", "contact.malformed")
    ]


def test_triage_is_recorded() -> None:
    subject = case()
    subject.record_triage("accepted", AT, "A. Caseworker")
    subject.record_triage("disputed", AT, "A. Caseworker", why="contested")
    subject.record_triage("duplicate", AT, "A. Caseworker", of="r-2")
    assert recorded(subject)["triage"] == [
        {"state": "accepted", "at": AT, "by": "A. Caseworker"},
        {"state": "disputed", "at": AT, "by": "A. Caseworker", "why": "contested"},
        {"state": "duplicate", "at": AT, "by": "A. Caseworker", "of": "r-2"},
    ]


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("code.unknown", {"state": "lost"}),
        ("code.unknown", {"state": "rejected", "why": "bored"}),
        ("text.blank", {"by": " "}),
        ("text.too_long", {"by": "x" * 201}),
        ("instant.malformed", {"at": "2026-03-04"}),
        ("id.malformed", {"state": "duplicate", "of": "r 2"}),
        ("triage.duplicate_of", {"state": "duplicate"}),
        ("triage.duplicate_of", {"state": "duplicate", "of": "r-1"}),
        ("triage.duplicate_of", {"of": "r-2"}),
        ("triage.why_misplaced", {"why": "contested"}),
    ],
)
def test_what_is_no_triage_is_refused_and_not_recorded(code: str, entry: dict[str, str]) -> None:
    subject = case()
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        subject.record_triage(**{"state": "accepted", "at": AT, "by": "A. Caseworker", **entry})
    assert caught.value.code == code
    assert "triage" not in recorded(subject)


def test_the_gate_sees_what_was_recorded() -> None:
    subject = case()
    policy = uglymugs.Policy.default("p-1", "2020-01-01T00:00:00+00:00")
    asked = (policy, "members/num/alert", "2026-03-05T09:00:00+00:00")
    assert subject.disclose(*asked).nothing == uglymugs.Reason.NOT_ACCEPTED
    subject.record_triage("accepted", AT, "A. Caseworker")
    assert subject.disclose(*asked).nothing == uglymugs.Reason.NO_GRANT
