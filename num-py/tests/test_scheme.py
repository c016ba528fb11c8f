"""The way of a report through a scheme, step by step, with the reason that each step gives."""

import json
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
import uglymugs
from reports import LATER, NEXT, NOW, PHONE, approved, issuer, policy, read_case, report, scheme, waiting
from test_lookups import looked_up
from test_schemas import assert_valid

from vectors import compact

FULL = {
    "purpose": "police_full",
    "recipient": "E23000010",
    "condition": {"at_least": 1, "offenders": [0], "then": "take_effect"},
}


def withdrawal(at: str) -> str:
    return compact({"event": "withdraw", "at": at, "by": "victim"})


def ledger(of: uglymugs.Scheme) -> list[Any]:
    entries: list[Any] = json.loads(of.ledger())
    return entries


def test_the_way_of_a_report() -> None:
    holder = scheme()
    first = waiting(report("r-1", "heron-7"))
    first["consent"]["events"][0]["grants"].append(FULL)
    submitted = holder.submit(read_case(first))
    assert (submitted.own_contacts, submitted.needs_person, submitted.of_this_source) == (0, False, 0)
    holder.submit(read_case(waiting(report("r-2", "wren-2"))))
    assert (holder.id, len(holder)) == ("num", 2)

    # Nothing goes anywhere before a person has accepted it.
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        holder.draft_alert(["r-1"], NOW)
    assert (caught.value.code, caught.value.reason) == ("scheme.nothing_disclosed", "not_accepted")
    assert looked_up(holder, "phone", PHONE).outcome == "nothing_to_show"
    assert holder.matches("r-1", NOW) == []
    for id in ("r-1", "r-2"):
        review = holder.record_triage(id, "accepted", NOW, "Ruth Okafor")
        assert (review.retracted, review.to_look_at) == ([], [])

    # A match is a suggestion; a person confirms it.
    (match,) = holder.matches("r-1", NOW)
    assert match.tier in ("probable", "strong")
    (suggestion,) = holder.suggestions(NOW)
    assert (suggestion.sightings, suggestion.series) == (["r-1/0", "r-2/0"], [])
    assert [one.sightings for one in suggestion.matches] == [match.sightings]
    assert holder.series(NOW) == []
    assert holder.disclose("r-1", "police_full/E23000010", NOW).nothing == uglymugs.Reason.CONDITION_NOT_MET
    holder.decide("r-1/0", "r-2/0", True, "Ruth Okafor", NEXT, note="Same number.")
    (series,) = holder.series(NEXT)
    assert (series.sightings, series.contested) == (["r-1/0", "r-2/0"], [])
    assert holder.suggestions(NEXT) == []
    assert holder.compare("r-1/0", "r-2/0", NEXT) is not None

    # That made her condition true.
    (sent,) = holder.police_reports("r-1", NEXT)
    assert (sent.recipient, sent.nothing, sent.dropped, sent.contains) == ("E23000010", None, None, [])
    assert sent.record is not None
    assert sent.record.basis == "consent"
    written = json.loads(sent.record.to_json())
    assert_valid("police_record", written)
    assert (written["details"], written["issuer"]["name"]) == ("full", "Example Safety Scheme")

    # An alert about what both told.
    draft = holder.draft_alert(["r-1", "r-2"], NEXT)
    assert draft.reidentification.plausible == 2
    release = holder.publish(approved(draft, NEXT), NEXT)
    assert (release.version, release.kind, release.text.startswith("Take care.")) == (1, "alert", True)
    assert [one.to_json() for one in holder.feed(NEXT)] == [release.to_json()]
    assert [alert.id for alert in holder.alerts()] == [release.id]
    assert holder.renew(release.id, NEXT).version == 2
    assert holder.correct(approved(holder.draft_alert(["r-1", "r-2"], NEXT), NEXT), NEXT).version == 3
    assert holder.release(release.id, NEXT).version == 3
    assert looked_up(holder, "phone", PHONE, NEXT).reports == 2

    # One of the two withdraws everything. What rested on her goes at once.
    review = holder.record_consent("r-2", withdrawal(LATER), LATER)
    assert [(notice.id, notice.kind, notice.version) for notice in review.retracted] == [
        (release.id, "retraction", 4)
    ]
    assert review.to_look_at == []
    assert (holder.feed(LATER), holder.alerts(), holder.series(LATER)) == ([], [], [])
    assert holder.disclose("r-2", "members/num/alert", LATER).nothing == uglymugs.Reason.WITHDRAWN
    (sent,) = holder.police_reports("r-1", LATER)
    assert sent.record is not None
    assert json.loads(sent.record.to_json())["details"] == "anonymous"
    (kept,) = holder.police_reports("r-2", LATER)
    assert (kept.record, kept.nothing) == (None, uglymugs.Reason.WITHDRAWN)
    assert looked_up(holder, "phone", PHONE, LATER).reports == 1

    # The ledger knows who was given which version.
    of_alert = [entry for entry in ledger(holder) if entry["reference"] == release.id]
    assert [(entry["what"], entry["version"]) for entry in of_alert] == [
        ("alert", 1),
        ("renewal", 2),
        ("correction", 3),
        ("retraction", 4),
    ]
    assert [entry["what"] for entry in ledger(holder) if entry["what"].startswith("police")] == [
        "police_full",
        "police_anonymous",
    ]


