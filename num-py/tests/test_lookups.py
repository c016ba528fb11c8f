"""Look-ups: a miss, what is withheld and what nobody consented to are one and the same answer."""

import json

import pytest
import uglymugs
from reports import LATER, NEXT, NOW, PHONE, disclosed, report, scheme, waiting, without
from test_schemas import assert_valid

from vectors import compact

NOTHING = '{"schema":"uglymugs.lookup/1","outcome":"nothing_to_show"}\n'


def looked_up(of: uglymugs.Scheme, kind: str, text: str, as_of: str = NOW) -> uglymugs.Answer:
    asker = uglymugs.Asker("num", "m-1")
    query = uglymugs.Query(kind, text)
    return of.check(query, asker, "before_meeting", as_of, uglymugs.RateLimit.default())


def test_a_miss_what_is_withheld_and_what_nobody_consented_to() -> None:
    own = uglymugs.OwnContacts.from_json(
        compact({"schema": "uglymugs.own_contacts/1", "phones": ["07700 900301"]})
    )
    holder = scheme(
        report("r-1", "heron-7", phones=["07700 900301"]),
        without(report("r-2", "wren-2", phones=["07700 900302"]), "lookup"),
        waiting(report("r-3", "finch-3", phones=["07700 900303"])),
        report("r-4", "robin-4", vehicle={"kind": "car", "plate": "QZ01 Q?I"}),
        own_contacts=own,
    )
    asked = [
        *(("phone", f"07700 90030{last}") for last in range(1, 6)),
        ("phone", "no number"),
        ("plate", "QZ01 Q?I"),
        ("email", "nobody@example.org"),
        ("username", "nobody"),
    ]
    answers = [looked_up(holder, kind, text) for kind, text in asked]
    assert {answer.to_json() for answer in answers} == {NOTHING}
    assert len({answer.words for answer in answers}) == 1
    assert len({answer._repr_html_() for answer in answers}) == 1
    assert len({repr(answer) for answer in answers}) == 1
    first = answers[0]
    assert all(answer == first for answer in answers)
    assert (first.outcome, first.matched, first.month, first.reports) == ("nothing_to_show", None, None, None)


def test_what_was_reported() -> None:
    one, again, other = report("r-1", "heron-7"), report("r-2", "heron-7"), report("r-3", "wren-2")
    for cases, people in (((one,), 1), ((one, again), 1), ((one, again, other), 2)):
        answer = looked_up(scheme(*cases), "phone", "+44 7700 900231")
        assert (answer.outcome, answer.matched, answer.month) == ("reported", "phone", "2026-03")
        assert answer.reports == people
        assert answer.words.startswith("This phone number was reported to us by ")
        assert_valid("lookup", json.loads(answer.to_json()))
    assert looked_up(scheme(one), "phone", PHONE) != looked_up(scheme(one), "phone", "07700 900999")


def test_a_name_is_for_a_caseworker() -> None:
    answers = [looked_up(scheme(report("r-1", "heron-7")), "name", name) for name in ("Daz", "Nobody", "")]
    assert {answer.to_json() for answer in answers} == {
        '{"schema":"uglymugs.lookup/1","outcome":"ask_a_caseworker"}\n'
    }


def test_who_asks_too_often_is_told_nothing() -> None:
    holder, watch = scheme(report("r-1", "heron-7")), uglymugs.RateLimit(2, 24)
    query = uglymugs.Query("phone", PHONE)

    def ask(member: str, as_of: str) -> uglymugs.Answer:
        return holder.check(query, uglymugs.Asker("num", member), "casework", as_of, watch)

    assert ask("m-1", NOW) == ask("m-1", NOW)
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        ask("m-1", NOW)
    assert caught.value.code == "lookup.too_many"
    assert ask("m-2", NOW).outcome == ask("m-1", NEXT).outcome == "reported"
    records = [json.loads(line) for line in watch.records().splitlines()]
    assert [(record["member"], record["at"]) for record in records] == [
        ("m-1", NOW),
        ("m-1", NOW),
        ("m-2", NOW),
        ("m-1", NEXT),
    ]
    for record in records:
        assert_valid("lookup_record", record)
        assert (record["purpose"], record["outcome"], record["reports"]) == ("casework", "reported", 1)


def test_an_answer_is_made_from_disclosures() -> None:
    query, asker = uglymugs.Query("phone", PHONE), uglymugs.Asker("num", "m-1")
    assert (query.kind, asker.scheme) == ("phone", "num")
    one = disclosed(report("r-1", "heron-7"), NOW, "lookup")
    other = disclosed(report("r-2", "wren-2", phones=["07700 900999"]), NOW, "lookup")

    def ask(disclosures: list[uglymugs.MembersDisclosure], as_of: str = NOW) -> uglymugs.Answer:
        watch = uglymugs.RateLimit.default()
        return uglymugs.check(query, asker, "before_meeting", disclosures, as_of, watch)

    assert ask([one, other]).reports == 1
    assert ask([other]).to_json() == ask([]).to_json() == NOTHING
    for wrong in (
        [disclosed(report("r-1", "heron-7"), NOW)],
        [disclosed(report("r-1", "h"), LATER, "lookup")],
    ):
        with pytest.raises(uglymugs.UglyMugsError) as caught:
            ask(wrong)
        assert caught.value.code == "lookup.wrong_use"


def test_kinds_and_purposes_are_codes() -> None:
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.Query("address", "1 Example Street")
    assert caught.value.code == "code.unknown"
    asker, watch = uglymugs.Asker("num", "m-1"), uglymugs.RateLimit.default()
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        scheme().check(uglymugs.Query("name", "Daz"), asker, "curiosity", NOW, watch)
    assert caught.value.code == "code.unknown"
    assert watch.records() == ""
