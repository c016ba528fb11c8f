"""Frames of other libraries: each cell is read as a CSV file would have it."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import uglymugs
from test_intake import CSV, mapping, problems, written

COLUMNS: dict[str, list[str]] = {
    name: [line.split(",")[number] for line in CSV.decode().splitlines()[1:]]
    for number, name in enumerate(CSV.decode().splitlines()[0].split(","))
}


def frames() -> dict[str, Any]:
    table = pa.table(COLUMNS)
    return {
        "pyarrow": table,
        "pyarrow, in batches": pa.RecordBatchReader.from_batches(table.schema, table.to_batches(2)),
        "pyarrow, dictionaries": pa.table({k: pa.array(v).dictionary_encode() for k, v in COLUMNS.items()}),
        "pyarrow, large": pa.table({k: pa.array(v, pa.large_string()) for k, v in COLUMNS.items()}),
        "pyarrow, views": pa.table({k: pa.array(v, pa.string_view()) for k, v in COLUMNS.items()}),
        "polars": pl.DataFrame(COLUMNS),
        "polars, in chunks": pl.concat([pl.DataFrame(COLUMNS)[:2], pl.DataFrame(COLUMNS)[2:]], rechunk=False),
        "polars, categories": pl.DataFrame(COLUMNS).cast(pl.Categorical()),
        "pandas": pd.DataFrame(COLUMNS),
        "pandas, categories": pd.DataFrame(COLUMNS, dtype="category"),
    }


@pytest.mark.parametrize("kind", frames())
def test_a_frame_gives_what_the_file_gives(kind: str) -> None:
    found = list(uglymugs.take_in(frames()[kind], mapping()))
    expected = list(uglymugs.take_in(CSV, mapping()))
    assert [type(line) for line in found] == [type(line) for line in expected]
    for line, other in zip(found, expected, strict=True):
        match line, other:
            case uglymugs.Case(), uglymugs.Case():
                assert line.to_json() == other.to_json()
            case uglymugs.Rejected(), uglymugs.Rejected():
                assert line.problems == other.problems
                assert (line.row, line.line) == (other.row, other.row)


# What a cell is in a frame, and as a text.
CELLS: list[tuple[str, Any, str | None]] = [
    ("text", pa.array([" as it is "]), " as it is "),
    ("null", pa.array([None], pa.string()), None),
    ("nothing but null", pa.nulls(1), None),
    ("int8", pa.array([-8], pa.int8()), "-8"),
    ("uint64", pa.array([2**64 - 1], pa.uint64()), "18446744073709551615"),
    ("a float that is whole", pa.array([447700900123.0]), "447700900123"),
    ("a float that is not", pa.array([46056.5]), "46056.5"),
    ("float32", pa.array([0.1], pa.float32()), "0.1"),
    ("float16", pa.array([2.0], pa.float16()), "2"),
    ("no number", pa.array([float("nan")]), None),
    ("infinity", pa.array([float("inf")]), "inf"),
    ("true", pa.array([True]), "true"),
    ("false", pa.array([False]), "false"),
    ("decimal", pa.array([Decimal("12.50")], pa.decimal128(9, 2)), "12.5"),
    ("a decimal that is whole", pa.array([Decimal("1200.00")], pa.decimal256(9, 2)), "1200"),
    ("a decimal without a fraction", pa.array([Decimal("1200")], pa.decimal128(9, 0)), "1200"),
    ("date32", pa.array([date(2026, 2, 3)], pa.date32()), "2026-02-03"),
    ("date64", pa.array([date(1969, 12, 31)], pa.date64()), "1969-12-31"),
    ("a day that no calendar has", pa.array([2**31 - 1], pa.int32()).view(pa.date32()), "2147483647"),
    ("clock", pa.array([time(21, 15)], pa.time32("s")), "21:15:00"),
    ("clock64", pa.array([time(21, 15, 7, 999_999)], pa.time64("us")), "21:15:07"),
    ("wall clock", pa.array([datetime(2026, 2, 3, 21, 15)], pa.timestamp("s")), "2026-02-03T21:15:00"),
    ("midnight is a day", pa.array([datetime(2026, 2, 3)], pa.timestamp("ns")), "2026-02-03"),
    (
        "before 1970",
        pa.array([datetime(1969, 12, 31, 23, 59, 59, 500_000)], pa.timestamp("us")),
        "1969-12-31T23:59:59",
    ),
    (
        "summer in London",
        pa.array([datetime(2026, 7, 1, 12, tzinfo=UTC)], pa.timestamp("ms", "Europe/London")),
        "2026-07-01T13:00:00+01:00",
    ),
    (
        "midnight of an instant",
        pa.array([datetime(2026, 2, 3, tzinfo=UTC)], pa.timestamp("us", "UTC")),
        "2026-02-03T00:00:00+00:00",
    ),
    (
        "an offset",
        pa.array([datetime(2026, 2, 3, 12, tzinfo=UTC)], pa.timestamp("us", "-05:30")),
        "2026-02-03T06:30:00-05:30",
    ),
    ("dictionary of days", pa.array([date(2026, 2, 3)]).dictionary_encode(), "2026-02-03"),
    (
        "null in a dictionary",
        pa.DictionaryArray.from_arrays(pa.array([0], pa.int8()), pa.array([None], pa.string())),
        None,
    ),
    ("texts", pa.array([["one", None, 'a "second"']]), '["one","a \\"second\\""]'),
    ("large list of texts", pa.array([["one"]], pa.large_list(pa.string())), '["one"]'),
    ("no texts", pa.array([[]], pa.list_(pa.string())), None),
]


def told(frame: Any) -> str | None:
    """The one cell of a frame as the mapping reads it."""
    document = {
        "schema": "uglymugs.mapping/1",
        "columns": [{"column": "cell", "path": "narrative"}],
        "unknown": [],
        "refused": [],
        "blank": [],
        "defaults": {"reporter.kind": "victim", "offences": [{"kind": "theft"}]},
    }
    (case,) = uglymugs.take_in(frame, uglymugs.Mapping.from_json(json.dumps(document)))
    narrative: str | None = written(case).get("narrative")
    return narrative


@pytest.mark.parametrize(("cell", "text"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS])
def test_a_cell_is_a_text(cell: Any, text: str | None) -> None:
    assert told(pa.table({"cell": cell})) == (text and text.strip())


def test_the_types_that_libraries_choose_by_themselves() -> None:
    london, offset = ZoneInfo("Europe/London"), timezone(timedelta(hours=1))
    cells: list[tuple[Any, str]] = [
        (pl.DataFrame({"cell": [date(2026, 2, 3)]}), "2026-02-03"),
        (pl.DataFrame({"cell": [datetime(2026, 2, 3, 21, 15)]}), "2026-02-03T21:15:00"),
        (pl.DataFrame({"cell": [datetime(2026, 7, 1, 13, tzinfo=london)]}), "2026-07-01T13:00:00+01:00"),
        (pl.DataFrame({"cell": [["one", "two"]]}), '["one","two"]'),
        (pl.DataFrame({"cell": [Decimal("1200.50")]}), "1200.5"),
        (pl.DataFrame({"cell": ["one"]}, schema={"cell": pl.Enum(["one"])}), "one"),
        (pd.DataFrame({"cell": pd.to_datetime(["2026-02-03"])}), "2026-02-03"),
        (pd.DataFrame({"cell": pd.to_datetime(["2026-02-03 21:15"])}), "2026-02-03T21:15:00"),
        (
            pd.DataFrame({"cell": pd.to_datetime(["2026-07-01 13:00"]).tz_localize("Europe/London")}),
            "2026-07-01T13:00:00+01:00",
        ),
        (pd.DataFrame({"cell": [datetime(2026, 2, 3, 12, tzinfo=offset)]}), "2026-02-03T12:00:00+01:00"),
        (pd.DataFrame({"cell": [447700900123, None]})[:1], "447700900123"),
        (pd.DataFrame({"cell": [True]}), "true"),
    ]
    for frame, text in cells:
        assert told(frame) == text


def test_rows_and_columns_are_counted_from_one() -> None:
    (_, _, third, _, fifth) = uglymugs.take_in(pl.DataFrame(COLUMNS), mapping())
    assert isinstance(third, uglymugs.Rejected)
    assert third.row == 3
    assert (2, "when", "date.malformed") in problems(third)
    assert problems(fifth) == [(1, "id", "id.conflict")]


def test_a_frame_is_read_as_it_is_asked_for() -> None:
    read: list[int] = []
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(1_000_000):
            read.append(number)
            row = [f"A-{number}", "2026-02-03", "Robbery", "", ""]
            yield pa.record_batch([[cell] for cell in row], schema=schema)

    lines = uglymugs.take_in(pa.RecordBatchReader.from_batches(schema, batches()), mapping())
    assert [written(next(lines))["id"] for _ in range(3)] == ["ours-A-0", "ours-A-1", "ours-A-2"]
    assert len(read) <= 4


def test_a_frame_that_breaks_off_is_an_error_without_its_text() -> None:
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])

    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.table(COLUMNS).to_batches()[0]
        raise RuntimeError("what a database said")

    lines = uglymugs.take_in(pa.RecordBatchReader.from_batches(schema, batches()), mapping())
    for _ in range(5):
        next(lines)
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        next(lines)
    assert caught.value.code == "intake.not_read"
    assert "database" not in str(caught.value)


def test_a_frame_of_broken_texts_is_refused_whole() -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers())
    table = pa.table({**{name: cells[:1] for name, cells in COLUMNS.items()}, "His age": broken})
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        next(uglymugs.take_in(table, mapping()))
    assert caught.value.code == "intake.not_read"


def test_headers_that_the_mapping_does_not_meet_are_told() -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.take_in(pl.DataFrame(COLUMNS).drop("Date").with_columns(other=1), mapping())
    assert sorted((problem.path, problem.code, problem.found) for problem in caught.value.problems) == [
        ("columns", "mapping.column_unmapped", 5),
        ("columns[1].column", "mapping.column_missing", None),
    ]


class Odd:
    """Says that it is a frame."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.answer


