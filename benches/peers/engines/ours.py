"""This project's engine, through its Python package, on the same tables and fields as the others."""

from __future__ import annotations

import pathlib
import statistics
import time
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import uglymugs
from pyarrow import compute
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
# Descriptors of a full sighting, at least.
FULL = 10
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
        if name == "link":
            linkage = uglymugs.link(tables[0], tables[1], FEBRL, id="rec_id")
        else:
            linkage = uglymugs.dedupe(tables[0], FEBRL, id="rec_id")
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


def _linkage(table: pa.Table, columns: dict[str, Any], result: Result) -> Any:
    """A register of sightings, with the roles that it has."""
    source = "source" if "source" in table.column_names else None
    with result.step("train"):
        return uglymugs.dedupe(table, columns, id="id", report="report", source=source)


def sightings(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """A register of sightings: linked in bulk, and each sighting sought among all the others, nothing blocked."""
    table = _table(data, name, "offender", "event")
    loaded()
    result = Result()
    linkage = _linkage(table, _columns(name), result)
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


def links(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """The same, linked in bulk only, for an audit."""
    table = _table(data, name, "offender", "event")
    loaded()
    result = Result()
    _keep(_linkage(table, _columns(name), result), result, clustered=False)
    return result


def _columns(name: str) -> dict[str, Any]:
    """The kinds of a register's columns."""
    return {"persons": PERSONS, "register": REGISTER}.get(name.partition("-")[0], SIGHTINGS)


def _fields(row: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    """What is asked of a row: the mapped columns that it has, with the second column of a range or a place."""
    wanted = set(columns)
    for kind in columns.values():
        if isinstance(kind, dict):
            wanted |= {value for key, value in kind.items() if key != "kind"}
    return {column: row[column] for column in row if column in wanted and row[column] is not None}


def _is_full(row: dict[str, Any]) -> bool:
    """Whether much is told: ten descriptors or more, and name, behaviours and place among them."""
    told = [column for column in SIGHTINGS if row.get(column) is not None]
    return len(told) >= FULL and {"name", "behaviours", "lat"} <= set(told)


def _apart(table: pa.Table, is_wanted: Callable[[dict[str, Any]], bool]) -> tuple[list[dict[str, Any]], pa.Table]:
    """Rows to ask about, from all over the table, and the table without them and what else their reports tell."""
    count = min(SEARCHES, len(table) // 20)
    asked: list[dict[str, Any]] = []
    for start in range(0, len(table), len(table) // count):
        some = table.slice(start, len(table) // count).to_pylist()
        asked += [row for row in some if is_wanted(row)][:1]
    column = "report" if "report" in table.column_names else "id"
    told = compute.is_in(table[column], value_set=pa.array([row[column] for row in asked]))
    return asked[:count], table.filter(compute.invert(told))


def search(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """One record that is not in a register of persons or sightings against all of it; and look-ups by `check`.

    Each search is a call of `find` from Python, with the ten best and what speaks for them. `full` registers are asked
    about sightings of which much is told.
    """
    columns = _columns(name)
    table = _table(data, name, "person", "offender", "event")
    asked, table = _apart(table, _is_full if name.startswith("full") else lambda row: True)
    loaded()
    result = Result()
    if columns is PERSONS:
        with result.step("train"):
            linkage = uglymugs.dedupe(table, columns, id="id")
    else:
        linkage = _linkage(table, columns, result)
    with result.step("first search"):
        linkage.find(_fields(asked[0], columns), most=10)
    times: list[float] = []
    ranked: list[pa.Table] = []
    for row in asked:
        fields = _fields(row, columns)
        start = time.perf_counter()
        found = linkage.find(fields, most=10)
        times.append(time.perf_counter() - start)
        candidate = pa.table(found)["id"].cast(pa.string())
        query = pa.array([row["id"]] * len(candidate), pa.string())
        ranked.append(pa.table({"query": query, "candidate": candidate, "rank": range(len(candidate))}))
    result.ranked = pa.concat_tables(ranked)
    times.sort()
    phones = [row["phone"] for row in asked if row["phone"]]
    start = time.perf_counter()
    for phone in phones:
        linkage.check("phone", phone)
    checked = time.perf_counter() - start
    result.figures = {
        "search_median_ms": statistics.median(times) * 1e3,
        "search_p99_ms": times[int(len(times) * 0.99)] * 1e3,
        "search_worst_ms": times[-1] * 1e3,
        "check_us": checked / max(len(phones), 1) * 1e6,
        "searches": len(times),
        "examined": "every record",
    }
    return result
