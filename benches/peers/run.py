"""run.py TARGET [--quick] [--only TEXT] [--peers-only]: all engines side by side, each task in its own process.

This project's register of a million takes long to generate: it is measured only with `--only 1,000,000`, or with more
of a title that has it.

Prints a table, and writes `bench-peers.json`, `bench-peers.html` and `bench-peers.svg` into TARGET. The registers are
kept in `TARGET/peers-data`. A task that fails is told as failed, and the others go on; then the exit status is 1.
"""

from __future__ import annotations

import argparse
import collections
import importlib.metadata
import json
import math
import pathlib
import subprocess
import sys
import tempfile
from typing import Any

import chart
import data
import report
from audit import Judged, false_matches
from machine import machine
from results import Result, keep
from score import judged, score
from tasks import OURS, TITLES, Task, tasks

HERE = pathlib.Path(__file__).parent
# The longest that one task of one engine may take, in seconds.
PATIENCE = 3600
VERSIONS = ("splink", "duckdb", "recordlinkage", "rapidfuzz", "uglymugs")


def _measured(engine: str, task: Task, registers: pathlib.Path) -> tuple[Result, dict[str, float]]:
    """What an engine found in a process of its own, and the memory that it took; else a `RuntimeError` says why."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, str(HERE / "measure.py"), engine, task.run, str(registers), out]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"more than {PATIENCE} s") from None
        if done.returncode:
            raise RuntimeError((done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1])
        return Result.load(pathlib.Path(out))


def run(engine: str, task: Task, registers: pathlib.Path) -> dict[str, Any]:
    """One task of one engine; one of several parts is told as a whole, its time summed."""
    told: dict[str, Any] = {"task": task.title, "run": task.run, "engine": engine}
    seconds: dict[str, float] = collections.defaultdict(float)
    memory: dict[str, float] = {}
    audited: list[Judged] = []
    for part in task.parts:
        try:
            result, taken = _measured(engine, part, registers)
        except RuntimeError as why:
            return told | {"failed": str(why)}
        for step, time in result.seconds.items():
            seconds[step] += time
        memory = {name: max(size, memory.get(name, 0.0)) for name, size in taken.items()}
        if task.verb == "audit":
            audited.append(judged(part, result, registers))
        else:
            told |= score(task, engine, result, registers)
    if audited:
        told["ethnicity"] = false_matches(audited)
    return told | {"seconds": dict(seconds), "seconds_in_all": sum(seconds.values()), "memory": memory}


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


def main() -> int:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="small registers only")
    parser.add_argument("--only", default="", help="tasks whose title contains this")
    parser.add_argument("--peers-only", action="store_true", help="without this project's engine")
    given = parser.parse_args()
    registers = given.target / "peers-data"
    chosen = [task for task in tasks(given.quick) if task.is_chosen(given.only)]
    data.write(registers, given.quick, wanted=[part.written for task in chosen for part in task.parts])
    keep(registers)
    here = machine()
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
        "machine": here,
        "versions": {name: _version(name) for name in VERSIONS},
        "runs": runs,
    }
    (given.target / "bench-peers.json").write_text(json.dumps(written, indent=1) + "\n")
    print(report.table([task.title for task in chosen], runs, here))
    chart.write(runs, given.target / "bench-peers")
    return int(any("failed" in told for told in runs))


if __name__ == "__main__":
    sys.exit(main())
