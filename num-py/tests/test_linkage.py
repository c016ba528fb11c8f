"""Linking of tables: whatever library a frame is of, and in whatever order its rows stand, the same pairs."""

import doctest
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import uglymugs
from canaries import raised

FIRST = [
    "Ada",
    "Bram",
    "Cleo",
    "Dov",
    "Edda",
    "Finn",
    "Greta",
    "Hugo",
    "Ines",
    "Jory",
    "Kaya",
    "Lars",
    "Mina",
    "Nils",
    "Oda",
    "Piet",
    "Runa",
    "Sven",
    "Tilda",
    "Wim",
]
LAST = [
    "Ashgrove",
    "Birkmoor",
    "Caldfell",
    "Dunholt",
    "Elmsike",
    "Fernlow",
    "Gorsedge",
    "Hallowby",
    "Ingleth",
    "Kestrow",
    "Larkhope",
    "Mirefold",
]
STREETS = ["Wickerby", "Tollgarth", "Saltholm", "Penmarsh", "Quillside", "Ravenfoot"]

COLUMNS = {
    "given": "name",
    "surname": "name",
    "born": "date",
    "sex": "code",
    "street": "text",
    "postcode": "postcode",
    "phone": "phone",
    "email": "email",
}


def people(rows: int = 1_200, seed: int = 7) -> list[dict[str, Any]]:
    """Rows of invented people, a third of them told twice with a slip or two; ``person`` is the truth."""
    chance = random.Random(seed)
    told: list[dict[str, Any]] = []
    person = 0
    while len(told) < rows:
        person += 1
        given, surname = chance.choice(FIRST), chance.choice(LAST) + chance.choice(["", "e", "son", "ley"])
        row = {
            "person": person,
            "given": given,
            "surname": surname,
            "born": (date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))).isoformat(),
            "sex": chance.choice("fm"),
            "street": f"{chance.randrange(1, 200)} {chance.choice(STREETS)} Road",
            "postcode": f"ZZ{chance.randrange(1, 90)} {chance.randrange(1, 10)}QX",
            "phone": f"07700 900{chance.randrange(1_000):03}",
            "email": f"{given}.{surname}{person}@example.org".lower(),
        }
        told.append(row)
        if chance.random() < 0.33:
            again: dict[str, Any] = dict(row)
            for name in chance.sample(["phone", "email", "street", "postcode", "sex"], 2):
                again[name] = None
            if chance.random() < 0.5:
                at = chance.randrange(1, len(surname) - 1)
                again["surname"] = surname[:at] + surname[at + 1 :]
            told.append(again)
    chance.shuffle(told)
    return [{"id": f"p{number:05}", **row} for number, row in enumerate(told[:rows])]


PEOPLE = people()
TABLE = pa.Table.from_pylist(PEOPLE)
TRUTH = pa.table(
    dict(
        zip(
            ("left", "right"),
            zip(
                *(
                    (one["id"], other["id"])
                    for one, other in itertools.combinations(PEOPLE, 2)
                    if one["person"] == other["person"]
                ),
                strict=True,
            ),
            strict=True,
        )
    )
)


def table(frame: Any) -> pa.Table:
    """A table of ours as one of pyarrow."""
    return pa.table(frame)


def written(frame: Any) -> bytes:
    """Its bytes, as a file of Arrow."""
    sink = pa.BufferOutputStream()
    whole = table(frame)
    with pa.ipc.new_stream(sink, whole.schema) as stream:
        stream.write_table(whole)
    return bytes(sink.getvalue())


@pytest.fixture(scope="module")
def linkage() -> uglymugs.Linkage:
    return uglymugs.dedupe(TABLE, COLUMNS, id="id")


@pytest.fixture(scope="module")
def pairs(linkage: uglymugs.Linkage) -> uglymugs.Pairs:
    return linkage.pairs()


def test_what_is_linked_is_mostly_true(pairs: uglymugs.Pairs) -> None:
    true = {frozenset(pair.values()) for pair in TRUTH.to_pylist()}
    found = {frozenset((row["left"], row["right"])) for row in pairs.to_dicts() if row["probability"] > 0.5}
    assert len(true) > 200
    assert len(found & true) / len(found) > 0.95
    assert len(found & true) / len(true) > 0.95


