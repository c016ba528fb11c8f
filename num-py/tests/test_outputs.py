"""The way of a report: drafted, previewed, disclosed, written out; and files of reports."""

import json
import signal
import threading
from pathlib import Path

import pytest
import uglymugs
from canaries import planted, policy
from reports import issuer

from vectors import compact

AS_OF = "2026-03-05T09:00:00+00:00"
BY_HER = {
    "event": "grant",
    "at": "2026-03-02T10:00:00+00:00",
    "by": {"who": "victim"},
    "wording": "2024-1",
    "capture": {"how": "app"},
}


def draft() -> uglymugs.Draft:
    return (
        uglymugs.Draft("r-1")
        .offence("robbery")
        .reporter("victim")
        .when_at("2026-03-01T22:15:00+00:00")
        .force("E23000010")
        .would_he_know(False)
        .narrative("He took my bag by the canal.")
        .section("victim", '{"sector":"street"}')
        .offender(aliases=["Baz"], phones=["07700 900123"], behaviours=["knife"], gender="man", age=(30, 40))
    )


def consent() -> uglymugs.ConsentHistory:
    grants = [
        {"purpose": "alert", "recipient": "num", "recognition_accepted": True},
        {"purpose": "police_anonymous", "recipient": "E23000010"},
    ]
    document = {"schema": "uglymugs.consent/1", "incident": "r-1", "events": [{**BY_HER, "grants": grants}]}
    return uglymugs.ConsentHistory.from_json(json.dumps(document))


def circumstances() -> uglymugs.Circumstances:
    document = {
        "schema": "uglymugs.circumstances/1",
        "incident": "r-1",
        "triage": [{"state": "accepted", "at": "2026-03-02T11:00:00+00:00", "by": "A. Caseworker"}],
        "references": [
            {"recipient": "members/num", "reference": "alert-81f3"},
            {"recipient": "police/E23000010", "reference": "wyp-55c20"},
        ],
    }
    return uglymugs.Circumstances.from_json(json.dumps(document))


def test_setters_return_the_draft_itself() -> None:
    one = uglymugs.Draft("r-1")
    assert one.offence("robbery") is one
    assert one.offender(aliases=["Baz"]) is one
    assert one.section("reporter", b'{"kind":"victim"}') is one
    with pytest.raises(uglymugs.ValidationError):
        one.section("reporter", "{")
    assert json.loads(one.to_json()) == {
        "schema": "uglymugs.incident/1",
        "id": "r-1",
        "offences": [{"kind": "robbery"}],
        "offenders": [{"aliases": ["Baz"]}],
        "reporter": {"kind": "victim"},
    }


