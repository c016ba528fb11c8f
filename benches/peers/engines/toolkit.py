"""The Python Record Linkage Toolkit (`recordlinkage`), as its documentation uses it on FEBRL, with wider blocking.

Its documented recipe blocks on the given name alone; here several blocks and a sorted neighbourhood are joined, and its
unsupervised classifier of Fellegi and Sunter (`ECMClassifier`) decides. Probabilities are the classifier's.
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import recordlinkage
from recordlinkage.index import Block, SortedNeighbourhood
from results import Result, frame, read


def _linked(
    tables: list[pd.DataFrame],
    index: recordlinkage.Index,
    compare: recordlinkage.Compare,
    result: Result,
) -> None:
    with result.step("index"):
        candidates = index.index(*tables)
    with result.step("compare"):
        features = compare.compute(candidates, *tables)
    with result.step("classify"):
        binary = (features >= 0.85).astype(int)
        binary = binary.loc[:, binary.nunique() > 1]
        classifier = recordlinkage.ECMClassifier(atol=1e-4)
        classifier.fit(binary)
        probability = classifier.prob(binary)
    found = probability[probability >= 0.01]
    result.pairs = pa.table(
        {
            "left": found.index.get_level_values(0).astype(str).to_numpy(),
            "right": found.index.get_level_values(1).astype(str).to_numpy(),
            "probability": found.to_numpy(),
        }
    )
    result.figures["candidates"] = float(len(candidates))


def febrl(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """`link` FEBRL 4, or `dedupe` FEBRL 3."""
    names = ["febrl4a", "febrl4b"] if name == "link" else ["febrl3"]
    tables = [frame(read(data, title)).set_index("rec_id").drop(columns="person") for title in names]
    loaded()
    index = recordlinkage.Index()
    index.add(SortedNeighbourhood("given_name", window=5))
    index.add(SortedNeighbourhood("surname", window=5))
    for block in ("date_of_birth", "postcode", "address_1", "suburb"):
        index.add(Block(block))
    compare = recordlinkage.Compare()
    for field in ("given_name", "surname"):
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    for field in ("address_1", "address_2", "suburb"):
        compare.string(field, field, method="levenshtein", threshold=0.75, label=field)
    for field in ("date_of_birth", "postcode", "street_number"):
        compare.string(field, field, method="damerau_levenshtein", threshold=0.7, label=field)
    compare.exact("state", "state", label="state")
    result = Result()
    _linked(tables, index, compare, result)
    return result


def dedupe(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """A register of persons."""
    table = frame(read(data, name)).set_index("id").drop(columns="person")
    table["date_of_birth"] = table["date_of_birth"].mask(table["date_of_birth"] == "1900-01-01", None)
    table["phone"] = table["phone"].mask(table["phone"] == "0000000", None)
    loaded()
    index = recordlinkage.Index()
    for block in (["given_name", "surname"], ["surname", "date_of_birth"], ["given_name", "date_of_birth"]):
        index.add(Block(block))
    for block in (["surname", "postcode"], ["given_name", "postcode"], ["phone"], ["email"]):
        index.add(Block(block))
    compare = recordlinkage.Compare()
    for field in ("given_name", "surname", "street"):
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    for field in ("date_of_birth", "postcode", "phone", "email", "city", "sex"):
        compare.exact(field, field, label=field)
    result = Result()
    _linked([table], index, compare, result)
    return result
