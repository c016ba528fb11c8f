"""Splink 5 on DuckDB, set up as its documentation advises for each kind of data.

Comparisons come from its own library wherever that has one for the field; names, places and codes carry term
frequencies; u comes from random sampling, m from expectation maximisation over several blocking rules, the prior from
deterministic rules. Placeholders are made null beforehand, since Splink leaves cleaning to its user.
"""

from __future__ import annotations

import logging
import pathlib
import statistics
import time
from collections.abc import Callable
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from pyarrow import compute
from results import Result, read
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from . import splink_sightings

logging.getLogger("splink").setLevel(logging.ERROR)

# Records of which each is sought among the rest, for the time of a single search.
SEARCHES = 30
LOWEST = 0.01
# Pairs from which each round of expectation maximisation learns; more do not change the model.
EM_PAIRS = 1e6


def _with_frequencies(comparison: Any) -> Any:
    return comparison.configure(term_frequency_adjustments=True)


def _name(column: str, other: str) -> cl.CustomComparison:
    """A name, with a level for given name and surname in each other's place."""
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            cll.ExactMatchLevel(column, term_frequency_adjustments=True),
            cll.ColumnsReversedLevel(column, other),
            cll.JaroWinklerLevel(column, 0.92),
            cll.JaroWinklerLevel(column, 0.88),
            cll.JaroWinklerLevel(column, 0.7),
            cll.ElseLevel(),
        ],
    )


def _febrl(link_type: str) -> tuple[SettingsCreator, list[Any], list[Any]]:
    settings = SettingsCreator(
        link_type=link_type,
        unique_id_column_name="rec_id",
        comparisons=[
            _name("given_name", "surname"),
            _name("surname", "given_name"),
            _with_frequencies(cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2])),
            _with_frequencies(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2])),
            _with_frequencies(cl.ExactMatch("street_number")),
            _with_frequencies(cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7])),
            _with_frequencies(cl.JaroWinklerAtThresholds("address_2", [0.9, 0.7])),
            _with_frequencies(cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7])),
            _with_frequencies(cl.ExactMatch("state")),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("postcode", "given_name"),
            block_on("postcode", "surname"),
            block_on("address_1"),
            block_on("address_2"),
            block_on("suburb", "street_number"),
            block_on("suburb", "given_name"),
            block_on("suburb", "surname"),
            block_on("postcode", "street_number"),
        ],
        retain_matching_columns=False,
    )
    sure = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("given_name", "postcode", "date_of_birth"),
        block_on("surname", "address_1", "street_number"),
        "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
    ]
    training = [block_on("date_of_birth"), block_on("postcode"), block_on("given_name", "surname")]
    return settings, sure, training


def _persons() -> tuple[SettingsCreator, list[Any], list[Any]]:
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            _name("given_name", "surname"),
            _name("surname", "given_name"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
            cl.ExactMatch("sex"),
            _with_frequencies(cl.JaroWinklerAtThresholds("street", [0.9, 0.8])),
            _with_frequencies(cl.ExactMatch("city")),
            cl.PostcodeComparison("postcode"),
            _with_frequencies(cl.DamerauLevenshteinAtThresholds("phone", [1, 2])),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("phone"),
            block_on("email"),
            block_on("given_name", "surname", "city"),
            block_on("surname", "city", "substr(given_name, 1, 1)"),
            block_on("given_name", "city", "substr(surname, 1, 3)"),
            block_on("given_name", "surname", "substr(date_of_birth, 1, 4)"),
            block_on("surname", "date_of_birth"),
            block_on("given_name", "date_of_birth"),
            block_on("surname", "postcode"),
            block_on("given_name", "postcode"),
            block_on("date_of_birth", "postcode"),
            block_on("street", "given_name"),
            block_on("street", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
        ],
        retain_matching_columns=False,
    )
    sure = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("given_name", "email"),
        block_on("given_name", "surname", "phone"),
    ]
    training = [block_on("given_name", "surname"), block_on("date_of_birth"), block_on("email")]
    return settings, sure, training


def _train(linker: Linker, result: Result, sure: list[Any], training: list[Any], recall: float, most: float) -> None:
    with result.step("train"):
        linker.training.estimate_probability_two_random_records_match(sure, recall=recall)
        linker.training.estimate_u_using_random_sampling(max_pairs=most, seed=1)
        for rule in training:
            linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=EM_PAIRS)