def test_every_setter_has_its_place() -> None:
    full = (
        draft()
        .when_day("2026-03-01")
        .area("LS2")
        .venue("The Anchor")
        .street("Calder Terrace")
        .place_kind("street")
        .setting("street")
        .summary("He took her bag.", "en")
        .own_words("place", "Where the buses turn.")
        .own_words("other", "Nothing else.")
        .injuries("bruising")
        .support_wanted("counselling")
        .support_wanted("housing")
        .contact_method("on_street")
        .police_contact("reported")
        .police_reference("CR/0001/26")
        .sector("street")
        .victim_gender("trans_woman")
        .victim_ethnicity("w1")
        .offender(
            emails=["baz@example.org"],
            handles=["@baz"],
            profiles=[("example.org", "baz_y"), ("Chatters", "baz")],
            plate="QZ01 Q?I",
            vehicle={"kind": "van", "make": "ford", "model": "ford_transit", "colour": "white"},
            age_in_words="mid 30s",
            height_in_words="5'10\"",
            looks={"build": "slim", "accent": "scottish"},
            marks=[("tattoo", "neck", "star"), ("scar", "", "")],
            wore=[("hoodie", "grey"), ("cap", "")],
            own_words=[("phrase", "All right, love?")],
            relation="client",
            date_of_birth="1980-02-01",
        )
    )
    full.validate()
    written = json.loads(full.to_json())
    assert written["place"] == {
        "force": "E23000010",
        "area": "LS2",
        "venue": "The Anchor",
        "street": "Calder Terrace",
        "kind": "street",
    }
    assert written["summary"] == {"text": "He took her bag.", "language": "en"}
    assert written["setting"] == "street"
    assert written["own_words"] == [
        {"about": "place", "text": "Where the buses turn."},
        {"about": "other", "text": "Nothing else."},
    ]
    assert (written["injuries"], written["contact_method"]) == ("bruising", "on_street")
    assert written["support_wanted"] == ["counselling", "housing"]
    assert written["police_contact"] == {"status": "reported", "reference": "CR/0001/26"}
    assert written["victim"] == {"sector": "street", "gender": "trans_woman", "ethnicity": "w1"}
    assert written["offenders"] == [
        {
            "aliases": ["Baz"],
            "phones": ["07700 900123"],
            "behaviours": ["knife"],
            "appearance": {"gender": "man", "age": {"from": 30, "to": 40}},
        },
        {
            "emails": ["baz@example.org"],
            "handles": ["@baz"],
            "profiles": [
                {"site": "example.org", "handle": "baz_y"},
                {"site": "Chatters", "handle": "baz"},
            ],
            "vehicle": {
                "plate": "QZ01 Q?I",
                "kind": "van",
                "make": "ford",
                "model": "ford_transit",
                "colour": "white",
            },
            "appearance": {
                "age": "mid 30s",
                "height_cm": "5'10\"",
                "build": "slim",
                "accent": "scottish",
                "marks": [{"kind": "tattoo", "body_place": "neck", "motif": "star"}, {"kind": "scar"}],
                "clothing": [{"item": "hoodie", "colour": "grey"}, {"item": "cap"}],
            },
            "own_words": [{"about": "phrase", "text": "All right, love?"}],
            "link": {"relation": "client"},
            "civil_identity": {"date_of_birth": "1980-02-01"},
        },
    ]


def test_a_report_goes_from_draft_to_alert_and_police_record() -> None:
    case = uglymugs.Case(draft().validate(), consent=consent(), circumstances=circumstances())
    assert case.level(policy(), AS_OF) == uglymugs.Level.ANONYMOUS

    members = case.disclose(policy(), "members/num/alert", AS_OF)
    assert isinstance(members.disclosure, uglymugs.MembersDisclosure)
    assert ("narrative", uglymugs.Reason.POLICY) in members.withheld
    crowd = uglymugs.Crowd("num", AS_OF)
    crowd.add(members.disclosure)
    # She accepts that he may know: nobody else needs to have told the same.
    alert = uglymugs.AlertDraft([members.disclosure], uglymugs.AlertRules.default(), crowd)
    assert (alert.id, alert.scheme, alert.as_of) == ("alert-81f3", "num", AS_OF)
    assert "Baz" in alert.text
    assert "canal" not in alert.text
    assert (alert.reidentification.accepted, alert.reidentification.plausible) == (True, 1)

    police = case.disclose(policy(), "police_anonymous/E23000010", AS_OF)
    assert isinstance(police.disclosure, uglymugs.PoliceAnonymousDisclosure)
    assert police.disclosure.consent_sequence == 1
    assert uglymugs.route(police.disclosure) == "send"
    written = uglymugs.PoliceRecord(police.disclosure, issuer())
    record = json.loads(written.to_json())
    assert (record["schema"], record["reference"]) == ("uglymugs.police_record/1", "wyp-55c20")
    assert (written.basis, record["basis"]) == ("consent", "consent")
    assert written.handling_conditions == record["handling_conditions"]
    assert "wyp-55c20" in written.to_html()

    full = case.disclose(policy(), "police_full/E23000010", AS_OF)
    assert full.nothing == uglymugs.Reason.NO_GRANT
    with pytest.raises(TypeError):
        uglymugs.PoliceRecord(members.disclosure, issuer())  # type: ignore[arg-type]


