"""Whatever is handed in: an error of ours or of Python's, and never a panic."""

import inspect
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
import uglymugs
from canaries import planted, policy
from reports import NOW, approved, report, scheme

from vectors import compact

READERS: list[Callable[[Any], object]] = [
    uglymugs.Draft.from_json,
    uglymugs.Incident.from_json,
    uglymugs.Identity.from_json,
    uglymugs.ConsentHistory.from_json,
    uglymugs.Circumstances.from_json,
    uglymugs.Policy.from_json,
    uglymugs.Case.from_json,
    uglymugs.AlertRules.from_json,
]
ODD: list[Any] = [
    None, 0, -1, 2**70, 1.5, float("nan"), "", "\ud800", "\0", b"", b"\xff", [], [1], {}, {"a": 1}, (),
    (1, 2), object(), int, lambda: None,
]  # fmt: skip
EXPECTED = (TypeError, ValueError, OverflowError, OSError, uglymugs.UglyMugsError)


def public() -> list[tuple[str, Callable[..., object]]]:
    """Every function and method, bound where it needs an object."""
    case = uglymugs.Case.from_json(compact(planted()))
    decision = case.disclose(policy(), "members/num/alert", "2026-03-05T09:00:00+00:00")
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    draft = holder.draft_alert(["r-1"], NOW)
    alert = approved(draft, NOW)
    release = holder.publish(alert, NOW)
    objects = [
        case,
        case.incident,
        case.identity,
        case.consent,
        case.circumstances,
        policy(),
        decision.disclosure,
        uglymugs.Mapping.standard(),
        uglymugs.Register(),
        uglymugs.Crowd("num", NOW),
        uglymugs.RateLimit.default(),
        holder,
        draft,
        alert,
        release,
        *holder.alerts(),
        *holder.matches("r-1", NOW),
    ]
    found: list[tuple[str, Callable[..., object]]] = []
    for name in uglymugs.__all__:
        value = getattr(uglymugs, name)
        if callable(value) and name not in ("Problem", "UglyMugsError", "ValidationError"):
            found.append((name, value))
    for one in [*objects, uglymugs.Draft("r-1"), uglymugs.Reason.POLICY]:
        for name, value in inspect.getmembers(one, callable):
            if not name.startswith("__"):
                found.append((f"{type(one).__name__}.{name}", value))
    return found


def test_wrong_types_are_refused_everywhere() -> None:
    calls = public()
    assert len(calls) > 140
    codes: list[str] = []
    for _, call in calls:
        for odd in ODD:
            for arguments in ((odd,), (odd, odd), (odd, odd, odd), (odd,) * 5):
                try:
                    call(*arguments)
                except EXPECTED as error:
                    codes.append(getattr(error, "code", ""))
    assert len(codes) > 9_000
    assert "binding.internal" not in codes


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__qualname__)
def test_what_is_no_document_is_refused(read: Callable[[Any], object]) -> None:
    documents: list[str | bytes] = [
        "", " ", "\0", "{", "nul", "\ufeff{}", b"\xff\xfe{}", b'{"schema":"\xc3"}',
        b'{"schema":"\xed\xa0\x80"}', '{"schema":"\ud800"}', "[" * 100_000, '{"a":' * 100_000,
        "[" * 33 + "]" * 33, "-" * 1000, '"' + "\\u0000" * 1000,
    ]  # fmt: skip
    for document in documents:
        with pytest.raises(uglymugs.ValidationError) as caught:
            read(document)
        assert {problem.code for problem in caught.value.problems} <= {
            "json.syntax",
            "json.too_deep",
            "json.wrong_type",
        }


@pytest.mark.parametrize("read", READERS[1:], ids=lambda read: read.__qualname__)
def test_a_document_of_something_else_is_refused(read: Callable[[Any], object]) -> None:
    for document in (
        "null",
        "true",
        "[]",
        "{}",
        "0",
        '"x"',
        '{"schema":[]}',
        '{"schema":"uglymugs.incident/2"}',
    ):
        with pytest.raises(uglymugs.ValidationError):
            read(document)


def test_a_long_narrative_is_measured_and_refused() -> None:
    text = "\N{PILE OF POO}" * 2_500_000
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.Draft("r-1").offence("robbery").reporter("victim").narrative(text).validate()
    (problem,) = caught.value.problems
    assert (problem.path, problem.code, problem.found) == ("narrative", "text.too_long", 2_500_000)
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.Draft.from_json('"' + "x" * (16 * 1024 * 1024) + '"')
    assert caught.value.code == "json.too_large"
    (rejected,) = uglymugs.read_jsonl(b"x" * (17 * 1024 * 1024))
    assert isinstance(rejected, uglymugs.Rejected)
    assert rejected.problems[0].code == "json.too_large"


def test_many_problems_are_all_reported() -> None:
    members = ",".join(f'"m{number}":{number}' for number in range(50_000))
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.Incident.from_json(f"{{{members}}}")
    assert len(caught.value.problems) > 50_000


def test_bytes_flipped_at_random_never_panic() -> None:
    source = random.Random(20260301)
    text = compact(planted()).encode()
    table = policy()
    codes: list[str] = []
    for _ in range(2_000):
        broken = bytearray(text)
        for _ in range(source.randint(1, 4)):
            broken[source.randrange(len(broken))] = source.randrange(256)
        try:
            case = uglymugs.Case.from_json(broken, lenient=True)
            case.level(table, "2026-03-05T09:00:00+00:00")
            case.disclose(table, "police_full/E23000010", "2026-03-05T09:00:00+00:00")
        except uglymugs.UglyMugsError as error:
            codes.append(error.code)
        else:
            assert json.loads(case.to_json())["schema"] == "uglymugs.case/1"
    assert len(codes) > 1_000
    assert "binding.internal" not in codes