def test_what_is_no_frame_is_refused() -> None:
    released = pa.table(COLUMNS).__arrow_c_stream__()
    list(uglymugs.take_in(Odd(released), mapping()))
    table = pa.table(COLUMNS)
    wrong: Any
    for wrong in (
        Odd(None),
        Odd(b"bytes"),
        Odd(table.schema.__arrow_c_schema__()),
        Odd(released),
        pl.Series("cell", ["one"]),
        pa.chunked_array([["one"]]),
        {"Ref": ["A-1"]},
        [["A-1"]],
        None,
    ):
        with pytest.raises(TypeError, match="expected"):
            uglymugs.take_in(wrong, mapping())
    with pytest.raises(TypeError, match="mapping"):
        uglymugs.take_in(table)


def test_a_column_that_is_no_cell_is_refused_by_its_number() -> None:
    for column in (
        pa.array([b"bytes"]),
        pa.array([{"a": 1}]),
        pa.array([[1]]),
        pa.array([timedelta(days=1)]),
        pa.array([0], pa.timestamp("s", "Europe/Leeds")),
    ):
        table = pa.table({**{name: cells[:1] for name, cells in COLUMNS.items()}, "His age": column})
        with pytest.raises(TypeError, match="column 5 "):
            uglymugs.take_in(table, mapping())


class Failing:
    """A frame that does not give its rows."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        raise self.error


def test_what_a_library_says_of_a_frame_is_not_passed_on() -> None:
    with pytest.raises(TypeError, match=r"does not give its rows \(LookupError\)") as caught:
        uglymugs.take_in(Failing(LookupError("what it said")), mapping())
    assert caught.value.__cause__ is caught.value.__context__ is None
    with pytest.raises(KeyboardInterrupt):
        uglymugs.take_in(Failing(KeyboardInterrupt()), mapping())


def test_a_column_of_mixed_types_is_refused_and_not_quoted() -> None:
    mixed = pd.DataFrame({"Ref": [1, "what it holds"]}, dtype=object)
    with pytest.raises(TypeError, match="is each column of one type") as caught:
        uglymugs.take_in(mixed, mapping())
    assert "what it holds" not in str(caught.value)