def test_an_alert_is_taken_back() -> None:
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    release = holder.publish(approved(holder.draft_alert(["r-1"], NOW), NOW), NOW)
    assert release.id == "alert-of-r-1"
    notice = holder.retract(release.id, NEXT)
    assert (notice.kind, notice.version) == ("retraction", 2)
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        holder.release(release.id, NEXT)
    assert caught.value.code == "scheme.unknown_alert"


def test_her_withdrawal_takes_her_alert_back() -> None:
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    release = holder.publish(approved(holder.draft_alert(["r-1"], NOW), NOW), NOW)
    (notice,) = holder.record_consent("r-1", withdrawal(NEXT), NEXT).retracted
    assert (notice.id, notice.kind) == (release.id, "retraction")


def test_what_reads_differently_now_is_for_a_person() -> None:
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    release = holder.publish(approved(holder.draft_alert(["r-1"], NOW), NOW), NOW)
    review = holder.record_consent("r-2", withdrawal(NEXT), NEXT)
    assert (review.retracted, review.to_look_at) == ([], [(release.id, "alert.only_one")])


def test_references_are_drawn_and_are_nobodys() -> None:
    drawn = set()
    for number in range(20):
        case = report(f"r-{number}", f"source-{number}")
        case["circumstances"]["references"] = []
        holder = scheme(case)
        disclosure = holder.disclose(f"r-{number}", "members/num/alert", NOW).disclosure
        assert isinstance(disclosure, uglymugs.MembersDisclosure)
        assert re.fullmatch("[0-9a-f]{20}", disclosure.reference or "")
        drawn.add(disclosure.reference)
        kept = holder.case(f"r-{number}")
        assert kept.disclose(policy(), "members/num/alert", NOW).disclosure is not None
    assert len(drawn) == 20


def test_a_record_that_does_not_go_together_is_refused() -> None:
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    calls: dict[str, Callable[[], object]] = {
        "id.conflict": lambda: holder.submit(read_case(report("r-1", "heron-7"))),
        "scheme.unknown_report": lambda: holder.case("r-9"),
        "scheme.unknown_alert": lambda: holder.renew("alert-of-r-1", NOW),
        "scheme.no_series": lambda: holder.draft_alert(["r-1", "r-2"], NOW),
        "triage.duplicate_of": lambda: holder.record_triage("r-1", "duplicate", NOW, "Ruth Okafor"),
        "link.same_report": lambda: holder.decide("r-1/0", "r-1/1", True, "Ruth Okafor", NOW),
        "sighting.malformed": lambda: holder.decide("r-1", "r-2/0", True, "Ruth Okafor", NOW),
        "text.blank": lambda: holder.decide("r-1/0", "r-2/0", True, " ", NOW),
        "code.unknown": lambda: holder.matches("r-1", NOW, at_least="certain"),
    }
    for code, call in calls.items():
        with pytest.raises(uglymugs.UglyMugsError) as caught:
            call()
        assert caught.value.code == code
    with pytest.raises(uglymugs.ValidationError) as invalid:
        holder.record_consent("r-1", '{"event":"withdraw","at":"soon","by":"victim"}', NOW)
    assert [(problem.path, problem.code) for problem in invalid.value.problems] == [
        ("at", "instant.malformed")
    ]
    for nothing in ("{}", "[]", '{"event":"gift"}'):
        with pytest.raises(uglymugs.ValidationError):
            holder.record_consent("r-1", nothing, NOW)
    assert len(json.loads(holder.case("r-1").consent.to_json())["events"]) == 1


def test_own_contacts_wait_for_a_caseworker() -> None:
    own = uglymugs.OwnContacts.from_json(compact({"schema": "uglymugs.own_contacts/1", "phones": [PHONE]}))
    made = uglymugs.Scheme(issuer(), policy(), uglymugs.AlertRules.default(), own)
    assert made.submit(read_case(report("r-1", "heron-7"))).own_contacts == 1
    assert made.submit(read_case(report("r-2", "heron-7"))).of_this_source == 1


def test_a_police_report_is_for_whom_it_concerns() -> None:
    case = report("r-1", "heron-7")
    case["consent"]["events"][0]["grants"] += [
        {"purpose": "police_anonymous", "recipient": "E23000005"},
        {"purpose": "police_anonymous", "recipient": "nca_scas"},
    ]
    reports = {one.recipient: one for one in scheme(case).police_reports("r-1", NOW)}
    assert [reports[of].dropped for of in ("E23000010", "E23000005", "nca_scas")] == [
        None,
        "other_area",
        "not_for_scas",
    ]
    given = scheme(case).disclose("r-1", "police_anonymous/E23000005", NOW).disclosure
    assert isinstance(given, uglymugs.PoliceAnonymousDisclosure)
    assert uglymugs.route(given) == "other_area"
    record = reports["E23000010"].record
    assert record is not None
    assert "Contact the scheme, quoting the reference, before any further use." in record.handling_conditions
    page = record.to_html()
    assert page.startswith("<!DOCTYPE html>")
    assert "020 7946 0000" in page
    assert "Gwen Hartley" not in page


def test_threads_share_a_scheme() -> None:
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    answers: list[str] = []

    def work(number: int) -> None:
        for step in range(10):
            holder.submit(read_case(report(f"x-{number}-{step}", f"source-{number}", phones=[])))
            answers.append(looked_up(holder, "phone", PHONE).to_json())

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(holder), len(answers), len(set(answers))) == (42, 40, 1)
