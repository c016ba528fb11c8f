"""data.py FOLDER [--quick] [--register]: writes the registers that engines are measured on, as CSV.

A header; lists joined by `;`; empty is missing. Everything is drawn from fixed seeds: two runs write the same bytes.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial

from generators import correlated, febrl, persons, register, weak

SIGHTINGS = 20_000
SEEDS = (1, 2)
# Correlated sightings on which false matches are audited: as many seeds as the narrower bounds need.
AUDITED = range(1, 21)
# Weak sightings among which full ones are sought.
FULL = 1_000_000
PERSONS = (10_000, 100_000, 1_000_000)
REGISTER = (10_000, 100_000, 1_000_000)


def write(folder: pathlib.Path, quick: bool = False, own: bool = True, wanted: Iterable[str] | None = None) -> None:
    """All registers that are not there yet, or those whose names are `wanted`; with `quick`, none above 20,000 rows.

    `own` writes this project's synthetic register too, for which its package must be installed.
    """
    names = None if wanted is None else set(wanted)
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Callable[[], None]] = {"febrl4-truth.csv": partial(febrl.write, folder)}
    for seed in SEEDS:
        made[f"weak-{seed}.csv"] = partial(weak.write, folder / f"weak-{seed}.csv", SIGHTINGS, seed)
    for seed in SEEDS if quick else AUDITED:
        made[f"correlated-{seed}.csv"] = partial(correlated.write, folder, SIGHTINGS, seed)
    if not quick:
        made[f"full-{FULL}.csv"] = partial(weak.write, folder / f"full-{FULL}.csv", FULL, 1)
    for size in PERSONS[:1] if quick else PERSONS:
        made[f"persons-{size}.csv"] = partial(persons.write, folder, size, 1)
    for size in REGISTER[:1] if quick else REGISTER:
        if own:
            made[f"register-{size}.csv"] = partial(register.write, folder, size, 1)
    for name, make in made.items():
        if (folder / name).exists() or (names is not None and name not in names):
            continue
        start = time.perf_counter()
        make()
        print(f"{name}: {time.perf_counter() - start:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--register", action="store_true", help="this project's register as well")
    given = parser.parse_args()
    write(given.folder, given.quick, given.register)
