"""measure.py ENGINE TASK DATA OUT: runs one task of one engine in this process, and keeps what it found and used.

Run by itself so that the peak of memory is that of this task alone. Memory is the peak resident size in MB, as the
operating system counts it: `loaded` when the tables were read and the engine imported, `peak` at the end.
"""

from __future__ import annotations

import importlib
import pathlib
import resource
import sys


def peak() -> float:
    """The largest resident size so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        # What the system tells by `getrusage` begins with the size of the process that started this one.
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main(engine: str, task: str, data: str, out: str) -> None:
    """Runs it and saves the result into `out`."""
    module = importlib.import_module(f"engines.{engine}")
    verb, _, name = task.partition(":")
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    loaded: list[float] = []
    result = getattr(module, verb)(pathlib.Path(data), name, lambda: loaded.append(peak()))
    result.save(folder, {"loaded": loaded[0] if loaded else 0.0, "peak": peak()})


if __name__ == "__main__":
    main(*sys.argv[1:5])
