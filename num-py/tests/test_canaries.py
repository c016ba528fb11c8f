"""What is planted in every sensitive place is found in no text that Python prints."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import uglymugs
from canaries import (
    ALIAS,
    HEADERS,
    PHONE,
    PLANTED,
    PLATE,
    ROWS,
    WORD,
    after_pickling,
    assert_clean,
    mapping_document,
    places,
    planted,
    policy,
    raised,
    sheet,
    texts,
    with_at,
)
from reports import NOW, read_case
from reports import policy as reports_policy
from reports import report as plain

from vectors import VECTORS, compact, read

AS_OF = "2026-03-05T09:00:00+00:00"
RECIPIENTS = [
    "members/num/alert",
    "members/num/lookup",
    "police_anonymous/E23000010",
    "police_full/E23000010",
    "partner/leeds_genesis",
    "research/y2026",
]


def case() -> uglymugs.Case:
    return uglymugs.Case.from_json(compact(planted()))


def test_the_words_are_there() -> None:
    given = case().disclose(policy(), "police_full/E23000010", AS_OF)
    assert given.disclosure is not None
    text = case().to_json() + given.disclosure.to_json()
    missing = [number for number, word in enumerate(PLANTED) if word not in text]
    # The last digits alone stand for every way to write the number.
    assert missing in ([], [3])


def test_a_planted_word_would_be_found() -> None:
    for word in PLANTED:
        with pytest.raises(AssertionError):
            assert_clean(iter([f"<Case {word.upper()}>"]))


def mapping() -> uglymugs.Mapping:
    return uglymugs.Mapping.from_json(compact(mapping_document()))


def contacts() -> uglymugs.OwnContacts:
    document = {
        "schema": "uglymugs.own_contacts/1",
        "phones": [PLANTED[2]],
        "emails": [f"{WORD}@example.org"],
    }
    return uglymugs.OwnContacts.from_json(compact(document))


def frame() -> pa.Table:
    return pa.table([[row[number] for row in ROWS] for number in range(len(HEADERS))], names=HEADERS)


def issuer() -> uglymugs.Issuer:
    return uglymugs.Issuer("num", WORD, WORD)


def approved(draft: uglymugs.AlertDraft) -> uglymugs.ApprovedAlert:
    return draft.approve(WORD, AS_OF, WORD, WORD)


def alerts() -> list[object]:
    """An alert in every state, and what goes out of it."""
    members = disclosed("members/num/alert")
    rules, crowd = uglymugs.AlertRules.default(), uglymugs.Crowd("num", AS_OF)
    crowd.add(members)
    draft = uglymugs.AlertDraft([members], rules, crowd)
    assert ALIAS in draft.text
    alert = approved(draft)
    published = alert.publish([members], rules, crowd)
    release, retracted = published.release([members], rules, crowd), published.retract(AS_OF)
    assert ALIAS in release.text
    states: list[object] = [draft, alert, published, retracted, release, retracted.release()]
    facts = uglymugs.SeriesFacts("series-0001", [("alert-0001", 0)])
    beside: list[object] = [rules, crowd, draft.reach, draft.reidentification, facts]
    return [*states, *beside, release.sms, release.email]


def lookups() -> list[object]:
    query, asker = uglymugs.Query("plate", PLATE), uglymugs.Asker("num", WORD)
    disclosures, limit = [disclosed("members/num/lookup")], uglymugs.RateLimit(2, 1)
    answer = uglymugs.check(query, asker, "casework", disclosures, AS_OF, limit)
    assert answer.outcome == "reported"
    assert WORD in limit.records()
    return [query, uglymugs.Query("name", WORD), asker, limit, answer]


def matches() -> list[object]:
    register, subject = uglymugs.Register(), case().incident
    other = uglymugs.Case.from_json(compact(planted()).replace('"r-1"', '"r-2"')).incident
    assert register.add(subject) == register.add(other) == 1
    (match,) = register.find(subject, 0)
    assert len(match.evidence) > 2
    links = uglymugs.Links()
    links.decide("r-1/0", "r-3/0", True, WORD, NOW, note=WORD)
    learnt = register.learn(links, NOW)
    (pair,) = learnt.find(subject, 0, at_least="unlikely")
    assert len(pair.evidence) > 2
    found: list[object] = [register, links, learnt, learnt.model, learnt.model.to_json(), learnt.model.text]
    found += [match, *match.evidence, match.sentence, match.to_json(), match._repr_html_()]
    found += [pair, *pair.evidence, pair.sentence, pair.to_json(), pair._repr_html_()]
    return [*found, *learnt.pairs(0), *learnt.suggest(links, NOW), *learnt.shared_identifiers()]


def of_a_scheme() -> list[object]:
    """A scheme of two reports of one man, and whatever it answers."""
    one, other = (plain(id, id, aliases=[ALIAS], phones=[PHONE]) for id in ("r-1", "r-2"))
    made = uglymugs.Scheme(issuer(), reports_policy(), uglymugs.AlertRules.default(), contacts_of_nobody())
    found: list[object] = [made, *(made.submit(read_case(each)) for each in (one, other))]
    found += [*made.matches("r-1", NOW), *made.suggestions(NOW)]
    made.decide("r-1/0", "r-2/0", True, WORD, NOW, note=WORD)
    found += made.series(NOW)
    draft = made.draft_alert(["r-1", "r-2"], NOW)
    found += [draft, made.publish(draft.approve(WORD, NOW, WORD, WORD), NOW), *made.alerts(), *made.feed(NOW)]
    found += [
        made.disclose("r-1", "members/num/alert", NOW),
        made.case("r-1"),
        *made.police_reports("r-1", NOW),
    ]
    found.append(
        made.check(uglymugs.Query("phone", PHONE), uglymugs.Asker("num", WORD), "casework", NOW, watch())
    )
    review = made.record_triage("r-1", "rejected", NOW, WORD)
    assert len(review.retracted) == 1
    return [*found, review, *review.retracted, *made.police_reports("r-1", NOW), made.ledger()]


def watch() -> uglymugs.RateLimit:
    return uglymugs.RateLimit.default()


def contacts_of_nobody() -> uglymugs.OwnContacts:
    return uglymugs.OwnContacts.from_json('{"schema":"uglymugs.own_contacts/1"}')


def objects() -> list[object]:
    subject = case()
    found: list[object] = [
        subject,
        subject.incident,
        subject.identity,
        subject.consent,
        subject.circumstances,
    ]
    found.append(
        uglymugs.Draft.from_json(subject.incident.to_json()).narrative(WORD).offender(aliases=[WORD])
    )
    found += [policy(), mapping(), contacts()]
    assert subject.flag_own_contacts(contacts()) == 1
    subject.record_triage("accepted", AS_OF, WORD)
    for recipient in RECIPIENTS:
        decision = subject.disclose(policy(), recipient, AS_OF)
        disclosure = decision.disclosure
        assert disclosure is not None, recipient
        found += [decision, disclosure]
        if isinstance(disclosure, uglymugs.PoliceAnonymousDisclosure | uglymugs.PoliceFullDisclosure):
            found.append(uglymugs.PoliceRecord(disclosure, issuer()))
    found += [*alerts(), *lookups(), *matches(), *of_a_scheme()]
    draft = uglymugs.Draft.from_json(subject.incident.to_json())
    preview = uglymugs.preview(draft, subject.identity, subject.consent, policy(), AS_OF)
    found += [preview, *preview.entries]
    text = compact(planted()).encode()
    lines = uglymugs.read_jsonl(text + b"\n" + text + b"\n" + text[:-9])
    found += [lines, *lines]
    assert [type(one) for one in found[-3:]] == [uglymugs.Case, uglymugs.AlreadyKnown, uglymugs.Rejected]
    for source in (sheet(), frame()):
        rows = uglymugs.take_in(source, mapping(), keep_rows=True)
        found += [rows, *rows]
    assert sum(isinstance(one, uglymugs.Rejected) for one in found) >= 8
    return found


def test_rejected_rows_hold_the_word_only_where_they_were_asked_for() -> None:
    for kept in (False, True):
        for line in uglymugs.take_in(sheet(), mapping(), keep_rows=kept):
            if isinstance(line, uglymugs.Rejected):
                assert_clean(texts(line.problems))
                assert (line.raw is not None and WORD in line.raw) == kept


def test_nothing_but_the_cases_holds_the_word_when_a_file_is_taken_in(tmp_path: Path) -> None:
    source = tmp_path / "source.csv"
    source.write_bytes(sheet())
    seen: list[object] = []
    done = uglymugs.take_in_files(
        source, mapping=mapping(), taken=tmp_path / "taken.jsonl", progress=seen.append
    )
    assert done.summary.taken == 1
    assert done.summary.rejected == 5
    assert len(seen) > 0
    for one in (done, done.summary, *seen):
        assert_clean(texts(one))
        assert_clean(after_pickling(one))
    assert_clean(texts(done.summary.by_code))
    for name in ("rejects.csv", "journal.redb"):
        assert_clean(iter([(tmp_path / name).read_bytes().decode("latin-1")]))
    assert WORD in (tmp_path / "taken.jsonl").read_text(encoding="utf-8")


def test_every_place_of_a_mapping_can_be_wrong_and_no_error_quotes_it() -> None:
    whole = mapping_document()
    changes: list[Callable[[Any], Any]] = [
        lambda _: WORD,
        lambda _: [WORD],
        lambda value: {**value, WORD: WORD} if isinstance(value, dict) else {WORD: [WORD]},
    ]
    errors = 0
    for path in places(whole):
        for change in changes:
            try:
                changed = uglymugs.Mapping.from_json(compact(with_at(whole, path, change)))
                assert_clean(texts(changed))
                for source in (sheet(), frame()):
                    for line in uglymugs.take_in(source, changed):
                        # An id is printed, and here the word may be one.
                        if isinstance(line, uglymugs.Rejected):
                            assert_clean(texts(line))
                            assert_clean(texts(line.problems))
            except uglymugs.ValidationError as error:
                errors += 1
                assert_clean(texts(error))
                assert_clean(texts(error.problems))
    assert errors > 150


def test_no_object_prints_what_it_holds() -> None:
    for one in objects():
        assert_clean(texts(one))
        if not isinstance(one, str):
            assert_clean(after_pickling(one))


def test_what_is_said_of_withheld_values_holds_none_of_them() -> None:
    for recipient in RECIPIENTS:
        withheld = case().disclose(policy(), recipient, AS_OF).withheld
        assert withheld != []
        assert_clean(texts(withheld))


def test_every_place_of_a_case_can_be_wrong_and_no_error_quotes_it() -> None:
    """A wrong type, an unknown code, an unknown member, with the word in it, at every place there is."""
    whole = planted()
    changes: list[Callable[[Any], Any]] = [
        lambda _: {WORD: WORD},
        lambda _: [WORD, {"answer": WORD}],
        lambda _: f"{WORD}\u0000",
        lambda _: None,
        lambda value: {**value, WORD: WORD} if isinstance(value, dict) else WORD * 99,
    ]
    errors = 0
    for path in places(whole):
        for change in changes:
            text = compact(with_at(whole, path, change))
            try:
                uglymugs.Case.from_json(text)
            except uglymugs.ValidationError as error:
                errors += 1
                assert_clean(texts(error))
                assert_clean(texts(error.problems))
            (read_,) = uglymugs.read_jsonl(text.encode())
            assert_clean(texts(read_))
            if isinstance(read_, uglymugs.Rejected):
                assert_clean(texts(read_.problems))
    assert errors > 500


def test_every_place_of_a_policy_can_be_wrong_and_no_error_quotes_it() -> None:
    whole = json.loads(policy().to_json())
    whole["versions"][0]["areas"] = read(VECTORS / "policy.json")["versions"][0]["areas"][:1]
    errors = 0
    for path in places(whole):
        for change in (
            lambda _: WORD,
            lambda value: {**value, WORD: WORD} if isinstance(value, dict) else [WORD],
        ):
            try:
                uglymugs.Policy.from_json(compact(with_at(whole, path, change)))
            except uglymugs.ValidationError as error:
                errors += 1
                assert_clean(texts(error))
    assert errors > 300


def disclosed(recipient: str) -> Any:
    return case().disclose(policy(), recipient, AS_OF).disclosure


RULES = uglymugs.AlertRules.default()
ASKED = (uglymugs.Query("phone", PHONE), uglymugs.Asker("num", WORD))


def drafted() -> uglymugs.AlertDraft:
    members, crowd = disclosed("members/num/alert"), uglymugs.Crowd("num", AS_OF)
    crowd.add(members)
    return uglymugs.AlertDraft([members], RULES, crowd)


def holding() -> uglymugs.Scheme:
    made = uglymugs.Scheme(issuer(), policy(), RULES)
    made.submit(case())
    return made


def learnt() -> uglymugs.SightingLinkage:
    register = uglymugs.Register()
    register.add(case().incident)
    return register.learn(uglymugs.Links(), AS_OF)


MISUSES: list[Callable[[], object]] = [
    lambda: uglymugs.Case.from_json(WORD),
    lambda: uglymugs.Case.from_json(f'"{WORD}\ud800"'),
    lambda: uglymugs.Case.from_json(WORD.encode() + b"\xff"),
    lambda: uglymugs.Case.from_json([WORD]),  # type: ignore[arg-type]
    lambda: uglymugs.Case.from_json("{}", lenient=WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Case(WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Case(case().incident, identity=WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Draft(f"{WORD}\ud800"),
    lambda: uglymugs.Draft({WORD: WORD}),  # type: ignore[arg-type]
    lambda: uglymugs.Draft(f"{WORD} {WORD}").validate(),
    lambda: uglymugs.Draft("r-1").offence(WORD).reporter(WORD).force(WORD).when_at(WORD).validate(),
    lambda: uglymugs.Draft("r-1").offender(aliases=WORD),
    lambda: uglymugs.Draft("r-1").offender(aliases=[WORD, 1]),  # type: ignore[list-item]
    lambda: uglymugs.Draft("r-1").offender(age=(WORD, WORD)),  # type: ignore[arg-type]
    lambda: uglymugs.Draft("r-1").offender(age=WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Draft("r-1").would_he_know(WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Draft("r-1").section(WORD, WORD),
    lambda: uglymugs.Draft("r-1").section(WORD, f'"{WORD}"').validate(),
    lambda: uglymugs.Identity.unknown(f"{WORD} {WORD}"),
    lambda: uglymugs.ConsentHistory(f"{WORD} {WORD}"),
    lambda: uglymugs.Circumstances(f"{WORD} {WORD}"),
    lambda: uglymugs.Policy.default(f"{WORD} {WORD}", AS_OF),
    lambda: uglymugs.Policy.default("p-1", WORD),
    lambda: uglymugs.Policy.default("p-1", AS_OF, wordings=[f"{WORD} {WORD}"]),
    lambda: case().disclose(policy(), WORD, AS_OF),
    lambda: case().disclose(policy(), f"members/{WORD} {WORD}/alert", AS_OF),
    lambda: case().disclose(policy(), RECIPIENTS[0], WORD),
    lambda: case().disclose(WORD, RECIPIENTS[0], AS_OF),  # type: ignore[arg-type]
    lambda: case().level(policy(), f"{WORD}\ud800"),
    lambda: case().disclose(policy(), "partner/other", "1999-01-01T00:00:00+00:00"),
    lambda: uglymugs.AlertDraft(WORD, RULES, WORD),  # type: ignore[arg-type]
    lambda: uglymugs.AlertDraft([WORD], RULES, uglymugs.Crowd("num", AS_OF)),  # type: ignore[list-item]
    lambda: uglymugs.AlertDraft([], RULES, uglymugs.Crowd("num", AS_OF)),
    lambda: uglymugs.AlertDraft([disclosed("members/num/lookup")], RULES, uglymugs.Crowd("num", AS_OF)),
    lambda: uglymugs.AlertRules.from_json(f'{{"schema":"{WORD}"}}'),
    lambda: uglymugs.AlertRules.from_json(f'{{"schema":"uglymugs.alert_rules/1","version":"{WORD * 9}"}}'),
    lambda: uglymugs.Crowd(f"{WORD} {WORD}", AS_OF),
    lambda: uglymugs.Crowd("num", WORD),
    lambda: uglymugs.Crowd("num", AS_OF).add(WORD),  # type: ignore[arg-type]
    lambda: uglymugs.SeriesFacts(f"{WORD} {WORD}", []),
    lambda: uglymugs.SeriesFacts("series-0001", [(WORD, WORD)]),  # type: ignore[list-item]
    lambda: uglymugs.SeriesFacts("series-0001", WORD),  # type: ignore[arg-type]
    lambda: uglymugs.SeriesFacts("series-0001", [], WORD),
    lambda: drafted().approve(f"{WORD}\0", AS_OF, WORD * 400, f"{WORD}\u202e"),
    lambda: drafted().approve(WORD, WORD, WORD, WORD),
    lambda: drafted().approve(WORD, "2020-01-01T00:00:00+00:00", WORD, WORD),
    lambda: approved(drafted()).publish([WORD], RULES, uglymugs.Crowd("num", AS_OF)),  # type: ignore[list-item]
    lambda: approved(drafted()).publish([], RULES, uglymugs.Crowd("num", AS_OF)),
    lambda: uglymugs.feed(WORD, [WORD], AS_OF),  # type: ignore[list-item]
    lambda: uglymugs.Query(WORD, WORD),
    lambda: uglymugs.Query("phone", {WORD}),  # type: ignore[arg-type]
    lambda: uglymugs.Asker(WORD, f"{WORD} {WORD}"),
    lambda: uglymugs.RateLimit(WORD, WORD),  # type: ignore[arg-type]
    lambda: uglymugs.check(*ASKED, WORD, [], AS_OF, watch()),
    lambda: uglymugs.check(*ASKED, "casework", [WORD], AS_OF, watch()),  # type: ignore[list-item]
    lambda: uglymugs.check(*ASKED, "casework", [disclosed(RECIPIENTS[0])], AS_OF, watch()),
    lambda: uglymugs.check(*ASKED, "casework", [], AS_OF, uglymugs.RateLimit(0, 1)),
    lambda: uglymugs.Issuer(f"{WORD} {WORD}", WORD, WORD),
    lambda: uglymugs.Issuer("num", WORD * 40, WORD),
    lambda: uglymugs.Issuer("num", WORD, f"{WORD}\0"),
    lambda: uglymugs.PoliceRecord(disclosed("members/num/alert"), issuer()),
    lambda: uglymugs.PoliceRecord(WORD, issuer()),  # type: ignore[arg-type]
    lambda: uglymugs.PoliceRecord(disclosed(RECIPIENTS[2]), WORD),  # type: ignore[arg-type]
    lambda: uglymugs.route(WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Register().add(WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Register().remove(f"{WORD} {WORD}"),
    lambda: uglymugs.Register().check(WORD, WORD),
    lambda: uglymugs.Register().find(case().incident, 7),
    lambda: uglymugs.Register().find(case().incident, WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Register().find(case().incident, 0, at_least=WORD),
    lambda: uglymugs.Register().compare(WORD, f"{WORD}/0"),
    lambda: uglymugs.Register().learn(WORD, AS_OF),  # type: ignore[arg-type]
    lambda: uglymugs.Register().learn(uglymugs.Links(), WORD),
    lambda: uglymugs.Register().weighed_by(WORD, uglymugs.Links(), AS_OF),  # type: ignore[arg-type]
    lambda: learnt().nearest(WORD),
    lambda: learnt().nearest("r-1/0", at_least=WORD),
    lambda: learnt().find(case().incident, WORD),  # type: ignore[arg-type]
    lambda: learnt().pairs(WORD),  # type: ignore[arg-type]
    lambda: learnt().suggest(uglymugs.Links(), WORD),
    lambda: uglymugs.LinkageModel.from_json(f'{{"schema":"{WORD}"}}'),
    lambda: uglymugs.LinkageModel.from_json(f'{{"schema":"uglymugs.linkage_model/1","{WORD}":"{WORD}"}}'),
    lambda: uglymugs.Links.from_json(f'{{"schema":"uglymugs.links/1","{WORD}":"{WORD}"}}'),
    lambda: uglymugs.Links().state(WORD, WORD, AS_OF),
    lambda: uglymugs.Links().series(WORD),
    lambda: uglymugs.Links().decide(f"{WORD}/0", "r-1/0", True, f"{WORD}\0", AS_OF, WORD),
    lambda: uglymugs.Links().decide("r-2/0", "r-1/0", True, WORD * 40, AS_OF, WORD * 400),
    lambda: uglymugs.Scheme(issuer(), WORD, RULES),  # type: ignore[arg-type]
    lambda: holding().submit(case()),
    lambda: holding().submit(WORD),  # type: ignore[arg-type]
    lambda: holding().case(WORD),
    lambda: holding().record_triage("r-1", WORD, AS_OF, WORD),
    lambda: holding().record_triage("r-1", "rejected", AS_OF, WORD, why=WORD),
    lambda: holding().record_consent("r-1", WORD, AS_OF),
    lambda: holding().record_consent("r-1", f'{{"event":"{WORD}"}}', AS_OF),
    lambda: holding().record_consent("r-1", f'{{"event":"withdraw","{WORD}":"{WORD}"}}', AS_OF),
    lambda: holding().matches(WORD, AS_OF),
    lambda: holding().suggestions(AS_OF, at_least=WORD),
    lambda: holding().compare(WORD, WORD, AS_OF),
    lambda: holding().decide(f"{WORD}/0", "r-1/0", True, WORD, AS_OF),
    lambda: holding().decide("r-1/0", "r-1/1", True, WORD, AS_OF, WORD),
    lambda: holding().decide("r-1/0", "r-2/0", True, WORD * 40, AS_OF, WORD * 400),
    lambda: holding().disclose("r-1", WORD, AS_OF),
    lambda: holding().draft_alert(WORD, AS_OF),
    lambda: holding().draft_alert(["r-1", WORD], AS_OF),
    lambda: holding().publish(WORD, AS_OF),  # type: ignore[arg-type]
    lambda: holding().renew(f"{WORD}{WORD}", AS_OF),
    lambda: holding().check(*ASKED, WORD, AS_OF, watch()),
    lambda: holding().check(WORD, WORD, WORD, AS_OF, WORD),  # type: ignore[arg-type]
    lambda: holding().police_reports(WORD, AS_OF),
    lambda: uglymugs.preview(WORD, WORD, WORD, WORD, WORD),  # type: ignore[arg-type]
    lambda: uglymugs.preview(
        uglymugs.Draft("r-1").offence(WORD), case().identity, case().consent, policy(), AS_OF
    ),
    lambda: uglymugs.read_jsonl({WORD}),  # type: ignore[arg-type]
    lambda: uglymugs.read_jsonl(f"/{WORD}/{WORD}"),
    lambda: uglymugs.read_jsonl(f"{WORD}\0"),
    lambda: uglymugs.Draft("r-1").offender(looks=WORD),  # type: ignore[arg-type]
    lambda: uglymugs.Draft("r-1").offender(looks={WORD: 1}),  # type: ignore[dict-item]
    lambda: uglymugs.Draft("r-1").offender(looks={WORD: WORD}, vehicle={WORD: WORD}).validate(),
    lambda: uglymugs.Draft("r-1").offender(marks=[(WORD, WORD)]),  # type: ignore[list-item]
    lambda: uglymugs.Draft("r-1").offender(marks=[(WORD, WORD, 1)]),  # type: ignore[list-item]
    lambda: uglymugs.Draft("r-1").offender(wore=[WORD], profiles=WORD),  # type: ignore[list-item, arg-type]
    lambda: uglymugs.Draft("r-1").offender(profiles=[(f"{WORD} {WORD}", WORD)]).validate(),
    lambda: uglymugs.Draft("r-1").offender(own_words={WORD: WORD}),  # type: ignore[arg-type]
    lambda: uglymugs.Draft("r-1").offender(age_in_words=WORD, height_in_words=WORD).validate(),
    lambda: uglymugs.Draft("r-1").own_words(WORD, WORD).setting(WORD).place_kind(WORD).validate(),
    lambda: uglymugs.Draft("r-1").injuries(WORD).support_wanted(WORD).contact_method(WORD).validate(),
    lambda: uglymugs.Draft("r-1").police_contact(WORD).police_reference(WORD * 20).validate(),
    lambda: uglymugs.Draft("r-1").victim_gender(WORD).victim_ethnicity(WORD).validate(),
    lambda: uglymugs.OwnContacts.from_json(f'{{"schema":"uglymugs.own_contacts/1","phones":["{WORD}"]}}'),
    lambda: uglymugs.OwnContacts.from_json(f'{{"schema":"uglymugs.own_contacts/1","{WORD}":["{WORD}"]}}'),
    lambda: case().flag_own_contacts(WORD),  # type: ignore[arg-type]
    lambda: case().record_triage(WORD, AS_OF, WORD),
    lambda: case().record_triage("rejected", AS_OF, WORD, why=WORD),
    lambda: case().record_triage("accepted", WORD, WORD),
    lambda: case().record_triage("accepted", AS_OF, WORD * 99),
    lambda: case().record_triage("duplicate", AS_OF, WORD, of=f"{WORD} {WORD}"),
    lambda: uglymugs.Mapping.from_json(WORD),
    lambda: uglymugs.Mapping.from_json(f'{{"schema":"{WORD}"}}'),
    lambda: uglymugs.take_in({WORD}),  # type: ignore[arg-type]
    lambda: uglymugs.take_in({WORD: [WORD]}, mapping()),  # type: ignore[arg-type]
    lambda: uglymugs.take_in(f"/{WORD}/{WORD}", mapping()),
    lambda: uglymugs.take_in(sheet(), WORD),  # type: ignore[arg-type]
    lambda: uglymugs.take_in(f"{WORD};{WORD}\n".encode(), mapping()),
    lambda: uglymugs.take_in(frame()),
    lambda: uglymugs.take_in(frame().append_column(WORD, [[WORD] * len(ROWS)]), mapping()),
    lambda: uglymugs.take_in(frame().set_column(1, WORD + "4", [[{WORD: WORD}] * len(ROWS)]), mapping()),
    lambda: uglymugs.take_in(frame().column(1), mapping()),
    lambda: uglymugs.take_in_files(f"/{WORD}", taken=f"/{WORD}/{WORD}"),
    lambda: uglymugs.take_in_files({WORD}, taken={WORD}),  # type: ignore[arg-type]
    lambda: uglymugs.take_in_files(__file__, taken=f"/{WORD}/{WORD}"),
    lambda: uglymugs.take_in_files(__file__, mapping=mapping(), taken=f"/{WORD}/{WORD}"),
    lambda: uglymugs.write_csv([], f"/{WORD}/{WORD}"),
    lambda: uglymugs.write_csv([], "/dev/null", mapping()),
    lambda: uglymugs.write_csv([WORD], "/dev/null"),  # type: ignore[list-item]
]


@pytest.mark.parametrize("number", range(len(MISUSES)))
def test_no_error_quotes_what_was_handed_in(number: int, capfd: pytest.CaptureFixture[str]) -> None:
    assert_clean(texts(raised(MISUSES[number])))
    assert_clean(iter(capfd.readouterr()))


def test_a_panic_is_an_error_without_its_text(capfd: pytest.CaptureFixture[str]) -> None:
    panic = vars(uglymugs._uglymugs)["_panic"]
    error = raised(lambda: panic(WORD))
    assert isinstance(error, uglymugs.UglyMugsError)
    assert error.code == "binding.internal"
    assert_clean(texts(error))
    assert capfd.readouterr() == ("", "")
