"""Files taken in through a mapping: each row by itself, and from a file to files with a journal."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import uglymugs

from vectors import ROOT, valid

SAMPLES = ROOT / "num-core" / "examples" / "intake"
HOSTILE = ROOT / "tests" / "intake" / "hostile"


def mapping(**others: Any) -> uglymugs.Mapping:
    """That of the first example of `intake.md`, without what it does not need."""
    document = {
        "schema": "uglymugs.mapping/1",
        "name": "Our spreadsheet",
        "id": {"columns": ["Ref"], "prefix": "ours-"},
        "columns": [
            {"column": "Ref", "ignore": True},
            {"column": "Date", "path": "when", "read": "when"},
            {
                "column": "What happened",
                "path": "offences[].kind",
                "split": ";",
                "values": {"Robbery": "robbery", "Assault": "assault_without_injury"},
            },
            {"column": "His number", "path": "offenders[0].phones[]"},
            {"column": "His age", "path": "offenders[0].appearance.age"},
        ],
        "defaults": {"reporter.kind": "project_worker"},
        **others,
    }
    return uglymugs.Mapping.from_json(json.dumps(document))


HEADERS = "Ref,Date,What happened,His number,His age\n"
ROWS = (
    "A-1,2026-02-03,Robbery,07700 900123,mid 30s\n"
    "A-2,2026-02-04,Assault; Robbery,,\n"
    "A-3,soon,Mugging,,ancient\n"
    "A-1,2026-02-03,Robbery,07700 900123,mid 30s\n"
    "A-2,2026-02-05,Robbery,,\n"
)
CSV = (HEADERS + ROWS).encode()


def written(case: object) -> Any:
    assert isinstance(case, uglymugs.Case)
    return json.loads(case.incident.to_json())


def problems(line: object) -> list[tuple[int | None, str, str]]:
    assert isinstance(line, uglymugs.Rejected)
    return [(problem.table_column, problem.path, problem.code) for problem in line.problems]


@pytest.mark.parametrize("how", ["bytes", "bytearray", "path", "str"])
def test_a_csv_file_is_taken_in_row_by_row(how: str, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes(CSV)
    sources: dict[str, Any] = {"bytes": CSV, "bytearray": bytearray(CSV), "path": path, "str": str(path)}
    first, second, third, fourth, fifth = uglymugs.take_in(sources[how], mapping())
    assert written(first) == {
        "schema": "uglymugs.incident/1",
        "id": "ours-A-1",
        "offences": [{"kind": "robbery"}],
        "when": {"day": "2026-02-03"},
        "reporter": {"kind": "project_worker"},
        "offenders": [{"appearance": {"age": "mid 30s"}, "phones": ["07700 900123"]}],
    }
    assert [offence["kind"] for offence in written(second)["offences"]] == [
        "assault_without_injury",
        "robbery",
    ]
    assert isinstance(third, uglymugs.Rejected)
    assert (third.row, third.line, third.raw) == (3, 4, None)
    assert sorted(problems(third)) == [
        (2, "when", "date.malformed"),
        (3, "offences[].kind", "mapping.value_unknown"),
        (5, "offenders[0].appearance.age", "age.not_understood"),
    ]
    assert isinstance(fourth, uglymugs.AlreadyKnown)
    assert fourth.id == "ours-A-1"
    assert problems(fifth) == [(1, "id", "id.conflict")]


def test_a_raw_row_is_kept_only_if_asked_for() -> None:
    kept = [line for line in uglymugs.take_in(CSV, mapping(), keep_rows=True) if hasattr(line, "raw")]
    assert [line.raw for line in kept] == ["A-3,soon,Mugging,,ancient", "A-2,2026-02-05,Robbery,,"]
    (line,) = uglymugs.take_in(b'{"schema":\n', keep_rows=True)
    assert isinstance(line, uglymugs.Rejected)
    assert line.raw == '{"schema":'


def test_without_a_mapping_it_is_json_lines() -> None:
    case = uglymugs.Case(uglymugs.Draft("r-1").offence("theft").reporter("victim").validate())
    (again,) = uglymugs.take_in(case.to_json().encode())
    assert isinstance(again, uglymugs.Case)
    assert again.to_json() == case.to_json()


def test_headers_that_the_mapping_does_not_meet_are_told_before_the_first_row() -> None:
    headers = b"Ref,Date,Date,His number,His age,His name\n"
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.take_in(headers + ROWS.encode(), mapping())
    assert sorted((problem.path, problem.code, problem.found) for problem in caught.value.problems) == [
        ("columns", "mapping.column_unmapped", 2),
        ("columns", "mapping.column_unmapped", 3),
        ("columns", "mapping.column_unmapped", 6),
        ("columns[1].column", "mapping.column_ambiguous", None),
        ("columns[2].column", "mapping.column_missing", None),
    ]


def test_a_mapping_is_written_as_it_was_read() -> None:
    ours = mapping()
    assert ours.name == "Our spreadsheet"
    again = uglymugs.Mapping.from_json(ours.to_json())
    assert again.to_json() == ours.to_json()
    assert json.loads(ours.to_json())["columns"][0] == {"column": "Ref", "ignore": True}


def test_a_broken_mapping_has_every_problem() -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        mapping(zone="Europe/Leeds", columns=[{"column": "Ref", "path": "victims"}])
    assert sorted((problem.path, problem.code) for problem in caught.value.problems) == [
        ("columns[0].path", "mapping.path_unknown"),
        ("zone", "mapping.zone_unknown"),
    ]


@pytest.mark.parametrize("name", ["project_spreadsheet", "web_form"])
def test_the_samples_are_taken_in(name: str, tmp_path: Path) -> None:
    sample, ours = SAMPLES / f"{name}.csv", uglymugs.Mapping.from_json((SAMPLES / f"{name}.json").read_text())
    lines = list(uglymugs.take_in(sample, ours))
    done = uglymugs.take_in_files(sample, mapping=ours, taken=tmp_path / "taken.jsonl")
    counted = {
        kind: sum(isinstance(line, kind) for line in lines)
        for kind in (uglymugs.Case, uglymugs.Rejected, uglymugs.AlreadyKnown)
    }
    summary = done.summary
    assert list(counted.values()) == [summary.taken, summary.rejected, summary.already_known]
    assert all(counted.values())
    assert summary.rows == len(lines)
    assert sum(summary.by_code.values()) == sum(
        len(line.problems) for line in lines if isinstance(line, uglymugs.Rejected)
    )
    taken = [case.to_json() for case in lines if isinstance(case, uglymugs.Case)]
    assert (tmp_path / "taken.jsonl").read_text(encoding="utf-8").splitlines() == taken


def test_cases_go_through_csv_and_back(tmp_path: Path) -> None:
    cases = [vector.asked()[0] for vector in valid()]
    few = [case for case in cases if len(json.loads(case.to_json())["incident"].get("offenders", [])) <= 3]
    one_each = list({case.incident.id: case for case in few}.values())
    assert len(one_each) > 50
    path = tmp_path / "cases.csv"
    assert uglymugs.write_csv(iter(one_each), path) == len(one_each)
    standard = uglymugs.Mapping.standard()
    again = list(uglymugs.take_in(path, standard))
    assert all(isinstance(case, uglymugs.Case) for case in again)
    assert [case.to_json() for case in again if isinstance(case, uglymugs.Case)] == [
        case.to_json() for case in one_each
    ]


def test_a_case_that_would_not_come_back_is_refused(tmp_path: Path) -> None:
    draft = uglymugs.Draft("r-1").offence("theft").reporter("victim")
    for _ in range(4):
        draft.offender(aliases=["Baz"])
    many = uglymugs.Case(draft.validate())
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.write_csv([many], tmp_path / "cases.csv")
    assert caught.value.code == "csv.case_does_not_fit"
    before = (tmp_path / "cases.csv").read_bytes()
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.write_csv([], tmp_path / "cases.csv", mapping())
    assert caught.value.code == "mapping.not_invertible"
    assert (tmp_path / "cases.csv").read_bytes() == before != b""
    with pytest.raises(TypeError):
        uglymugs.write_csv([many.incident], tmp_path / "cases.csv")  # type: ignore[list-item]
    with pytest.raises(FileNotFoundError):
        uglymugs.write_csv([], tmp_path / "none" / "cases.csv")


def folder(at: Path) -> set[str]:
    return {path.name for path in at.iterdir()}


def test_a_file_is_taken_in_to_files_and_nothing_twice(tmp_path: Path) -> None:
    source, taken, rejects = tmp_path / "a.csv", tmp_path / "taken.jsonl", tmp_path / "bad.csv"
    source.write_bytes(CSV)
    seen: list[uglymugs.Progress] = []
    done = uglymugs.take_in_files(
        source, mapping=mapping(), taken=taken, rejects=rejects, progress=seen.append
    )
    assert (done.start, done.rows_before) == ("anew", 0)
    summary = done.summary
    assert (summary.rows, summary.taken, summary.rejected, summary.already_known) == (5, 2, 2, 1)
    assert summary.by_code == {
        "age.not_understood": 1,
        "date.malformed": 1,
        "id.conflict": 1,
        "mapping.value_unknown": 1,
    }
    assert summary.windows_1252_rows == 0
    assert seen[0].of_bytes == len(CSV)
    assert 0 < seen[0].bytes < len(CSV)
    assert seen[0].summary.rows == 1
    assert seen[0].summary != summary
    assert folder(tmp_path) == {"a.csv", "taken.jsonl", "bad.csv", "journal.redb"}
    assert rejects.read_text().splitlines()[0] == "row,line,column,path,code,message"
    assert "ancient" not in rejects.read_text()
    once = taken.read_bytes()
    # The same again; and a file that has grown.
    again = uglymugs.take_in_files(source, mapping=mapping(), taken=taken, rejects=rejects)
    assert (again.start, again.rows_before, again.summary) == ("after", 5, summary)
    source.write_bytes(CSV + b"A-9,2026-02-09,Robbery,,\n")
    grown = uglymugs.take_in_files(source, mapping=mapping(), taken=taken, rejects=rejects)
    assert (grown.rows_before, grown.summary.taken) == (5, 3)
    assert taken.read_bytes().startswith(once)
    assert len(taken.read_bytes().splitlines()) == 3


def test_intake_refuses_what_would_lose_or_double_something(tmp_path: Path) -> None:
    source, taken = tmp_path / "a.csv", tmp_path / "taken.jsonl"
    source.write_bytes(CSV)
    taken.write_text("{}\n")
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.take_in_files(source, mapping=mapping(), taken=taken)
    assert caught.value.code == "journal.missing"
    with pytest.raises(FileNotFoundError):
        uglymugs.take_in_files(tmp_path / "none.csv", mapping=mapping(), taken=taken)
    (tmp_path / "broken.redb").write_bytes(b"none of ours")
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.take_in_files(source, mapping=mapping(), taken=taken, journal=tmp_path / "broken.redb")
    assert caught.value.code == "journal.broken"
    with pytest.raises(uglymugs.ValidationError) as wrong:
        uglymugs.take_in_files(source, mapping=uglymugs.Mapping.standard(), taken=tmp_path / "b.jsonl")
    assert "mapping.column_missing" in {problem.code for problem in wrong.value.problems}
    assert taken.read_text() == "{}\n"


def many(rows: int) -> bytes:
    return HEADERS.encode() + b"".join(b"A-%d,2026-02-03,Robbery,,\n" % number for number in range(rows))


class StoppedError(Exception):
    """Raised by the progress of a test."""


def test_an_exception_of_the_progress_stops_the_intake_and_it_goes_on(tmp_path: Path) -> None:
    source, taken = tmp_path / "a.csv", tmp_path / "taken.jsonl"
    source.write_bytes(many(1_000))

    def stop(_: uglymugs.Progress) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        uglymugs.take_in_files(source, mapping=mapping(), taken=taken, progress=stop)
    assert len(taken.read_bytes().splitlines()) == 1
    done = uglymugs.take_in_files(source, mapping=mapping(), taken=taken)
    assert (done.start, done.rows_before, done.summary.taken) == ("after", 1, 1_000)
    assert len(set(taken.read_bytes().splitlines())) == 1_000


INTAKE = """
import sys, uglymugs
mapping = uglymugs.Mapping.from_json(open(sys.argv[2]).read())
def tell(_):
    print(".", flush=True)
