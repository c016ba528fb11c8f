"""The life of an alert, from what the gate disclosed to its retraction: each state is a class of its own."""

import json

import pytest
import uglymugs
from reports import LATER, NEXT, NOW, approved, crowd, disclosed, report, scheme
from test_schemas import assert_valid

RULES = uglymugs.AlertRules.default()
ONE, OTHER = report("r-1", "heron-7"), report("r-2", "wren-2")


def asked(as_of: str) -> tuple[list[uglymugs.MembersDisclosure], uglymugs.AlertRules, uglymugs.Crowd]:
    """What is asked with at an instant, about an alert of the first report: another told the same."""
    one, other = disclosed(ONE, as_of), disclosed(OTHER, as_of)
    return [one], RULES, crowd([one, other], as_of)


def test_the_life_of_an_alert() -> None:
    draft = uglymugs.AlertDraft(*asked(NOW))
    assert (draft.id, draft.scheme, draft.as_of, draft.publish_from) == ("alert-of-r-1", "num", NOW, NOW)
    assert draft.text.startswith("Take care.")
    assert "Daz" in draft.text
    assert "22:15" not in draft.text
    assert (draft.reach.everybody, draft.reach.forces[0], draft.reach.services) == (False, "E23000010", [])
    found = draft.reidentification
    assert (found.plausible_before, found.plausible, found.accepted, found.coarsened) == (2, 2, False, [])
    inferred = dict(found.inferences)
    assert {"his_identifier", "his_name", "one_of_several"} <= set(inferred)
    assert inferred["one_of_several"].endswith("He cannot be sure who told.")

    alert = approved(draft, NOW)
    assert (alert.id, alert.text, alert.as_of) == (draft.id, draft.text, draft.as_of)
    published = alert.publish(*asked(NEXT))
    assert (published.version, published.published_at, published.text) == (1, NEXT, draft.text)
    assert published.expires_at > LATER
    first = published.release(*asked(NEXT))
    assert (first.id, first.version, first.kind, first.issued_at) == (draft.id, 1, "alert", NEXT)
    assert first.expires_at == published.expires_at

    renewed = published.renew(*asked(LATER))
    assert (renewed.version, renewed.expires_at > published.expires_at) == (2, True)
    corrected = renewed.correct(approved(uglymugs.AlertDraft(*asked(LATER)), LATER), *asked(LATER))
    kinds = [one.release(*asked(LATER)).kind for one in (renewed, corrected)]
    assert (corrected.version, kinds) == (3, ["renewal", "correction"])

    retracted = corrected.retract(LATER)
    notice = retracted.release()
    assert (retracted.id, retracted.scheme, retracted.retracted_at) == (draft.id, "num", LATER)
    assert (notice.version, notice.kind, notice.expires_at, notice.reach) == (4, "retraction", None, None)
    assert notice.text.startswith("This alert is withdrawn.")
    assert "Daz" not in notice.text + notice.to_json() + notice.bulletin() + notice.email.html


def test_a_release_in_every_form() -> None:
    release = approved(uglymugs.AlertDraft(*asked(NOW)), NOW).publish(*asked(NOW)).release(*asked(NOW))
    assert (release.sms.encoding, release.sms.segments <= 2) == ("gsm_7", True)
    assert "07700 900231" in release.sms.text
    assert release.sms.text.rstrip(".").endswith(release.id)
    assert release.email.subject == f"Safety alert {release.id}"
    assert release.email.text == release.text
    for page in (release.bulletin(), release.email.html, uglymugs.feed("Alerts", [release], NOW)):
        assert page.startswith("<!DOCTYPE html>")
        assert "Daz" in page
        assert "<script" not in page
    written = json.loads(release.to_json())
    assert_valid("alert", written)
    assert (written["id"], written["text"]) == (release.id, release.text)
    assert release.reach is not None


def test_a_feed_has_what_stands() -> None:
    published = approved(uglymugs.AlertDraft(*asked(NOW)), NOW).publish(*asked(NOW))
    release = published.release(*asked(NOW))
    assert "Daz" in uglymugs.feed("Alerts", [release], NOW)
    notice = published.retract(NEXT).release()
    assert "Daz" not in uglymugs.feed("Alerts", [release, notice], LATER)
    assert "Daz" not in uglymugs.feed("Alerts", [release], published.expires_at)


def test_no_state_can_do_what_is_of_another() -> None:
    draft = uglymugs.AlertDraft(*asked(NOW))
    alert = approved(draft, NOW)
    published = alert.publish(*asked(NOW))
    classes = {
        uglymugs.AlertDraft: {"approve"},
        uglymugs.ApprovedAlert: {"publish"},
        uglymugs.PublishedAlert: {"release", "correct", "renew", "retract"},
        uglymugs.RetractedAlert: {"release"},
    }
    steps = set().union(*classes.values())
    for of, own in classes.items():
        assert {step for step in steps if hasattr(of, step)} == own
    holder = scheme(ONE, OTHER)
    with pytest.raises(TypeError):
        holder.publish(draft, NOW)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        published.correct(draft, *asked(NOW))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        uglymugs.feed("Alerts", [alert], NOW)  # type: ignore[list-item]


