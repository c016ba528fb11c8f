"""The code tables are those of the core, as they are checked in for everybody else."""

import uglymugs

from vectors import SCHEMAS, read


def test_the_tables_are_the_checked_in_ones() -> None:
    assert uglymugs.tables() == read(SCHEMAS / "tables.json")["tables"]


def test_a_table_says_what_it_is() -> None:
    tables = {table["name"]: table for table in uglymugs.tables()}
    makes = tables["vehicle_makes"]
    assert all(makes[member] for member in ("title", "source", "status", "entries"))
    models = tables["vehicle_models"]
    assert models["of"] == "vehicle_makes"
    assert {entry["of"] for entry in models["entries"]} <= {entry["code"] for entry in makes["entries"]}


def test_what_is_asked_for_is_a_copy() -> None:
    uglymugs.tables()[0]["entries"].clear()
    assert uglymugs.tables()[0]["entries"] != []