def _predict(
    linker: Linker, result: Result, column: str, threshold: float | None, lowest: float | None = LOWEST
) -> None:
    with result.step("predict"):
        predicted = linker.inference.predict(threshold_match_probability=lowest)
        chosen = (
            f'cast({column}_l as text) as "left", cast({column}_r as text) as "right", match_probability as probability'
        )
        result.pairs = predicted.as_duckdbpyrelation().select(chosen).to_arrow_table()
    if threshold is not None:
        with result.step("cluster"):
            clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
            chosen = f"cast({column} as text) as id, cast(cluster_id as text) as cluster"
            result.clusters = clusters.as_duckdbpyrelation().select(chosen).to_arrow_table()


def febrl(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """`link` FEBRL 4, or `dedupe` FEBRL 3."""
    tables = ["febrl4a", "febrl4b"] if name == "link" else ["febrl3"]
    frames = [read(data, title).drop_columns(["person"]) for title in tables]
    loaded()
    result = Result()
    settings, sure, training = _febrl("link_only" if name == "link" else "dedupe_only")
    with result.step("train"):
        api = DuckDBAPI()
        registered = [
            api.register(frame, dataset_display_name=title) for frame, title in zip(frames, tables, strict=True)
        ]
        linker = Linker(registered if name == "link" else registered[0], settings, log_level=logging.ERROR)
    _train(linker, result, sure, training, 0.8, 1e7)
    _predict(linker, result, "rec_id", None if name == "link" else 0.5)
    return result


def _cleaned(data: pathlib.Path, name: str) -> pa.Table:
    """A register of persons without its truth, and without its placeholders."""
    table = read(data, name).drop_columns(["person"])
    for column, junk in (("date_of_birth", "1900-01-01"), ("phone", "0000000")):
        at = table.column_names.index(column)
        values = table[column]
        table = table.set_column(at, column, compute.if_else(compute.equal(values, junk), None, values))
    return table


def dedupe(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """A register of persons: train, predict, cluster at 0.9."""
    table = _cleaned(data, name)
    loaded()
    result = Result()
    settings, sure, training = _persons()
    with result.step("train"):
        linker = Linker(DuckDBAPI().register(table), settings, log_level=logging.ERROR)
    _train(linker, result, sure, training, 0.6, 1e7)
    _predict(linker, result, "id", 0.9)
    return result


def _sightings(data: pathlib.Path, name: str, loaded: Callable[[], None], threshold: float | None) -> Result:
    connection = duckdb.connect()
    connection.register("given", read(data, name))
    loaded()
    result = Result()
    own = name.startswith("register")
    settings, sure, training = splink_sightings.model(own)
    with result.step("train"):
        connection.execute(splink_sightings.prepared(own))
        api = DuckDBAPI(connection)
        linker = Linker(api.register(connection.table("sightings")), settings, log_level=logging.ERROR)
    _train(linker, result, sure, training, 0.05, 2e7)
    _predict(linker, result, "id", threshold, lowest=None)
    return result


def sightings(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """A register of sightings: train and predict over blocking rules, then cluster at 0.9."""
    return _sightings(data, name, loaded, 0.9)


def links(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """The same without clusters, for an audit."""
    return _sightings(data, name, loaded, None)


def search(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """One record against a register of persons, by `predict_between` with the frequencies computed beforehand.

    The trained model and its blocking rules decide what is looked at, as in Splink's guide to linking in real time;
    `pair` is the time to score one pair of records.
    """
    table = _cleaned(data, name)
    loaded()
    result = Result()
    settings, sure, training = _persons()
    api = DuckDBAPI()
    register = api.register(table)
    linker = Linker(register, settings, log_level=logging.ERROR)
    _train(linker, result, sure, training, 0.6, 1e7)
    with result.step("prepare"):
        for column in ("given_name", "surname", "street", "city", "phone"):
            linker.table_management.compute_tf_table(column)
    times, pairs = [], []
    for number in range(SEARCHES):
        row = table.slice(number * (len(table) // SEARCHES), 1)
        start = time.perf_counter()
        one = api.register(row.set_column(row.column_names.index("id"), "id", pa.array([f"query-{number}"])))
        found = linker.inference.predict_between(
            one, register, threshold_match_probability=LOWEST, warning_mode="never"
        )
        found.as_pandas_dataframe()
        times.append(time.perf_counter() - start)
        other = table.slice(number, 1).to_pylist()[0]
        start = time.perf_counter()
        linker.inference.score_pair(row.to_pylist()[0], other).as_pandas_dataframe()
        pairs.append(time.perf_counter() - start)
    result.figures = {
        "search_median_ms": statistics.median(times) * 1e3,
        "search_worst_ms": max(times) * 1e3,
        "pair_median_ms": statistics.median(pairs) * 1e3,
        "searches": SEARCHES,
        "examined": "what its blocking rules let through",
    }
    return result