def test_a_preview_shows_what_would_be_shared() -> None:
    preview = uglymugs.preview(draft(), uglymugs.Identity.unknown("r-1"), consent(), policy(), AS_OF)
    assert preview.may_know == uglymugs.MayKnow.NO
    audience, use = uglymugs.Audience, uglymugs.Use
    assert [(entry.audience, entry.for_use, entry.recipient, entry.nothing) for entry in preview.entries] == [
        (audience.MEMBERS, use.ALERT, "members/num/alert", None),
        (audience.MEMBERS, use.LOOKUP, None, uglymugs.Reason.NO_GRANT),
        (audience.POLICE_ANONYMOUS, None, "police_anonymous/E23000010", None),
        (audience.POLICE_FULL, None, None, uglymugs.Reason.NO_GRANT),
        (audience.PARTNER, None, None, uglymugs.Reason.NO_GRANT),
        (audience.RESEARCH, None, None, uglymugs.Reason.NO_GRANT),
    ]
    first, second = preview.entries[:2]
    assert first.would_share is not None
    assert json.loads(first.would_share)["offenders"][0]["aliases"] == ["Baz"]
    assert ("narrative", uglymugs.Reason.POLICY) in first.withheld
    assert (second.would_share, second.withheld) == (None, [])
    assert first.alert_text is not None
    assert first.alert_text.startswith("Take care.")
    assert first.alert_notice is not None
    assert first.alert_notice.startswith("If he hurt only you, he will know that you told.")
    assert "only_one" in dict(first.alert_inferences)
    for entry in preview.entries[1:]:
        assert (entry.alert_text, entry.alert_inferences, entry.alert_notice) == (None, [], None)


def lines() -> bytes:
    first = compact(planted())
    second = first.replace('"r-1"', '"r-2"')
    return "\n".join([first, "", second, first, "{", first.replace("robbery", "theft")]).encode()


@pytest.mark.parametrize("how", ["bytes", "bytearray", "path", "str"])
def test_a_file_is_read_line_by_line(how: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(lines())
    sources: dict[str, bytes | bytearray | Path | str] = {
        "bytes": lines(),
        "bytearray": bytearray(lines()),
        "path": path,
        "str": str(path),
    }
    found = uglymugs.read_jsonl(sources[how])
    assert iter(found) is found
    first, second, known, broken, conflict = found
    assert isinstance(first, uglymugs.Case)
    assert first.incident.id == "r-1"
    assert isinstance(second, uglymugs.Case)
    assert isinstance(known, uglymugs.AlreadyKnown)
    assert known.id == "r-1"
    assert isinstance(broken, uglymugs.Rejected)
    assert (broken.line, [problem.code for problem in broken.problems]) == (5, ["json.syntax"])
    assert isinstance(conflict, uglymugs.Rejected)
    assert [(problem.path, problem.code) for problem in conflict.problems] == [("incident.id", "id.conflict")]
    assert list(found) == []


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        uglymugs.read_jsonl(tmp_path / "none.jsonl")
    with pytest.raises(OSError, match="directory"):
        list(uglymugs.read_jsonl(tmp_path))


class EnoughError(Exception):
    """Raised by the alarm of a test."""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file without an end")
def test_reading_can_be_interrupted() -> None:
    def enough(*_: object) -> None:
        raise EnoughError

    before = signal.signal(signal.SIGALRM, enough)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(EnoughError):
            next(uglymugs.read_jsonl("/dev/zero"))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_threads_share_a_case_and_a_draft() -> None:
    case = uglymugs.Case.from_json(compact(planted()))
    shared, table = uglymugs.Draft("r-1"), policy()
    given: set[str] = set()

    def work() -> None:
        for _ in range(50):
            shared.offence("robbery")
            disclosure = case.disclose(table, "police_full/E23000010", AS_OF).disclosure
            assert disclosure is not None
            given.add(disclosure.to_json())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 1
    assert len(json.loads(shared.to_json())["offences"]) == 200
