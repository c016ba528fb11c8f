"""rapidfuzz: the given name and surname of one record against all of a register, by Jaro–Winkler, and nothing else."""

from __future__ import annotations

import pathlib
import statistics
import time
from collections.abc import Callable

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler
from results import Result, frame, read

SEARCHES = 30


def search(data: pathlib.Path, name: str, loaded: Callable[[], None]) -> Result:
    """The ten best names for one name, with a cut-off, on one thread as on all."""
    register = frame(read(data, name).select(["given_name", "surname"]))
    full = (register["given_name"].fillna("") + " " + register["surname"].fillna("")).str.lower().tolist()
    loaded()
    asked = [full[i] for i in np.random.default_rng(1).integers(0, len(full), SEARCHES)]
    result = Result()
    times = []
    for one in asked:
        start = time.perf_counter()
        process.extract(one, full, scorer=JaroWinkler.similarity, score_cutoff=0.85, limit=10, processor=None)
        times.append(time.perf_counter() - start)
    result.figures = {
        "search_median_ms": statistics.median(times) * 1e3,
        "search_worst_ms": max(times) * 1e3,
        "searches": SEARCHES,
        "examined": "every name, but the name alone",
    }
    return result
