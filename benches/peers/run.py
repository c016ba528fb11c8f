"""run.py TARGET [--quick] [--only TEXT] [--peers-only]: all engines side by side, each task in its own process.

Prints a table, and writes `bench-peers.json`, `bench-peers.html` and `bench-peers.svg` into TARGET. The registers are
kept in `TARGET/peers-data`. A task that fails is told as failed, and the others go on; then the exit status is 1.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
from typing import Any

import data
import report
from results import Result, keep
from score import score
from tasks import OURS, TITLES, Task, tasks

HERE = pathlib.Path(__file__).parent
# The longest that one task of one engine may take, in seconds.
PATIENCE = 3600
VERSIONS = ("splink", "duckdb", "recordlinkage", "rapidfuzz", "uglymugs")


def run(engine: str, task: Task, registers: pathlib.Path) -> dict[str, Any]:
    """One task of one engine, in a process of its own."""
    told: dict[str, Any] = {"task": task.title, "run": task.run, "engine": engine}
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, str(HERE / "measure.py"), engine, task.run, str(registers), out]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return told | {"failed": f"more than {PATIENCE} s"}
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
            return told | {"failed": last}
        result, memory = Result.load(pathlib.Path(out))
    told |= {"seconds": result.seconds, "seconds_in_all": sum(result.seconds.values()), "memory": memory}
    return told | score(task, engine, task.truth(registers), result, registers)


def _finite(value: object) -> object:
    """The same without infinities, which JSON has not."""
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _register(task: Task) -> str:
    """The file of a task's register; the last one written of FEBRL's."""
    of, name = task.run.split(":")
    return "febrl4-truth.csv" if of == "febrl" else f"{name}.csv"


def main() -> int:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="small registers only")
    parser.add_argument("--only", default="", help="tasks whose title contains this")
    parser.add_argument("--peers-only", action="store_true", help="without this project's engine")
    given = parser.parse_args()
    registers = given.target / "peers-data"
    chosen = [task for task in tasks(given.quick) if given.only in task.title]
    data.write(registers, given.quick, wanted=[_register(task) for task in chosen])
    keep(registers)
    runs: list[dict[str, Any]] = []
    for task in chosen:
        for engine in task.engines:
            if given.peers_only and engine == OURS:
                continue
            print(f"==> {task.title}: {TITLES[engine]}", file=sys.stderr, flush=True)
            told = _finite(run(engine, task, registers))
            assert isinstance(told, dict)
            runs.append(told)
    written = {
        "machine": {
            "system": platform.platform(),
            "processors": os.cpu_count(),
            "python": platform.python_version(),
        },
        "versions": {name: _version(name) for name in VERSIONS},
        "runs": runs,
    }
    (given.target / "bench-peers.json").write_text(json.dumps(written, indent=1) + "\n")
    print(report.table([task.title for task in chosen], runs))
    report.chart(runs, given.target / "bench-peers")
    return int(any("failed" in told for told in runs))


if __name__ == "__main__":
    sys.exit(main())
