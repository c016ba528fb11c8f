"""This project's engine, through its Python package, on the same tables and fields as the others."""

from __future__ import annotations

import pathlib
import statistics
import time
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import uglymugs
from results import Result, read

FEBRL: dict[str, Any] = {
    "given_name": "name",
    "surname": "name",
    "street_number": "code",
    "address_1": "text",
    "address_2": "text",
    "suburb": "text",
    "postcode": "text",
    "state": "code",
    "date_of_birth": "date",
}
PERSONS: dict[str, Any] = {
    "given_name": "name",
    "surname": "name",
    "date_of_birth": "date",
    "sex": "code",
    "street": "text",
    "city": "text",
    "postcode": "postcode",
    "phone": "phone",
    "email": "email",
}
SIGHTINGS: dict[str, Any] = {
    "name": "name",
    "phone": "phone",
    "plate": "plate",
    "email": "email",
    "gender": "code",
    "age_from": {"kind": "number", "to": "age_to"},
    "height": "number",
    "build": "code",
    "hair_colour": "code",
    "hair_length": "code",
    "ethnicity": "code",
    "accent": "code",
    "vehicle_make": "code",
    "vehicle_colour": "code",
    "marks": "set",
    "behaviours": "set",
    "lat": {"kind": "place", "longitude": "lon"},
    "date": "day",
}
# The project's own register says where by area and postcode, and tells heights as ranges.
REGISTER: dict[str, Any] = {
    **{column: kind for column, kind in SIGHTINGS.items() if column not in ("lat", "height")},
    "height_from": {"kind": "number", "to": "height_to"},
    "area": "code",
    "postcode": "postcode",
}
NUMBERS = {"age_from", "age_to", "height", "height_from", "height_to", "lat", "lon"}
SEARCHES = 1000
# Sightings of which each is sought among all, at most; and how many it is given.
MOST_ASKED = 20_000
MOST = 12


def _table(data: pathlib.Path, name: str, *truth: str) -> pa.Table:
    """The register without its truth, with numbers as numbers."""
    table = read(data, name)
    table = table.drop_columns([column for column in truth if column in table.column_names])
    for column in NUMBERS & set(table.column_names):
        at = table.column_names.index(column)
        table = table.set_column(at, column, table[column].cast(pa.float64()))
    return table


def _keep(linkage: Any, result: Result, clustered: bool = True) -> None:
    """What it links, with how long that takes."""
    with result.step("predict"):
        found = linkage.pairs(weights=False)
        pairs = pa.table(found)
    result.pairs = _text(pairs.select(["left", "right", "probability", "tier"]), "left", "right", "tier")
    if clustered:
        with result.step("cluster"):
            clusters = pa.table(linkage.clusters(pairs=found))
        result.clusters = _text(clusters.select(["id", "cluster"]), "id", "cluster")


def _text(table: pa.Table, *columns: str) -> pa.Table:
    for column in columns:
        at = table.column_names.index(column)
        table = table.set_column(at, column, table[column].cast(pa.string()))
    return table


def febrl(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """`link` FEBRL 4, or `dedupe` FEBRL 3."""
    tables = [_table(data, t, "person") for t in (("febrl4a", "febrl4b") if name == "link" else ("febrl3",))]
    loaded()
    result = Result()
    with result.step("train"):
        run = uglymugs.link if name == "link" else uglymugs.dedupe
        linkage = run(*tables, FEBRL, id="rec_id")
    _keep(linkage, result, clustered=name != "link")
    return result


def dedupe(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """A register of persons."""
    table = _table(data, name, "person")
    loaded()
    result = Result()
    with result.step("train"):
        linkage = uglymugs.dedupe(table, PERSONS, id="id")
    _keep(linkage, result)
    return result


def sightings(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """A register of sightings: linked in bulk, and each sighting sought among all the others, nothing blocked."""
    table = _table(data, name, "offender", "event")
    loaded()
    result = Result()
    own = name.startswith("register")
    columns = REGISTER if own else SIGHTINGS
    roles = {"source": "source"} if "source" in table.column_names else {}
    with result.step("train"):
        linkage = uglymugs.dedupe(table, columns, id="id", report="report", **roles)
    _keep(linkage, result)
    asked = table["id"].to_pylist()[:MOST_ASKED]
    queries: list[str] = []
    candidates: list[str] = []
    ranks: list[int] = []
    start = time.perf_counter()
    for one in asked:
        found = pa.table(linkage.nearest(one, MOST))["right"].cast(pa.string()).to_pylist()
        queries += [one] * len(found)
        candidates += found
        ranks += range(len(found))
    result.figures["each_against_all_ms"] = (time.perf_counter() - start) / len(asked) * 1e3
    result.ranked = pa.table({"query": queries, "candidate": candidates, "rank": ranks})
    return result


def _fields(row: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    """What is asked of a row: the mapped columns that it has, with the second column of a range or a place."""
    wanted = set(columns)
    for kind in columns.values():
        if isinstance(kind, dict):
            wanted |= {value for key, value in kind.items() if key != "kind"}
    return {column: row[column] for column in row if column in wanted and row[column] is not None}


def _search(linkage: Any, asked: list[dict[str, Any]], columns: dict[str, Any]) -> list[float]:
    """How long each row takes to seek by `find`: the call from Python, with its ten best explained; in seconds."""
    times = []
    for row in asked:
        fields = _fields(row, columns)
        start = time.perf_counter()
        linkage.find(fields, most=10)
        times.append(time.perf_counter() - start)
    return sorted(times)


def search(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """One record against a register of persons or sightings, nothing blocked; and exact look-ups by `check`."""
    own = not name.startswith("persons")
    table = _table(data, name, "person", "offender", "event")
    loaded()
    result = Result()
    columns = REGISTER if own else PERSONS
    roles = {"report": "report"} if own else {}
    with result.step("train"):
        linkage = uglymugs.dedupe(table, columns, id="id", **roles)
    step = max(len(table) // SEARCHES, 1)
    asked = table.take(list(range(0, step * SEARCHES, step))[: len(table)]).to_pylist()
    _search(linkage, asked[:5], columns)
    times = _search(linkage, asked, columns)
    result.figures = {
        "search_median_ms": statistics.median(times) * 1e3,
        "search_p99_ms": times[int(len(times) * 0.99)] * 1e3,
        "search_worst_ms": times[-1] * 1e3,
        "searches": len(times),
        "examined": "every record",
    }
    phones = [row["phone"] for row in asked if row["phone"]]
    start = time.perf_counter()
    for phone in phones:
        linkage.check("phone", phone)
    result.figures["check_us"] = (time.perf_counter() - start) / max(len(phones), 1) * 1e6
    return result
