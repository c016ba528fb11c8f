"""What is planted in every sensitive place is found in no text that Python prints."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import uglymugs
from canaries import (
    PLANTED,
    WORD,
    after_pickling,
    assert_clean,
    places,
    planted,
    policy,
    raised,
    texts,
    with_at,
)

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
    found.append(policy())
    for recipient in RECIPIENTS:
        decision = subject.disclose(policy(), recipient, AS_OF)
        disclosure = decision.disclosure
        assert disclosure is not None, recipient
        found += [decision, disclosure]
        if isinstance(disclosure, uglymugs.PoliceAnonymousDisclosure | uglymugs.PoliceFullDisclosure):
            found.append(uglymugs.PoliceRecord(disclosure))
        if isinstance(disclosure, uglymugs.MembersDisclosure) and disclosure.reference is not None:
            found.append(uglymugs.AlertDraft(disclosure))
    draft = uglymugs.Draft.from_json(subject.incident.to_json())
    preview = uglymugs.preview(draft, subject.identity, subject.consent, policy(), AS_OF)
    found += [preview, *preview.entries]
    text = compact(planted()).encode()
    lines = uglymugs.read_jsonl(text + b"\n" + text + b"\n" + text[:-9])
    found += [lines, *lines]
    assert [type(one) for one in found[-3:]] == [uglymugs.Case, uglymugs.AlreadyKnown, uglymugs.Rejected]
    return found


def test_no_object_prints_what_it_holds() -> None:
    for one in objects():
        assert_clean(texts(one))
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
    lambda: uglymugs.AlertDraft(WORD),  # type: ignore[arg-type]
    lambda: uglymugs.AlertDraft(disclosed("members/num/lookup")),
    lambda: uglymugs.PoliceRecord(disclosed("members/num/alert")),
    lambda: uglymugs.PoliceRecord(WORD),  # type: ignore[arg-type]
    lambda: uglymugs.preview(WORD, WORD, WORD, WORD, WORD),  # type: ignore[arg-type]
    lambda: uglymugs.preview(
        uglymugs.Draft("r-1").offence(WORD), case().identity, case().consent, policy(), AS_OF
    ),
    lambda: uglymugs.read_jsonl({WORD}),  # type: ignore[arg-type]
    lambda: uglymugs.read_jsonl(f"/{WORD}/{WORD}"),
    lambda: uglymugs.read_jsonl(f"{WORD}\0"),
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
