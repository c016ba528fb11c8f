"""Which sightings may be of one person: every match with its evidence, whose weights add up to its own."""

import json

import pytest
import uglymugs
from reports import PHONE, read_case, report
from test_schemas import assert_valid

INCIDENTS = {
    case["incident"]["id"]: read_case(case).incident
    for case in (
        report("r-1", "heron-7"),
        report("r-2", "wren-2", aliases=["Dazza"], phones=["07700 900232"]),
        report("r-3", "finch-3", aliases=["Wilf"], phones=[], appearance={"age": {"from": 60, "to": 70}}),
        report("r-4", "heron-7"),
    )
}


@pytest.fixture
def register() -> uglymugs.Register:
    register = uglymugs.Register()
    assert [register.add(incident) for incident in INCIDENTS.values()] == [1, 1, 1, 1]
    return register


def test_evidence_adds_up(register: uglymugs.Register) -> None:
    found = register.find(INCIDENTS["r-1"], 0, at_least="unlikely")
    assert len(found) == 3
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    for match in found:
        # Whole hundredths of a bit.
        hundredths = [round(100 * one.weight) for one in match.evidence]
        assert sum(hundredths) == round(100 * match.weight)
        for one in match.evidence:
            assert one.words in match.sentence
            assert one.agreement != ""
        written = json.loads(match.to_json())
        assert_valid("match", written)
        assert written["weight"] == round(100 * match.weight)
        assert [one["field"] for one in written["evidence"]] == [one.field for one in match.evidence]
        assert (written["tier"], written["probability"]) == (match.tier, match.probability)
    best = found[0]
    assert (best.sightings, best.tier, best.same_source) == (("r-1/0", "r-4/0"), "strong", True)
    assert best.probability > 0.9
    assert {"phone", "name"} <= {one.field for one in best.evidence}


def test_a_match_says_nothing_of_identifiers(register: uglymugs.Register) -> None:
    for match in register.find(INCIDENTS["r-1"], 0, at_least="unlikely"):
        for text in (match.sentence, match.to_json(), match._repr_html_()):
            assert "900231" not in text
            assert "Daz" not in text


def test_what_is_found_can_be_narrowed(register: uglymugs.Register) -> None:
    subject = INCIDENTS["r-1"]
    everything = register.find(subject, 0)
    assert register.find(subject, 0, at_least="strong") == [one for one in everything if one.tier == "strong"]
    assert register.find(subject, 0, most=1) == everything[:1]
    assert register.find(subject, 0, most=0) == []
    with pytest.raises(IndexError):
        register.find(subject, 1)
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        register.find(subject, 0, at_least="certain")
    assert caught.value.code == "code.unknown"


def test_an_identifier_is_looked_up_exactly(register: uglymugs.Register) -> None:
    assert register.check("phone", "(07700) 900-231") == ["r-1/0", "r-4/0"]
    assert register.check("phone", "07700 900999") == register.check("name", "Daz") == []
    assert register.check("phone", "no number") == []
    assert register.remove("r-1") == 1
    assert register.remove("r-1") == 0
    assert register.check("phone", PHONE) == ["r-4/0"]
    assert len(register) == 3


def test_two_sightings_are_compared(register: uglymugs.Register) -> None:
    match = register.compare("r-1/0", "r-4/0")
    assert match is not None
    assert match == register.find(INCIDENTS["r-1"], 0)[0]
    assert match.evidence == register.find(INCIDENTS["r-4"], 0)[0].evidence
    assert register.compare("r-1/0", "r-9/0") is None
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        register.compare("r-1", "r-4/0")
    assert caught.value.code == "sighting.malformed"
