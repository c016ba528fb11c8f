"""Errors have stable codes and every problem; what the gate makes, nobody else can make."""

import copy
import pickle
from datetime import UTC, datetime

import pytest
import uglymugs
from canaries import planted, policy

from vectors import compact

AS_OF = "2026-03-05T09:00:00+00:00"


def case() -> uglymugs.Case:
    return uglymugs.Case.from_json(compact(planted()))


def test_a_refused_question_has_its_code() -> None:
    cases = {
        "disclosure.no_policy_in_force": (policy(), "members/num/alert", "1999-01-01T00:00:00+00:00"),
        "recipient.malformed": (policy(), "members/num", AS_OF),
        "instant.malformed": (policy(), "members/num/alert", "2026-03-05"),
        "instant.out_of_range": (policy(), "members/num/alert", "2101-03-05T09:00:00+00:00"),
    }
    catalogue = dict(uglymugs.code_catalogue())
    for code, asked in cases.items():
        with pytest.raises(uglymugs.UglyMugsError) as caught:
            case().disclose(*asked)
        assert caught.value.code == code
        assert str(caught.value) == f"{catalogue[code]} ({code})"


def test_parts_of_different_reports_are_no_case() -> None:
    mixed = uglymugs.Case(case().incident, identity=uglymugs.Identity.unknown("r-2"))
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        mixed.disclose(policy(), "members/num/alert", AS_OF)
    assert caught.value.code == "disclosure.mismatched_incident"


def test_a_validation_error_has_every_problem() -> None:
    draft = uglymugs.Draft("r 1").offence("mugging").narrative("x" * 100_001)
    with pytest.raises(uglymugs.ValidationError) as caught:
        draft.validate()
    problems = {problem.path: problem for problem in caught.value.problems}
    assert {path: problem.code for path, problem in problems.items()} == {
        "id": "id.malformed",
        "offences[0].kind": "code.unknown",
        "narrative": "text.too_long",
        "reporter": "member.missing",
    }
    assert (problems["narrative"].limit, problems["narrative"].found) == (100_000, 100_001)
    assert problems["id"].line is None
    for problem in problems.values():
        assert f"{problem.path}: {problem.message} ({problem.code})" in str(caught.value)


def test_a_problem_says_where() -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.Identity.from_json('{\n  "schema": "uglymugs.identity/1",\n  "incident": 7\n}')
    (problem,) = caught.value.problems
    assert (problem.path, problem.code, problem.line, problem.column) == (
        "incident",
        "json.wrong_type",
        3,
        15,
    )
    assert {problem: 1}[copy.copy(problem)] == 1


def test_errors_cross_processes() -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.Draft("r 1").validate()
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is uglymugs.ValidationError
    assert (again.code, again.problems, str(again)) == (
        caught.value.code,
        caught.value.problems,
        str(caught.value),
    )
    error = pickle.loads(pickle.dumps(uglymugs.UglyMugsError("id.malformed", "not an id")))
    assert (error.code, str(error)) == ("id.malformed", "not an id (id.malformed)")
    assert (error.paths, error.reason) == ([], None)
    whole = uglymugs.UglyMugsError("scheme.nothing_disclosed", "nothing", ("narrative",), "no_grant")
    again = pickle.loads(pickle.dumps(whole))
    assert (again.paths, again.reason, str(again)) == (["narrative"], "no_grant", str(whole))


def test_lenient_reading_keeps_what_it_does_not_know() -> None:
    text = '{"schema":"uglymugs.identity/1","incident":"r-1","shoe_size":41}'
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.Identity.from_json(text)
    assert caught.value.code == "json.unknown_member"
    assert uglymugs.Identity.from_json(text, lenient=True).to_json() == text


