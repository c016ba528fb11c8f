"""The machine that is measured on, as far as it explains the figures."""

from __future__ import annotations

import os
import pathlib
import platform

# What the scan of the linkage needs of a processor, the fastest first, as Linux names it.
_SETS = {"AVX-512": {"avx512f", "avx512bw", "avx512vbmi"}, "AVX2": {"avx2"}}


def _told() -> dict[str, str]:
    """What Linux tells of the first processor; nothing elsewhere."""
    file = pathlib.Path("/proc/cpuinfo")
    if not file.exists():
        return {}
    lines = (line.partition(":") for line in file.read_text().partition("\n\n")[0].splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def instructions(told: dict[str, str]) -> str:
    """The widest instructions by which the linkage can scan here."""
    if platform.machine() not in ("x86_64", "AMD64"):
        return "plain"
    if "flags" not in told:
        return "unknown"
    has = set(told["flags"].split())
    return next((name for name, needed in _SETS.items() if needed <= has), "plain")


def machine() -> dict[str, object]:
    """System, processors, instructions, and what else was running: the load before anything was measured."""
    told = _told()
    return {
        "system": platform.platform(),
        "processor": told.get("model name", platform.processor()),
        "processors": os.cpu_count(),
        "instructions": instructions(told),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
    }
