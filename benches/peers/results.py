"""What an engine hands back for a task, and how it is kept between processes."""

from __future__ import annotations

import dataclasses
import json
import pathlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import pyarrow as pa
import pyarrow.ipc
from pyarrow import csv, parquet


@dataclasses.dataclass
class Result:
    """The links that an engine found, and how long its steps took.

    Tables are Arrow's, so that handing them over costs little memory. `pairs`: `left`, `right` (ids as text) and
    `probability`; `tier` where the engine has tiers. `clusters`: `id`, `cluster`. `ranked`: `query`, `candidate`,
    `rank` (0 is the best), for engines that search without blocking; without it the rank is that among the pairs.
    `seconds`: wall time by step, without reading the CSV. `figures`: anything else that was measured.
    """

    pairs: pa.Table | None = None
    clusters: pa.Table | None = None
    ranked: pa.Table | None = None
    seconds: dict[str, float] = dataclasses.field(default_factory=dict)
    figures: dict[str, float | str] = dataclasses.field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Times what is done inside."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def save(self, folder: pathlib.Path, memory: dict[str, float]) -> None:
        """To files, for the process that started this one. `memory` in MB."""
        for name in ("pairs", "clusters", "ranked"):
            table = getattr(self, name)
            if table is not None:
                parquet.write_table(table, folder / f"{name}.parquet")
        told = {"seconds": self.seconds, "figures": self.figures, "memory": memory}
        (folder / "told.json").write_text(json.dumps(told))

    @classmethod
    def load(cls, folder: pathlib.Path) -> tuple[Result, dict[str, float]]:
        """What `save` kept: the result, and the memory."""
        told = json.loads((folder / "told.json").read_text())
        tables = {
            name: parquet.read_table(folder / f"{name}.parquet")
            for name in ("pairs", "clusters", "ranked")
            if (folder / f"{name}.parquet").exists()
        }
        return cls(**tables, seconds=told["seconds"], figures=told["figures"]), told["memory"]


def read(folder: pathlib.Path, name: str) -> pa.Table:
    """A register as an Arrow table of text, missing values null: what every engine is handed.

    It is mapped into memory, so that reading it does not count for what an engine takes.
    """
    with pa.memory_map(str(folder / f"{name}.arrow")) as source:
        return pa.ipc.open_file(source).read_all()


def keep(folder: pathlib.Path) -> None:
    """Writes each register that was written as CSV as an Arrow file beside it, for `read`."""
    for path in sorted(folder.glob("*.csv")):
        kept = path.with_suffix(".arrow")
        if kept.exists():
            continue
        with path.open(encoding="utf-8") as lines:
            columns = lines.readline().strip().split(",")
        convert = csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()), null_values=[""], strings_can_be_null=True
        )
        table = csv.read_csv(path, convert_options=convert).combine_chunks()
        with pa.ipc.new_file(str(kept), table.schema) as file:
            file.write_table(table)


def frame(table: pa.Table) -> pd.DataFrame:
    """The table for engines that work on pandas: objects, missing values None."""
    found: pd.DataFrame = table.to_pandas()
    return found