SEALED = [
    uglymugs.MembersDisclosure,
    uglymugs.PoliceAnonymousDisclosure,
    uglymugs.PoliceFullDisclosure,
    uglymugs.PartnerDisclosure,
    uglymugs.ResearchDisclosure,
    uglymugs.Decision,
    uglymugs.Preview,
    uglymugs.PreviewEntry,
    uglymugs.Incident,
    uglymugs.AlertRules,
    uglymugs.AlreadyKnown,
    uglymugs.Answer,
    uglymugs.ApprovedAlert,
    uglymugs.Email,
    uglymugs.Evidence,
    uglymugs.Match,
    uglymugs.PoliceReport,
    uglymugs.PublishedAlert,
    uglymugs.Reach,
    uglymugs.Reidentification,
    uglymugs.Release,
    uglymugs.RetractedAlert,
    uglymugs.Review,
    uglymugs.Series,
    uglymugs.SharedIdentifier,
    uglymugs.SightingEvidence,
    uglymugs.SightingLinkage,
    uglymugs.SightingPair,
    uglymugs.Sms,
    uglymugs.Submitted,
    uglymugs.SuggestedSeries,
    uglymugs.SuggestedSightings,
    uglymugs.Rejected,
    uglymugs.CaseLines,
    uglymugs.Mapping,
    uglymugs.OwnContacts,
    uglymugs.Progress,
    uglymugs.Summary,
    uglymugs.SyntheticCases,
    uglymugs.SyntheticYear,
    uglymugs.TakenIn,
]


@pytest.mark.parametrize("sealed", SEALED)
def test_what_the_core_makes_cannot_be_made_here(sealed: type) -> None:
    with pytest.raises(TypeError):
        sealed()
    with pytest.raises(TypeError):
        vars(sealed).get("__new__", sealed)(sealed)
    with pytest.raises(TypeError):
        object.__new__(sealed)
    with pytest.raises(TypeError):
        type("Forged", (sealed,), {})


def test_a_disclosure_is_not_changed_copied_or_pickled() -> None:
    disclosure = case().disclose(policy(), "members/num/alert", AS_OF).disclosure
    assert isinstance(disclosure, uglymugs.MembersDisclosure)
    for name in ("recipient", "reference", "anything"):
        with pytest.raises(AttributeError):
            setattr(disclosure, name, "police_full/E23000010")
    for duplicate in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            duplicate(disclosure)
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(disclosure, "__class__", uglymugs.PoliceFullDisclosure)


def test_an_instant_is_text_or_a_datetime_with_its_offset() -> None:
    at = datetime(2026, 3, 5, 9, tzinfo=UTC)
    decision = case().disclose(policy(), "members/num/alert", at)
    assert decision.disclosure is not None
    assert decision.disclosure.as_of == AS_OF
    for wrong in (datetime(2026, 3, 5, 9), at.replace(microsecond=1)):
        with pytest.raises(uglymugs.UglyMugsError) as caught:
            case().disclose(policy(), "members/num/alert", wrong)
        assert caught.value.code == "instant.malformed"


def test_codes_are_values() -> None:
    tables = (uglymugs.Reason, uglymugs.Level, uglymugs.MayKnow, uglymugs.Audience, uglymugs.Use)
    assert [len(table.all()) for table in tables] == [22, 4, 3, 5, 2]
    for table in tables:
        everything = table.all()
        assert len(set(everything)) == len(everything)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(everything, protocol)) == everything
        for one in everything:
            assert one == getattr(table, one.code.upper())
            assert repr(one) == f"{table.__name__}.{one.code.upper()}"
            with pytest.raises(AttributeError):
                one.code = "other"  # type: ignore[misc]
        with pytest.raises(TypeError):
            table()
    assert uglymugs.Level.NONE < uglymugs.Level.ALERT_ONLY < uglymugs.Level.ANONYMOUS < uglymugs.Level.FULL
    assert uglymugs.Reason.NO_GRANT.message == "nobody has consented to this"
    assert all(reason.message for reason in uglymugs.Reason.all())


def test_the_tables_are_there() -> None:
    assert len(uglymugs.forces()) == 46
    assert dict(uglymugs.forces())["E23000010"] == "West Yorkshire"
    assert ("robbery", "property", ["34A", "34B"]) in uglymugs.offence_kinds()
    assert "binding.internal" in dict(uglymugs.code_catalogue())
