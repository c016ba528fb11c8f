"""Plain reports to begin with, the scheme that holds them, and what is done to them."""

import copy
from typing import Any

import uglymugs

from vectors import VECTORS, compact

# When everything in a plain report has happened, and the days after.
NOW = "2026-03-10T09:00:00+00:00"
NEXT = "2026-03-11T09:00:00+00:00"
LATER = "2026-03-12T09:00:00+00:00"

PHONE = "07700 900231"


def report(id: str, source: str, **offender: Any) -> Any:
    """An accepted report by the person whom the scheme knows as ``source``, with consent to matching,
    look-ups, alerts and anonymous intelligence: a robbery in LS2, by a man with a phone and a car."""
    grants = [
        {"purpose": "matching"},
        {"purpose": "lookup", "recipient": "num"},
        {"purpose": "alert", "recipient": "num"},
        {"purpose": "police_anonymous", "recipient": "E23000010"},
    ]
    him = {
        "aliases": ["Daz"],
        "appearance": {
            "gender": "man",
            "ethnicity": "ic1",
            "age": {"from": 35, "to": 45},
            "hair_colour": "brown",
        },
        "behaviours": ["poses_as_client"],
        "vehicle": {"kind": "car", "colour": "blue"},
        "phones": [PHONE],
    }
    return {
        "schema": "uglymugs.case/1",
        "incident": {
            "schema": "uglymugs.incident/1",
            "id": id,
            "received_at": "2026-03-02T10:40:00+00:00",
            "offences": [{"kind": "robbery"}],
            "when": {"at": "2026-03-01T22:15:00+00:00"},
            "place": {"force": "E23000010", "area": "LS2"},
            "reporter": {"kind": "victim", "grade": "verified_member"},
            "victim": {"pseudonym": source, "age_band": "25_34"},
            "offenders": [{**him, **offender}],
            "safety": {"would_he_know": False, "hold_back": {"hold": "none"}},
        },
        "identity": {
            "schema": "uglymugs.identity/1",
            "incident": id,
            "victim": {"names": ["Gwen Hartley"]},
        },
        "consent": {
            "schema": "uglymugs.consent/1",
            "incident": id,
            "events": [
                {
                    "event": "grant",
                    "at": "2026-03-02T11:00:00+00:00",
                    "by": {"who": "victim"},
                    "wording": "2024-1",
                    "grants": grants,
                }
            ],
        },
        "circumstances": {
            "schema": "uglymugs.circumstances/1",
            "incident": id,
            "triage": [{"state": "accepted", "at": "2026-03-02T12:00:00+00:00", "by": "Ruth Okafor"}],
            "references": [{"recipient": "members/num", "reference": f"alert-of-{id}"}],
        },
    }


def without(case: Any, purpose: str) -> Any:
    """The same report, of which nobody consented to one purpose."""
    case = copy.deepcopy(case)
    event = case["consent"]["events"][0]
    event["grants"] = [grant for grant in event["grants"] if grant["purpose"] != purpose]
    return case


def waiting(case: Any) -> Any:
    """The same report, which nobody has accepted yet."""
    case = copy.deepcopy(case)
    case["circumstances"]["triage"][0]["state"] = "received"
    return case


def read_case(case: Any) -> uglymugs.Case:
    return uglymugs.Case.from_json(compact(case))


def policy() -> uglymugs.Policy:
    return uglymugs.Policy.from_json((VECTORS / "policy.json").read_text(encoding="utf-8"))


def disclosed(case: Any, as_of: str, use: str = "alert") -> uglymugs.MembersDisclosure:
    """What members are given of a report."""
    disclosure = read_case(case).disclose(policy(), f"members/num/{use}", as_of).disclosure
    assert isinstance(disclosure, uglymugs.MembersDisclosure)
    return disclosure


def crowd(disclosures: list[uglymugs.MembersDisclosure], as_of: str) -> uglymugs.Crowd:
    counted = uglymugs.Crowd("num", as_of)
    for disclosure in disclosures:
        counted.add(disclosure)
    return counted


def issuer() -> uglymugs.Issuer:
    return uglymugs.Issuer("num", "Example Safety Scheme", "020 7946 0000, weekdays 9 to 5")


def scheme(*cases: Any, own_contacts: uglymugs.OwnContacts | None = None) -> uglymugs.Scheme:
    """A scheme with the policy of the vectors that holds these reports."""
    made = uglymugs.Scheme(issuer(), policy(), uglymugs.AlertRules.default(), own_contacts)
    for case in cases:
        made.submit(read_case(case))
    return made


def approved(draft: uglymugs.AlertDraft, at: str) -> uglymugs.ApprovedAlert:
    return draft.approve("Ruth Okafor", at, "He is out there.", "It tells no more than members need.")