uglymugs.take_in_files(sys.argv[1], mapping=mapping, taken=sys.argv[3], progress=tell)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_or_killed_intake_goes_on_without_loss_or_doubles(
    sent: signal.Signals, tmp_path: Path
) -> None:
    source, taken, ours = tmp_path / "a.csv", tmp_path / "taken.jsonl", tmp_path / "mapping.json"
    source.write_bytes(many(100_000))
    ours.write_text(mapping().to_json())
    arguments = [sys.executable, "-c", INTAKE, str(source), str(ours), str(taken)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(3):
            assert process.stdout.readline() != b""
        process.send_signal(sent)
        _, told = process.communicate(timeout=60)
        assert process.returncode != 0
        assert (b"KeyboardInterrupt" in told) == (sent == signal.SIGINT)
    done = uglymugs.take_in_files(source, mapping=mapping(), taken=taken)
    assert done.rows_before < 100_000
    ids = [json.loads(line)["incident"]["id"] for line in taken.read_bytes().splitlines()]
    assert ids == [f"ours-A-{number}" for number in range(100_000)]
    assert done.summary.taken == 100_000


STANDARD = uglymugs.Mapping.standard()


@pytest.mark.parametrize("path", sorted(HOSTILE.iterdir()), ids=lambda path: path.name)
def test_hostile_files_give_rejects_and_never_more(path: Path, tmp_path: Path) -> None:
    for ours in (None, mapping(), STANDARD):
        codes: list[str] = []
        try:
            for line in uglymugs.take_in(path, ours, keep_rows=True):
                if isinstance(line, uglymugs.Rejected):
                    codes += [problem.code for problem in line.problems]
            uglymugs.take_in_files(path, mapping=ours, taken=tmp_path / f"{ours is None}.jsonl")
        except uglymugs.UglyMugsError as error:
            codes.append(error.code)
        assert "binding.internal" not in codes
        assert set(codes) <= set(dict(uglymugs.code_catalogue()))