def test_who_stands_alone_is_not_told_of() -> None:
    one = disclosed(ONE, NOW)
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.AlertDraft([one], RULES, crowd([one], NOW))
    assert (caught.value.code, caught.value.paths, caught.value.reason) == ("alert.only_one", [], None)


def test_an_approval_says_why() -> None:
    draft = uglymugs.AlertDraft(*asked(NOW))
    with pytest.raises(uglymugs.ValidationError) as invalid:
        draft.approve("Ruth Okafor", NOW, " ", "x" * 2001)
    assert [(problem.path, problem.code) for problem in invalid.value.problems] == [
        ("necessity", "text.blank"),
        ("proportionality", "text.too_long"),
    ]
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        approved(draft, "2026-03-09T09:00:00+00:00")
    assert caught.value.code == "alert.approved_too_early"


def test_what_is_published_is_asked_for_again() -> None:
    alert = approved(uglymugs.AlertDraft(*asked(NOW)), NOW)
    one, other = disclosed(ONE, NEXT), disclosed(OTHER, NEXT)
    fresh = crowd([one, other], NEXT)
    cases = {
        "alert.stale_disclosure": ([disclosed(ONE, NOW)], RULES, fresh),
        "alert.no_longer_disclosed": ([], RULES, fresh),
        "alert.only_one": ([one], RULES, crowd([one], NEXT)),
        "output.wrong_use": ([disclosed(ONE, NEXT, "lookup")], RULES, fresh),
    }
    for code, again in cases.items():
        with pytest.raises(uglymugs.UglyMugsError) as caught:
            alert.publish(*again)
        assert caught.value.code == code
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        alert.publish([other], RULES, fresh)
    assert caught.value.code == "alert.no_longer_disclosed"
    published = alert.publish([one], RULES, fresh)
    gone = "2026-12-01T09:00:00+00:00"
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        published.release(*asked(gone))
    assert caught.value.code == "alert.expired"
    assert published.renew(*asked(gone)).release(*asked(gone)).version == 2


def test_a_crowd_is_of_one_scheme_and_one_instant() -> None:
    counted = uglymugs.Crowd("num", NOW)
    counted.add(disclosed(ONE, NOW))
    for wrong in (disclosed(ONE, NEXT), disclosed(ONE, NOW, "lookup")):
        with pytest.raises(uglymugs.UglyMugsError):
            counted.add(wrong)
    assert len(counted) == 1


def test_a_report_of_an_alert_that_is_out_hides_nobody() -> None:
    one, other = disclosed(ONE, NOW), disclosed(OTHER, NOW)
    counted = crowd([one, other], NOW)
    published = approved(uglymugs.AlertDraft([other], RULES, counted), NOW).publish([other], RULES, counted)
    assert "07700 900231" in uglymugs.AlertDraft([one], RULES, counted).text
    counted.note(published)
    assert len(counted) == 2
    coarser = uglymugs.AlertDraft([one], RULES, counted)
    assert "contact_identifiers" in coarser.reidentification.coarsened
    assert "07700 900231" not in coarser.text


def test_an_alert_about_one_person_of_several_reports() -> None:
    both = [disclosed(ONE, NOW), disclosed(OTHER, NOW)]
    counted = crowd(both, NOW)
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.AlertDraft(both, RULES, counted)
    assert caught.value.code == "alert.not_linked"
    members = [("alert-of-r-1", 0), ("alert-of-r-2", 0)]
    facts = uglymugs.SeriesFacts("series-0001", members, "probable")
    draft = uglymugs.AlertDraft(both, RULES, counted, facts)
    assert (draft.id, facts.id, draft.reidentification.plausible) == ("series-0001", "series-0001", 2)
    release = approved(draft, NOW).publish(both, RULES, counted, facts).release(both, RULES, counted, facts)
    assert "Daz" in release.text
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.AlertDraft(both, RULES, counted, uglymugs.SeriesFacts("series-0001", members[:1]))
    assert caught.value.code == "alert.not_linked"


def test_rules_are_data() -> None:
    written = json.loads(RULES.to_json())
    assert_valid("alert_rules", written)
    written["rules"] = [{"offences": ["property"], "reach": "force_area", "hold_hours": 24}]
    held = uglymugs.AlertRules.from_json(json.dumps(written))
    fresh, _, counted = asked(NOW)
    draft = uglymugs.AlertDraft(fresh, held, counted)
    assert draft.publish_from == NEXT
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        approved(draft, NOW).publish(fresh, held, counted)
    assert caught.value.code == "alert.held"
    written["rules"][0] |= {"offences": ["sexual"]}
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.AlertDraft(fresh, uglymugs.AlertRules.from_json(json.dumps(written)), counted)
    assert caught.value.code == "alert.no_rule"
    written["rules"][0] |= {"reach": "everywhere", "hold_hours": -1}
    with pytest.raises(uglymugs.ValidationError) as invalid:
        uglymugs.AlertRules.from_json(json.dumps(written))
    assert {problem.path for problem in invalid.value.problems} == {"rules[0].reach", "rules[0].hold_hours"}