def test_a_table_of_pairs(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    whole = table(pairs)
    weights = [f"w_{name}" for name in COLUMNS]
    assert whole.column_names == ["left", "right", "weight", "probability", "tier", *weights, "w_together"]
    assert pairs.column_names == whole.column_names
    assert whole.schema.field("left").type == whole.schema.field("right").type == pa.string()
    assert len(pairs) == whole.num_rows == len(pairs.to_dicts()) > 200
    assert pairs.to_dicts() == whole.to_pylist()
    assert isinstance(pairs, uglymugs.Table)
    probabilities = whole["probability"].to_pylist()
    assert min(probabilities) >= 0.01
    assert max(probabilities) <= 1.0
    assert set(whole["tier"].to_pylist()) <= {"unlikely", "possible", "probable", "strong"}
    assert table(linkage.pairs(weights=False)) == whole.select(
        ["left", "right", "weight", "probability", "tier"]
    )
    assert len(linkage.pairs(0.9)) == sum(probability >= 0.9 for probability in probabilities)
    assert len(linkage) == len(PEOPLE)


def test_weights_add_up(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    def hundredths(bits: float | None) -> int:
        assert bits is None or abs(bits * 100 - round(bits * 100)) < 1e-9
        return 0 if bits is None else round(bits * 100)

    for row in pairs.to_dicts():
        each = [hundredths(bits) for name, bits in row.items() if name.startswith("w_")]
        assert sum(each) == hundredths(row["weight"])
    for row in pairs.to_dicts()[:50]:
        terms = linkage.explain(row["left"], row["right"]).to_dicts()
        assert [term["term"] for term in terms] == ["prior", *COLUMNS, "together"]
        assert [term["weight"] for term in terms[1:]] == [row[f"w_{term['term']}"] for term in terms[1:]]
        people = {row["id"]: row for row in PEOPLE}
        for name, term in zip(COLUMNS, terms[1:-1], strict=True):
            is_known = all(people[row[side]][name] is not None for side in ("left", "right"))
            assert (term["weight"] is not None) == (term["agreement"] is not None) == is_known
        prior = terms[0]["weight"]
        assert hundredths(terms[-1]["sum"]) == hundredths(prior) + hundredths(row["weight"])


def test_more_evidence_is_more_likely(pairs: uglymugs.Pairs) -> None:
    rows = sorted(pairs.to_dicts(), key=lambda row: float(row["weight"]))
    assert [row["probability"] for row in rows] == sorted(row["probability"] for row in rows)


def frames() -> dict[str, Any]:
    frame = pd.DataFrame(PEOPLE)
    return {
        "pyarrow, in batches": pa.RecordBatchReader.from_batches(TABLE.schema, TABLE.to_batches(97)),
        "pyarrow, large": pa.table(
            {
                name: TABLE[name].cast(pa.large_string()) if name not in ("id", "person") else TABLE[name]
                for name in TABLE.column_names
            }
        ),
        "pyarrow, dictionaries": pa.table(
            {
                name: TABLE[name].dictionary_encode() if name in COLUMNS else TABLE[name]
                for name in TABLE.column_names
            }
        ),
        "pyarrow, days": TABLE.drop_columns(["born"]).append_column("born", TABLE["born"].cast(pa.date32())),
        "polars": pl.DataFrame(PEOPLE),
        "polars, in chunks": pl.concat(
            [pl.DataFrame(PEOPLE)[:500], pl.DataFrame(PEOPLE)[500:]], rechunk=False
        ),
        "polars, categories": pl.DataFrame(PEOPLE).with_columns(
            pl.col("sex", "surname").cast(pl.Categorical())
        ),
        "polars, days": pl.DataFrame(PEOPLE).with_columns(pl.col("born").str.to_date()),
        "pandas": frame,
        "pandas, categories": frame.assign(sex=frame["sex"].astype("category")),
        "pandas, moments": frame.assign(born=pd.to_datetime(frame["born"])),
        "duckdb": duckdb.from_arrow(TABLE),
    }


@pytest.mark.parametrize("kind", frames())
def test_every_library_gives_the_same_bytes(kind: str, pairs: uglymugs.Pairs) -> None:
    found = uglymugs.dedupe(frames()[kind], COLUMNS, id="id").pairs()
    expected = table(pairs)
    found_table = table(found)
    ids = {name: found_table[name].cast(pa.string()) for name in ("left", "right")}
    for place, (name, column) in enumerate(ids.items()):
        found_table = found_table.set_column(place, name, column)
    assert written(found_table.combine_chunks()) == written(expected.combine_chunks())


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_does_not_matter(seed: int, pairs: uglymugs.Pairs) -> None:
    mixed = list(PEOPLE)
    random.Random(seed).shuffle(mixed)

    def by_id(pairs: uglymugs.Pairs) -> dict[frozenset[str], dict[str, Any]]:
        found = {}
        for row in pairs.to_dicts():
            found[frozenset((row.pop("left"), row.pop("right")))] = row
        return found

    assert by_id(uglymugs.dedupe(pa.Table.from_pylist(mixed), COLUMNS, id="id").pairs()) == by_id(pairs)


def test_all_libraries_read_what_is_given(pairs: uglymugs.Pairs) -> None:
    rows = len(pairs)
    assert pl.DataFrame(pairs).height == rows
    assert len(pd.DataFrame.from_arrow(pairs)) == rows
    (counted,) = duckdb.from_arrow(table(pairs)).aggregate("count(*)").fetchall()
    assert counted == (rows,)
    # As often as it is asked for.
    assert written(pairs) == written(pairs)
    assert pa.schema(pairs) == table(pairs).schema


def test_rows_without_ids_are_numbered(pairs: uglymugs.Pairs) -> None:
    found = uglymugs.dedupe(TABLE, COLUMNS).pairs()
    assert table(found).schema.field("left").type == pa.int64()
    ids = TABLE["id"].to_pylist()
    assert [(ids[row["left"]], ids[row["right"]]) for row in found.to_dicts()] == [
        (row["left"], row["right"]) for row in pairs.to_dicts()
    ]


@pytest.mark.parametrize("of", [pa.int8(), pa.uint16(), pa.int32(), pa.uint64(), pa.int64()])
def test_ids_come_back_as_they_were_given(of: Any) -> None:
    some = TABLE.slice(0, 100).set_column(0, "id", pa.array(range(100), of))
    linkage = uglymugs.dedupe(some, COLUMNS, id="id")
    nearest = table(linkage.nearest(7, 3))
    assert nearest.schema.field("left").type == of
    assert nearest["left"].to_pylist() == [7] * 3
    assert linkage.nearest(7, 3).to_dicts() == nearest.to_pylist()
    text = some.set_column(0, "id", pa.array([f"é{number}" for number in range(100)]).dictionary_encode())
    assert set(uglymugs.dedupe(text, COLUMNS, id="id").nearest("é7", 3).to_dicts()[0]) == set(
        nearest.column_names
    )


def test_two_tables_are_linked() -> None:
    left, right = TABLE.slice(0, 600), TABLE.slice(600)
    linkage = uglymugs.link(left, right, COLUMNS, id="id")
    assert len(linkage) == len(PEOPLE)
    found = linkage.pairs(0.5).to_dicts()
    ids = [set(part["id"].to_pylist()) for part in (left, right)]
    assert all(row["left"] in ids[0] and row["right"] in ids[1] for row in found)
    people = {row["id"]: row["person"] for row in PEOPLE}
    true = sum(people[row["left"]] == people[row["right"]] for row in found)
    assert true > 60
    assert true / len(found) > 0.95
    best = found[0]
    forth = linkage.nearest(best["left"], 1).to_dicts()
    back = linkage.nearest(best["right"], 1, of="right").to_dicts()
    assert forth[0]["right"] in ids[1]
    assert back[0]["right"] == best["right"]
    assert back[0]["left"] in ids[0]
    # The other way round the same.
    turned = uglymugs.link(right, left, COLUMNS, id="id").pairs(0.5).to_dicts()
    assert {(row["right"], row["left"], row["weight"]) for row in turned} == {
        (row["left"], row["right"], row["weight"]) for row in found
    }


def test_ids_of_two_tables_may_be_of_two_types() -> None:
    numbered = TABLE.slice(600).set_column(0, "id", pa.array(range(600)))
    found = table(uglymugs.link(TABLE.slice(0, 600), numbered, COLUMNS, id="id").pairs(0.5))
    assert [found.schema.field(name).type for name in ("left", "right")] == [pa.string(), pa.int64()]
    assert max(found["right"].to_pylist()) < 600


def test_clusters(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    rows = linkage.clusters().to_dicts()
    assert [row["id"] for row in rows] == TABLE["id"].to_pylist()
    cluster = {row["id"]: row["cluster"] for row in rows}
    people = {row["id"]: row["person"] for row in PEOPLE}
    together = {
        frozenset(pair) for pair in itertools.combinations(cluster, 2) if cluster[pair[0]] == cluster[pair[1]]
    }
    true = {frozenset(pair.values()) for pair in TRUTH.to_pylist()}
    assert len(together & true) / len(together) > 0.95
    assert len(together & true) / len(true) > 0.9
    assert len(set(cluster.values())) < len(set(people)) - 200
    assert written(linkage.clusters(pairs=pairs)) == written(linkage.clusters())
    assert len({row["cluster"] for row in linkage.clusters(1.0).to_dicts()}) > len(set(cluster.values()))
    with pytest.raises(ValueError, match="pairs: not of this linkage"):
        uglymugs.dedupe(TABLE, COLUMNS).clusters(pairs=pairs)


def test_clusters_of_two_tables() -> None:
    left, right = TABLE.slice(0, 600), TABLE.slice(600)
    told = uglymugs.link(left, right, COLUMNS, id="id").clusters().to_dicts()
    assert [row["table"] for row in told] == ["left"] * 600 + ["right"] * 600
    assert [row["id"] for row in told] == TABLE["id"].to_pylist()
    numbered = right.set_column(0, "id", pa.array(range(600)))
    other = table(uglymugs.link(left, numbered, COLUMNS, id="id").clusters())
    assert other["id"].to_pylist() == [*left["id"].to_pylist(), *map(str, range(600))]
    assert other["cluster"].to_pylist() == [row["cluster"] for row in told]


def test_the_nearest_of_a_row(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    row = max(pairs.to_dicts(), key=lambda row: float(row["weight"]))
    (best, *others) = linkage.nearest(row["left"], 5).to_dicts()
    assert best == row
    assert [other["weight"] for other in others] == sorted((o["weight"] for o in others), reverse=True)
    assert linkage.nearest(row["left"], 0).to_dicts() == []
    for unknown in ("nobody", 3):
        with pytest.raises(KeyError, match="no row has this id") as caught:
            linkage.nearest(unknown)
        assert "nobody" not in str(caught.value)
    with pytest.raises(TypeError, match="expected an id"):
        linkage.nearest(b"p00001")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="of: left or right"):
        linkage.nearest(row["left"], of="middle")


def asked_like(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a record that is asked about."""
    return {name: row[name] for name in COLUMNS if row[name] is not None}


def test_a_record_is_found_as_its_row_is(linkage: uglymugs.Linkage) -> None:
    columns = pa.table(linkage.nearest("p00000")).column_names
    for row in PEOPLE[:40]:
        told = linkage.find(asked_like(row), 6).to_dicts()
        assert list(told[0]) == ["id", *columns[2:]]
        # Whoever is told of in two rows may be nearer to the one than that is to itself: fewer have a slip in
        # common than a name.
        assert row["id"] in {found["id"] for found in told[:2]}
        nearest = {near["right"]: near for near in linkage.nearest(row["id"], 4).to_dicts()}
        for found in told:
            if near := nearest.pop(found["id"], None):
                assert {name: found[name] for name in columns[2:]} == {
                    name: near[name] for name in columns[2:]
                }
            weights = [
                weight for name, weight in found.items() if name.startswith("w_") and weight is not None
            ]
            assert sum(weights) == pytest.approx(found["weight"])
        assert not nearest
    assert linkage.find(asked_like(PEOPLE[0]), 0).to_dicts() == []
    assert len(linkage) == len(PEOPLE)


def test_a_record_is_told_as_a_frame_tells_it() -> None:
    rows = [
        {
            "names": ["Ada Vale", "Addie"] if at % 3 else ["Bram"],
            "phone": ["07700 900123", "07700 900456"][at % 2],
            "low": 20 + at % 9,
            "high": 24 + at % 9,
            "lat": 53.0 + at % 7 / 50,
            "lon": -1.5,
            "day": date(2024, 3, 1) + timedelta(days=at % 11),
            "knife": at % 4 == 0,
            "marks": "scar;tattoo" if at % 5 else None,
        }
        for at in range(200)
    ]
    columns: dict[str, Any] = {
        "names": "name",
        "phone": "phone",
        "low": {"kind": "number", "to": "high"},
        "lat": {"kind": "place", "longitude": "lon"},
        "day": "day",
        "knife": "code",
        "marks": "set",
    }
    linkage = uglymugs.dedupe(pl.DataFrame(rows), columns)
    everything = linkage.find(rows[7], 20).to_dicts()
    weights = {row["id"]: row["weight"] for row in linkage.find(rows[7], len(rows)).to_dicts()}
    assert weights.pop(7) > 0
    assert weights == {row["right"]: row["weight"] for row in linkage.nearest(7, len(rows)).to_dicts()}
    for same in (
        {**rows[7], "names": "Ada Vale;Addie"},
        {**rows[7], "day": datetime(2024, 3, 8, 23, 10)},
        {**rows[7], "day": "2024-03-08", "low": 27.0},
        {**rows[7], "names": ("Ada Vale", "Addie"), "knife": "false"},
        {**rows[7], "marks": ["scar", "tattoo", "halo"]},
    ):
        assert linkage.find(same, 20).to_dicts() == everything
    known = linkage.find({"phone": "07700900456"}, 200).to_dicts()
    # Half of all have it: it may say little, but never less than another number.
    assert min(row["w_phone"] for row in known if row["id"] % 2) >= max(
        row["w_phone"] for row in known if not row["id"] % 2
    )
    assert all(row["w_names"] is None for row in known)
    assert all(row["w_knife"] is None for row in linkage.find({"knife": "perhaps"}).to_dicts())
    for wrong, code in (
        ({"name": "Ada", "lows": 3}, ["mapping.column_missing", "mapping.column_missing"]),
        ({"low": "20"}, ["json.wrong_type"]),
        ({"names": [1]}, ["json.wrong_type"]),
        ({"phone": b"07700"}, ["json.wrong_type"]),
    ):
        with pytest.raises(uglymugs.ValidationError) as caught:
            linkage.find(wrong)
        assert [problem.code for problem in caught.value.problems] == code
    for no_record in (None, [("low", 3)], {3: "low"}):
        with pytest.raises(TypeError, match="record: expected a mapping"):
            linkage.find(no_record)  # type: ignore[arg-type]


def test_records_are_found_in_both_of_two_tables() -> None:
    left, right = TABLE.slice(0, 600), TABLE.slice(600)
    linkage = uglymugs.link(left, right, COLUMNS, id="id")
    for row in (PEOPLE[3], PEOPLE[1_000]):
        best = [(found["table"], found["id"]) for found in linkage.find(asked_like(row), 2).to_dicts()]
        assert ("left" if row is PEOPLE[3] else "right", row["id"]) in best


def test_records_are_found_from_many_threads(linkage: uglymugs.Linkage) -> None:
    expected = [linkage.find(asked_like(row), 3).to_dicts() for row in PEOPLE[:30]]
    pairs = written(linkage.pairs(0.5))
    told: list[bool] = []

    def ask() -> None:
        told.append([linkage.find(asked_like(row), 3).to_dicts() for row in PEOPLE[:30]] == expected)
        told.append(
            written(linkage.pairs(0.5, progress=lambda _: linkage.find(asked_like(PEOPLE[0]), 1))) == pairs
        )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [True] * 8


def test_a_model_is_kept_and_used_again(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    kept = uglymugs.LinkageModel.from_json(linkage.model.to_json())
    assert kept.to_json() == linkage.model.to_json()
    again = uglymugs.dedupe(TABLE, COLUMNS, id="id", model=kept)
    assert written(again.pairs()) == written(pairs)
    other = uglymugs.dedupe(pa.Table.from_pylist(people(300, 8)), COLUMNS, id="id", model=kept)
    # How rare a level is stands in the model; how rare a value is, in the table.
    assert other.model.levels().to_dicts()[:4] == kept.levels().to_dicts()[:4]
    two = uglymugs.link(TABLE.slice(0, 600), TABLE.slice(600), COLUMNS, id="id", model=kept)
    assert len(two.pairs(0.9)) > 10
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.dedupe(TABLE, {"given": "text"}, model=kept)
    assert [problem.code for problem in caught.value.problems] == ["linkage.kind_differs"]
    for broken in ("{}", "[]", kept.to_json()[:-9], kept.to_json().replace("model/1", "model/2")):
        with pytest.raises(uglymugs.ValidationError):
            uglymugs.LinkageModel.from_json(broken)


def test_identifiers_of_more_than_one_person_are_named() -> None:
    numbers = range(40)

    def rows(number: int) -> list[dict[str, Any]]:
        """Of one man three times, and of the next, who has his number two years later, twice."""
        told = []
        for person, times in ((0, 3), (1, 2)):
            name = f"{FIRST[(number + 7 * person) % 20]} {LAST[number % 12]}{'sona'[person::2]}{number // 12}"
            told += [
                {
                    "id": f"{number:02}-{person}-{time}",
                    "day": date(2022, 1, 1) + timedelta(days=number + 700 * person + 9 * time),
                    "name": name,
                    "phone": f"07700 900{number:03}",
                    "age": 20 + (number * 3 + 25 * person) % 50,
                    "height": 155 + (number * 7 + 30 * person) % 45,
                }
                for time in range(times)
            ]
        return told

    columns = {"name": "name", "phone": "phone", "age": "number", "height": "number", "day": "day"}
    frame = pa.Table.from_pylist([row for number in numbers for row in rows(number)])
    told = uglymugs.dedupe(frame, columns, id="id").shared_identifiers().to_dicts()
    assert {(line["column"], line["used"]) for line in told} == {("phone", "recycled")}
    of_one = [line["id"] for line in told if line["identifier"] == 0]
    assert [line["person"] for line in told if line["identifier"] == 0] == [0, 0, 0, 1, 1]
    assert [id[3:] for id in of_one] == ["0-0", "0-1", "0-2", "1-0", "1-1"]
    assert len({line["identifier"] for line in told}) > 30
    assert "900" not in str(told)


def test_a_value_is_looked_up_exactly(linkage: uglymugs.Linkage) -> None:
    for name, written_so in (("phone", lambda text: f"(+44) {text[1:5]}-{text[6:]}"), ("email", str.upper)):
        value = next(row[name] for row in PEOPLE if row[name])
        expected = [row["id"] for row in PEOPLE if row[name] == value]
        assert linkage.check(name, value) == linkage.check(name, written_so(value)) == expected
    assert linkage.check("phone", "07700 9") == linkage.check("phone", "") == []
    assert linkage.check("email", "nobody@example.org") == []
    assert linkage.check("surname", "Nobody") == []
    surname = PEOPLE[0]["surname"]
    assert linkage.check("surname", surname.lower()) == [r["id"] for r in PEOPLE if r["surname"] == surname]
    with pytest.raises(KeyError, match="no column of this name is compared"):
        linkage.check("person", "1")
    both = uglymugs.link(TABLE.slice(0, 600), TABLE.slice(600), COLUMNS)
    rows = [number for number, row in enumerate(PEOPLE) if row["surname"] == surname]
    assert both.check("surname", surname) == [row for row in rows if row < 600]
    assert both.check("surname", surname, of="right") == [row - 600 for row in rows if row >= 600]


def moments(days: list[date | None], of: Any) -> pa.Array:
    """Days as moments of a type, early and late on those days."""
    cells = [
        day and datetime(day.year, day.month, day.day, 1 + 20 * (number % 2))
        for number, day in enumerate(days)
    ]
    return pa.array(cells, pa.timestamp("us")).cast(pa.timestamp(of.unit)).view(of)


CHANCE = random.Random(3)
TEXTS = [CHANCE.choice([None, *FIRST, *LAST]) for _ in range(400)]
LISTS = [[CHANCE.choice([*FIRST, None]) for _ in range(CHANCE.randrange(4))] or None for _ in range(400)]
NUMBERS = [CHANCE.choice([None, *range(20, 60)]) for _ in range(400)]
DAYS = [CHANCE.choice([None, date(2025, 1, 1) + timedelta(days=CHANCE.randrange(90))]) for _ in range(400)]
PHONES = [CHANCE.choice([None, 447700900000 + CHANCE.randrange(60)]) for _ in range(400)]
LONGITUDES = [CHANCE.choice([None, 0.1, 0.2, 200.0]) for _ in range(400)]
LATITUDES = [CHANCE.choice([None, 51.5, 51.6, 52.5]) for _ in range(400)]

JOINED = [";".join(filter(None, texts)) if texts else None for texts in LISTS]
EMAILS = [text and f"{text.lower()}@example.org" for text in TEXTS]
PHONE_LISTS = [
    texts and [text and f"07700 900{100 + len(text) * 7 + ord(text[0])}" for text in texts] for texts in LISTS
]
JOINED_PHONES = [";".join(filter(None, texts)) if texts else None for texts in PHONE_LISTS]
EMAIL_LISTS = [texts and [text and f"{text}@example.org" for text in texts] for texts in LISTS]
JOINED_EMAILS = [";".join(filter(None, texts)) if texts else None for texts in EMAIL_LISTS]
ISO = [day and day.isoformat() for day in DAYS]
WORDS = ["name", "text", "code", "username", "plate", "postcode"]


def known(cells: list[Any], of: Any = None) -> pa.Array:
    return pa.array(cells, of)


# A kind; the plain way to hand its cells in, and another one that says the same.
SAME: dict[str, tuple[str, pa.Array, pa.Array]] = {
    **{f"{kind}, large": (kind, known(TEXTS), known(TEXTS, pa.large_string())) for kind in WORDS},
    **{f"{kind}, views": (kind, known(TEXTS), known(TEXTS, pa.string_view())) for kind in WORDS},
    **{f"{kind}, dictionary": (kind, known(TEXTS), known(TEXTS).dictionary_encode()) for kind in WORDS},
    **{
        f"{kind}, {name}": (kind, known(JOINED), known(LISTS, of(pa.string())))
        for kind in ("name", "set", "username", "plate")
        for name, of in (("list", pa.list_), ("large list", pa.large_list))
    },
    "email, large": ("email", known(EMAILS), known(EMAILS, pa.large_string())),
    "email, list": ("email", known(JOINED_EMAILS), known(EMAIL_LISTS)),
    "phone, list": ("phone", known(JOINED_PHONES), known(PHONE_LISTS)),
    "list of views": ("set", known(JOINED), known(LISTS, pa.large_list(pa.string_view()))),
    **{
        f"{kind}, numbers": (kind, known([number and str(number) for number in NUMBERS]), known(NUMBERS, of))
        for kind in ("code", "text", "postcode", "username")
        for of in (pa.int8(), pa.uint64(), pa.float64())
    },
    "code, flags": (
        "code",
        known([number and str(number > 40).lower() for number in NUMBERS]),
        known([number and number > 40 for number in NUMBERS]),
    ),
    "phone, numbers": ("phone", known([phone and f"+{phone}" for phone in PHONES]), known(PHONES)),
    "phone, floats": ("phone", known(PHONES), known(PHONES, pa.float64())),
    "date, days": ("date", known(ISO), known(DAYS)),
    "date, date64": ("date", known(ISO), known(DAYS, pa.date64())),
    "date, numbers": ("date", known(ISO), known([day and int(day.strftime("%Y%m%d")) for day in DAYS])),
    **{
        f"date, {of}": ("date", known(ISO), moments(DAYS, of))
        for of in (pa.timestamp("s"), pa.timestamp("ns"))
    },
    "date, dictionary": ("date", known(ISO), known(DAYS).dictionary_encode()),
    "day, texts": ("day", known(DAYS), known([text and f"{text}T23:00:00" for text in ISO])),
    "day, date64": ("day", known(DAYS), known(DAYS, pa.date64())),
    **{
        f"day, {of}": ("day", known(DAYS), moments(DAYS, of))
        for of in map(pa.timestamp, ("s", "ms", "us", "ns"))
    },
    "day, on clocks of London": ("day", known(DAYS), moments(DAYS, pa.timestamp("ms", "Europe/London"))),
    "day, dictionary": ("day", known(DAYS), known(DAYS).dictionary_encode()),
    **{
        f"number, {of}": ("number", known(NUMBERS, pa.float64()), known(NUMBERS, of))
        for of in (pa.int8(), pa.uint16(), pa.int32(), pa.float32(), pa.decimal128(9, 2))
    },
    "number, no number": (
        "number",
        known(NUMBERS, pa.float64()),
        known([float("nan") if number is None else number for number in NUMBERS], pa.float64()),
    ),
    "number, dictionary": ("number", known(NUMBERS, pa.float64()), known(NUMBERS).dictionary_encode()),
}


WEIGHED: dict[tuple[str, bytes], bytes] = {}


def weighed(columns: dict[str, Any], frame: dict[str, pa.Array]) -> bytes:
    """Everything that is weighed by a column, beside one that tells people apart."""
    beside = pa.array([f"p{number % 300}@example.org" for number in range(400)])
    whole = pa.table({**frame, "beside": beside})
    key = (str(columns), written(whole))
    if key not in WEIGHED:
        linkage = uglymugs.dedupe(whole, {**columns, "beside": "email"})
        found = linkage.pairs(0.0)
        assert len(found) >= 100
        WEIGHED[key] = written(found) + written(linkage.model.levels())
    return WEIGHED[key]


@pytest.mark.parametrize("case", SAME)
def test_every_way_to_hand_cells_in_gives_the_same(case: str) -> None:
    kind, plain, other = SAME[case]
    assert plain.type != other.type or case.endswith(("no number", "texts"))
    found = weighed({"of": kind}, {"of": plain})
    assert weighed({"of": kind}, {"of": other}) == found
    # And it is not the same as nothing.
    assert weighed({"of": kind}, {"of": pa.nulls(400)}) != found


def test_ranges() -> None:
    mapping = {"of": {"kind": "number", "to": "until"}}
    until = [number and number + CHANCE.randrange(20) for number in NUMBERS]
    found = weighed(mapping, {"of": known(NUMBERS), "until": known(until, pa.uint8())})
    assert found == weighed(mapping, {"of": known(until), "until": known(NUMBERS, pa.float32())})
    # Of what has one end alone, that is both.
    open_ended = weighed(mapping, {"of": known(NUMBERS), "until": pa.nulls(400)})
    assert open_ended == weighed({"of": "number"}, {"of": known(NUMBERS)}) != found


def test_places() -> None:
    mapping = {"of": {"kind": "place", "longitude": "lon", "group": "person"}}
    found = weighed(mapping, {"of": known(LATITUDES), "lon": known(LONGITUDES)})
    on_earth = [None if longitude == 200.0 else longitude for longitude in LONGITUDES]
    assert found == weighed(mapping, {"of": known(LATITUDES), "lon": known(on_earth)})
    assert found != weighed(mapping, {"of": known(LATITUDES), "lon": pa.nulls(400)})


def test_two_rows_of_one_report_are_two_persons() -> None:
    reports = TABLE.append_column("report", pa.array([row["person"] for row in PEOPLE]))
    found = uglymugs.dedupe(reports, COLUMNS, id="id", report="report", source="report").pairs(0.0).to_dicts()
    people = {row["id"]: row["person"] for row in PEOPLE}
    assert not [row for row in found if people[row["left"]] == people[row["right"]]]


@pytest.mark.parametrize("rows", [0, 1, 2, 3])
def test_small_tables(rows: int) -> None:
    some = TABLE.slice(0, rows)
    linkage = uglymugs.dedupe(some, COLUMNS, id="id")
    assert len(linkage) == rows
    assert len(linkage.pairs(0.0)) <= rows * (rows - 1) // 2
    assert table(linkage.pairs()).column_names[:2] == ["left", "right"]
    assert len(uglymugs.link(some, TABLE.slice(10, 2), COLUMNS).pairs(0.0)) <= rows * 2
    assert [row["rows"] <= rows for row in linkage.unlinkables().to_dicts()].count(False) == 0


def test_columns_in_which_nothing_is_known() -> None:
    empty = pa.table({name: pa.nulls(5) for name in COLUMNS})
    linkage = uglymugs.dedupe(empty, COLUMNS)
    assert linkage.pairs(0.5).to_dicts() == []
    assert all(row["share"] == 1.0 for row in linkage.unlinkables().to_dicts())


def refused(columns: Any, frame: Any = TABLE, **roles: Any) -> list[tuple[str, str, int | None]]:
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.dedupe(frame, columns, **roles)
    catalogue = dict(uglymugs.code_catalogue())
    for problem in caught.value.problems:
        assert problem.message == catalogue[problem.code]
    return [(problem.path, problem.code, problem.found) for problem in caught.value.problems]


def test_a_wrong_mapping_is_told_with_all_its_problems() -> None:
    columns = {
        "given": "nmae",
        "nobody": "name",
        "person": "email",
        "surname": {"kind": "name", "group": "nobles", "colour": "red"},
        "born": {"to": "until"},
        "sex": 3,
        "street": {"kind": "text", "to": "postcode", "longitude": "email"},
        "postcode": "place",
        "phone": {"kind": "number", "to": 3},
        "email": {"kind": "place", "longitude": "nowhere"},
        "together": "name",
    }
    assert refused(columns, id="nothing", report="neither") == [
        ('columns["given"]', "code.unknown", None),
        ('columns["surname"].group', "code.unknown", None),
        ('columns["surname"]', "json.unknown_member", None),
        ('columns["born"].kind', "member.missing", None),
        ('columns["sex"]', "json.wrong_type", None),
        ('columns["street"].to', "json.unknown_member", None),
        ('columns["street"].longitude', "json.unknown_member", None),
        ('columns["postcode"].longitude', "member.missing", None),
        ('columns["phone"].to', "json.wrong_type", None),
        ('columns["together"]', "mapping.conflict", None),
        ('columns["nobody"]', "mapping.column_missing", None),
        ('columns["person"]', "json.wrong_type", None),
        ('columns["postcode"]', "json.wrong_type", None),
        ('columns["phone"]', "json.wrong_type", None),
        ('columns["email"]', "json.wrong_type", None),
        ('columns["email"].longitude', "mapping.column_missing", None),
        ('columns["together"]', "mapping.column_missing", None),
        ("id", "mapping.column_missing", None),
        ("report", "mapping.column_missing", None),
    ]
    assert refused({}) == [("columns", "list.empty", None)]
    many = pa.table({f"c{number}": ["a"] for number in range(60)})
    assert refused(dict.fromkeys(many.column_names, "name"), many) == [("columns", "list.too_long", 60)]
    twice = pa.table([["a"], ["b"]], names=["given", "given"])
    assert refused({"given": "name"}, twice) == [('columns["given"]', "mapping.column_ambiguous", None)]
    wrong: Any
    for wrong in (None, ["given"], "given", {3: "name"}):
        with pytest.raises(TypeError, match="expected a mapping"):
            uglymugs.dedupe(TABLE, wrong)
    with pytest.raises(TypeError, match="does not give its rows"):
        uglymugs.dedupe({"given": ["Ada"]}, COLUMNS)  # type: ignore[arg-type]


def test_of_two_tables_it_is_told_which() -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.link(TABLE, TABLE.drop_columns(["given", "id"]), COLUMNS, id="id")
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ('right.columns["given"]', "mapping.column_missing"),
        ("right.id", "mapping.column_missing"),
    ]


def test_an_id_stands_once() -> None:
    def of(ids: list[Any]) -> list[tuple[str, str, int | None]]:
        return refused(COLUMNS, TABLE.slice(0, len(ids)).set_column(0, "id", pa.array(ids)), id="id")

    assert of(["a", "b", "c", "b", "a"]) == [("id", "id.conflict", 4)]
    assert of([3, 4, 3]) == [("id", "id.conflict", 3)]
    assert of(["a", None, "a"]) == [("id", "member.missing", 2)]
    assert refused(COLUMNS, TABLE, id="born", report="nobody") == [("report", "mapping.column_missing", None)]


def test_a_share_is_a_share(linkage: uglymugs.Linkage) -> None:
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="at_least: between 0 and 1"):
            linkage.pairs(wrong)


def test_broken_texts_are_refused_whole() -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers())
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        uglymugs.dedupe(pa.table({"given": broken}), {"given": "name"})
    assert caught.value.code == "intake.not_read"


def test_progress_is_told(linkage: uglymugs.Linkage) -> None:
    for work in (
        lambda tell: uglymugs.dedupe(TABLE, COLUMNS, progress=tell),
        lambda tell: linkage.pairs(progress=tell),
        lambda tell: linkage.clusters(progress=tell),
    ):
        told: list[float] = []
        work(told.append)
        assert told[0] == 0.0
        assert told[-1] == 1.0
        assert told == sorted(told)


class EnoughError(Exception):
    """Raised by a callback of a test."""


def test_an_exception_of_the_callback_ends_the_work(linkage: uglymugs.Linkage) -> None:
    def enough(_: float) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        linkage.pairs(progress=enough)
    with pytest.raises(EnoughError):
        uglymugs.dedupe(TABLE, COLUMNS, progress=enough)
    assert len(linkage.pairs()) > 0


LONG = """
import random, sys, threading, time
import pyarrow as pa, uglymugs
chance = random.Random(1)
syllables = "ba do ke li mu na po ri su ta ve wo".split()
def word():
    return "".join(chance.choice(syllables) for _ in range(3))
rows = 200_000
columns = {f"c{number}": pa.array([word() for _ in range(rows)]) for number in range(6)}
print("ready", flush=True)
def tell(done):
    if done == 0.0:
        print("begun", flush=True)
begun = time.monotonic()
try:
    uglymugs.dedupe(pa.table(columns), dict.fromkeys(columns, "name"), progress=tell).pairs()
except KeyboardInterrupt:
    print("stopped", flush=True)
    raise
"""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_linking_can_be_interrupted() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LONG], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == [b"ready\n", b"begun\n"]
        process.send_signal(signal.SIGINT)
        # Before the work could have been done.
        out, told = process.communicate(timeout=5)
        assert process.returncode != 0
        assert b"stopped" in out
        assert b"KeyboardInterrupt" in told


def test_other_threads_run_meanwhile() -> None:
    columns = pa.concat_tables([TABLE] * 8).set_column(0, "id", pa.array(range(8 * len(PEOPLE))))
    counted = 0
    done = threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.wait(0.001):
            counted += 1

    thread = threading.Thread(target=count)
    thread.start()
    try:
        uglymugs.dedupe(columns, COLUMNS)
    finally:
        done.set()
        thread.join()
    assert counted > 3


def test_threads_share_a_linkage(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(written(linkage.pairs()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {written(pairs)}


def test_the_model_is_shown(linkage: uglymugs.Linkage) -> None:
    levels = linkage.model.levels().to_dicts()
    assert list(dict.fromkeys(level["column"] for level in levels)) == list(COLUMNS)
    assert {level["kind"] for level in levels} == set(COLUMNS.values())
    for name in COLUMNS:
        of = [level for level in levels if level["column"] == name]
        assert [level["level"] for level in of] == list(range(len(of)))
        assert of[0]["agreement"] == "same"
        assert of[0]["weight"] > 0 > of[-1]["weight"]
        assert sum(level["m"] for level in of) == pytest.approx(1, abs=0.02)
    assert linkage.model.partners > 0
    model = json.loads(linkage.model.to_json())
    assert {column["name"]: column["kind"] for column in model["columns"]} == COLUMNS
    told = [level for column in model["columns"] for level in column["levels"]]
    assert [level["agreement"] for level in told] == [level["agreement"] for level in levels]
    for field in ("m", "u"):
        assert [level[field] for level in told] == pytest.approx([level[field] for level in levels])
    assert model["schema"] == "uglymugs.linkage_model/1"
    assert all(name in linkage.model.text for name in COLUMNS)
    assert repr(linkage.model) == "<LinkageModel of 8 columns>"


@pytest.mark.parametrize("function", [uglymugs.dedupe, uglymugs.link, uglymugs.Linkage.find])
def test_the_example_of_each_function_runs(function: Callable[..., Any], linkage: uglymugs.Linkage) -> None:
    names: dict[str, Any] = {"uglymugs": uglymugs, "frame": TABLE, "linkage": linkage}
    if function is uglymugs.link:
        names |= {"frame": TABLE.slice(0, 600), "other": TABLE.slice(600)}
    (example,) = doctest.DocTestFinder(recurse=False).find(function, function.__name__, globs=names)
    assert len(example.examples) >= 2
    assert doctest.DocTestRunner().run(example).failed == 0


WORD = "zq" + "canary"


def test_no_value_of_a_cell_is_printed() -> None:
    planted = [{**row, "given": f"{WORD}{row['given']}", "id": f"{WORD}{row['id']}"} for row in PEOPLE[:300]]
    frame = pa.Table.from_pylist(planted)
    linkage = uglymugs.dedupe(frame, COLUMNS, id="id")
    pairs = linkage.pairs()
    assert WORD in str(pairs.to_dicts())
    shown = [repr(linkage), repr(pairs), repr(linkage.model), linkage.model._repr_html_()]
    linkage.find({"given": f"{WORD}x", "email": f"{WORD}@example.org"})
    shown += [
        str(linkage.model.levels().to_dicts()),
        repr(linkage.unlinkables()),
        repr(linkage.model.levels()),
    ]
    found = table(pairs).slice(0, 1)
    one, other = found["left"][0].as_py(), found["right"][0].as_py()
    for chart in (
        uglymugs.charts.waterfall(linkage, one, other),
        uglymugs.charts.parameters(linkage.model),
        uglymugs.charts.thresholds(pairs),
        uglymugs.charts.unlinkables(linkage),
        uglymugs.charts.thresholds(pairs, found),
        uglymugs.charts.reliability(pairs, found),
    ):
        shown += [repr(chart), str(chart.data), str(chart.to_dict())]
    wrong: list[Callable[[], object]] = [
        lambda: uglymugs.dedupe(frame, {"given": "number"}),
        lambda: uglymugs.dedupe(pa.concat_tables([frame, frame]), COLUMNS, id="id"),
        lambda: uglymugs.dedupe(frame, COLUMNS, id="id", report=WORD),
        lambda: uglymugs.dedupe(frame, COLUMNS, id=WORD),
        lambda: uglymugs.dedupe(frame, {"given": WORD}),
        lambda: uglymugs.dedupe(frame, {"given": {"kind": "name", WORD: WORD}}),
        lambda: uglymugs.dedupe(frame, {"given": {"kind": "number", "to": WORD}}),
        lambda: linkage.nearest(WORD),
        lambda: linkage.find({"given": WORD.encode(), "born": object()}),
        lambda: linkage.find({"given": [WORD, 3]}),
        lambda: linkage.explain(WORD, one),
        lambda: linkage.check(WORD, WORD),
        lambda: pairs.thresholds(pa.table({WORD: [WORD]})),
    ]
    for call in wrong:
        error = raised(call)
        shown += [str(error), repr(error.args), repr(vars(error))]
    for number, text in enumerate(shown):
        # Not an assertion on the text itself: it would be printed.
        if WORD in text.casefold():
            raise AssertionError(f"a planted word was printed in text {number}")
